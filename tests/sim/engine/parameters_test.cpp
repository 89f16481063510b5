#include "sim/engine/parameters.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/engine/toy.hpp"

using namespace assay::engine;

TEST_CASE("values print as they read back") {
    CHECK(text(Value(0.1)) == "0.1");
    CHECK(text(Value(1e22)) == "1e+22");
    CHECK(text(Value(std::int64_t{-3})) == "-3");
    CHECK(text(Value(std::string("relu"))) == "relu");
}

TEST_CASE("settings go over the defaults; whole numbers serve as real ones") {
    Diagnostics diagnostics;
    const auto parameters =
        resolve(toy::experiment(), {{"shift", {std::int64_t{3}, {}}}, {"coin", {std::string("bent"), {}}}},
                diagnostics);
    CHECK(diagnostics.empty());
    CHECK(std::get<double>(parameters.at("shift")) == 3);
    CHECK(std::get<std::int64_t>(parameters.at("steps")) == 4);
    CHECK(canonical(parameters) == "coin=bent; shift=3; steps=4");
    CHECK(canonical({}).empty());
}

TEST_CASE("every mistake is told, and its place") {
    Diagnostics diagnostics;
    const Where here{"a.toml", 2, 5};
    static_cast<void>(resolve(toy::experiment(),
                              {{"shift", {2000.0, here}},
                               {"steps", {1.5, here}},
                               {"coin", {std::string("fare"), here}},
                               {"stps", {1.0, here}}},
                              diagnostics));
    REQUIRE(diagnostics.messages().size() == 4);
    for (const auto& message : diagnostics.messages()) CHECK(message.starts_with("a.toml:2:5: "));
}

TEST_CASE("the table gives the names in its order") {
    CHECK(parameter_names(toy::experiment()) == std::vector<std::string>{"shift", "steps", "coin"});
}
