#include "sim/engine/toml_reader.hpp"

#include <catch2/catch.hpp>

using namespace assay::engine;
using Catch::Matchers::Contains;

namespace {

struct Fixture {
    Diagnostics diagnostics;
    toml::table table;
    explicit Fixture(const char* text) : table(toml::parse(text)) {}
    Reader reader() { return {table, "f.toml", "a table", diagnostics}; }
    [[nodiscard]] std::string only_complaint() const {
        REQUIRE(diagnostics.messages().size() == 1);
        return diagnostics.messages().front();
    }
};

}  // namespace

TEST_CASE("keys that nobody asks for are reported with their place and the nearest one") {
    Fixture f("id = \"a\"\n  sais = \"b\"\n");
    Reader reader = f.reader();
    CHECK(reader.text("id", true) == "a");
    CHECK(reader.text("says", false).empty());
    reader.finish();
    CHECK_THAT(f.only_complaint(),
               Contains("f.toml:2:") && Contains("unknown key \"sais\"") && Contains("nearest: \"says\""));
}

TEST_CASE("numbers are formulas too") {
    Fixture f("a = \"1/2\"\nb = 3\nc = 0.25\nd = true\n");
    Reader reader = f.reader();
    CHECK(reader.formula("a")->text == "1/2");
    CHECK(reader.formula("b")->text == "3");
    CHECK(reader.formula("c")->text == "0.25");
    CHECK(reader.formula("c")->where.line == 3);
    CHECK_FALSE(reader.formula("e").has_value());
    CHECK(f.diagnostics.empty());
    CHECK_FALSE(reader.formula("d").has_value());
    CHECK_THAT(f.only_complaint(), Contains("\"d\" must be a formula"));
}

TEST_CASE("texts are one line, and not empty where they are needed") {
    Fixture f("a = \"x\\ny\"\n");
    Reader reader = f.reader();
    static_cast<void>(reader.text("a", true));
    CHECK_THAT(f.only_complaint(), Contains("one line"));
    static_cast<void>(reader.text("b", true));
    CHECK_THAT(f.diagnostics.messages().back(), Contains("a table needs the key \"b\""));
}

TEST_CASE("settings override key by key") {
    Fixture f("with = { d = 2, name = \"relu\" }\n");
    Reader reader = f.reader();
    Settings settings = {{"d", {1.0, {}}}, {"kept", {1.0, {}}}};
    reader.settings("with", settings);
    CHECK(std::get<std::int64_t>(settings.at("d").value) == 2);
    CHECK(std::get<std::string>(settings.at("name").value) == "relu");
    CHECK(std::get<double>(settings.at("kept").value) == 1);
}

TEST_CASE("tables are tables, and lists of tables are lists") {
    Fixture f("a = 1\nb = [1]\n");
    Reader reader = f.reader();
    CHECK(reader.table("a") == nullptr);
    CHECK(reader.tables("b").empty());
    CHECK(f.diagnostics.messages().size() == 2);
}
