#include "sim/engine/catalogue.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/engine/toy.hpp"

using namespace assay::engine;
using Catch::Matchers::Contains;

namespace {

const std::string half = "quantity = \"heads\"\nequals = \"1/2\"\nwithin = 0.01";
const std::string not_half = "equals = \"0.6\"";

std::string complaint(const std::string& tables) {
    try {
        static_cast<void>(toy::catalogue(tables));
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

std::string about(const std::string& check, const std::string& control = "equals = \"9\"") {
    return complaint(toy::claim("a", check, control));
}

}  // namespace

TEST_CASE("a valid catalogue loads") {
    const auto catalogue =
        toy::catalogue(toy::claim("a", half, not_half) + toy::claim("b", half, "with = { coin = \"bent\" }"));
    CHECK(catalogue.claims.size() == 2);
    CHECK(catalogue.find_claim("b")->id == "b");
    CHECK(catalogue.find_claim("c") == nullptr);
    CHECK(catalogue.find_experiment("toy") != nullptr);
    CHECK(catalogue.topics() == std::vector<std::string>{"toy"});
    // sha1 of "" is well known; the file's own hash only has to differ when the bytes do.
    CHECK(load_catalogue({{"e.toml", ""}}, {}).file_hashes.at("e.toml") ==
          "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709");
}

TEST_CASE("names that do not exist are refused with the nearest one") {
    CHECK_THAT(about("quantity = \"head\"\nequals = \"1\"\nwithin = 1"),
               Contains("toy.toml:") && Contains("no quantity \"head\"") && Contains("nearest: \"heads\""));
    CHECK_THAT(about(half, "with = { shft = 1 }"),
               Contains("no parameter \"shft\"") && Contains("nearest: \"shift\""));
    CHECK_THAT(about(half, "experiment = \"tox\""),
               Contains("no experiment is called \"tox\"") && Contains("nearest: \"toy\""));
    CHECK_THAT(about(half + "\nfor_each = { step = [1, 2] }"),
               Contains("no such parameter") && Contains("nearest: \"steps\""));
    CHECK_THAT(about("quantity = \"law\"\nsame_as = \"lw\"\nwithin = 0.1"), Contains("no quantity \"lw\""));
}

TEST_CASE("parameters are checked for type and range") {
    CHECK_THAT(about(half, "with = { shift = 1e9 }"), Contains("must be in [-100, 1000]"));
    CHECK_THAT(about(half, "with = { shift = nan }"), Contains("must be in"));
    CHECK_THAT(about(half, "with = { steps = 2.5 }"), Contains("must be an integer"));
    CHECK_THAT(about(half, "with = { steps = 17 }"), Contains("must be in [1, 16]"));
    CHECK_THAT(about(half, "with = { coin = \"fare\" }"),
               Contains("one of fair, bent") && Contains("nearest: \"fair\""));
    CHECK_THAT(about(half, "with = { coin = 1 }"), Contains("one of fair, bent"));
    CHECK_THAT(about(half, "with = { shift = \"x\" }"), Contains("must be a number"));
}

TEST_CASE("relations must suit the quantity") {
    CHECK_THAT(about("quantity = \"heads\"\nholds = true", "quantity = \"level\""),
               Contains("does not suit"));
    CHECK_THAT(about("quantity = \"law\"\nequals = 1", "quantity = \"law\""), Contains("does not suit"));
    CHECK_THAT(about("quantity = \"law\"\nfollows = \"1/2 + atan(x)/pi\"", "follows = \"x\""),
               Contains("needs \"within\""));
    CHECK_THAT(about("quantity = \"law\"\nfollows = \"x\"\nwithin = 0.1", "follows = \"1/2 + atan(x)/pi\""),
               Contains("no distribution function"));
    CHECK_THAT(about("quantity = \"heads\"\nsame_as = \"level\"", "same_as = \"missing\""),
               Contains("needs \"within\""));
    CHECK_THAT(about("quantity = \"heads\"\nsame_as = \"law\"\nwithin = 1", "same_as = \"missing\""),
               Contains("not of one kind"));
    CHECK_THAT(about("quantity = \"(a+b)^2\"\nsame_as = \"a^2+b^2\"\nwithin = 1", "same_as = \"a^2+b^2\""),
               Contains("is proven exactly"));
    CHECK_THAT(about("quantity = \"law\"\nfollows = \"1/2+atan(x)/pi\"\nwithin_ratio = 0.1"),
               Contains("goes with \"equals\""));
    CHECK_THAT(about("quantity = \"(a+b)^2\"\nsame_as = \"(a+b)^2\"", "same_as = \"a^2+b^2\""),
               Contains("compares the quantity with itself"));
    CHECK_THAT(about("quantity = \"small_shift\"\nholds = true", "with = { shift = 200 }"),
               Contains("needs \"within\""));
    CHECK_THAT(about("quantity = \"heads\"\nequals = 0\nwithin_ratio = 0.1"), Contains("predicted 0"));
    CHECK_THAT(about("quantity = \"heads\"\nbetween = [\"1\", \"0\"]"), Contains("lower end first"));
    CHECK_THAT(about("quantity = \"heads\"\nequals = 0\nwithin = -1"), Contains("cannot be negative"));
    CHECK_THAT(about("quantity = \"heads\"\nequals = 1\nwithin = 1\nexponent = { from = 1, to = 2 }"),
               Contains("needs a series"));
    CHECK_THAT(about("quantity = \"walk\"\nequals = 1\nwithin = 1\nexponent = { from = 2, to = 1 }"),
               Contains("0 < from < to"));
    CHECK_THAT(about("quantity = \"walk\"\nequals = 1\nwithin = 1\nexponent = { from = 1, to = 9 }"),
               Contains("no step = 9"));
    CHECK_THAT(about("quantity = \"heads\"\nequals = 1\nwithin = 1\nversus = { as = \"ratio\" }"),
               Contains("compares the quantity with itself"));
    CHECK_THAT(
        about(
            "quantity = \"heads\"\nequals = 1\nwithin = 1\nversus = { quantity = \"walk\", as = \"ratio\" }"),
        Contains("not of one kind"));
}

TEST_CASE("formulas are evaluated at every point before anything runs") {
    CHECK_THAT(about("quantity = \"heads\"\nequals = \"1 +\"\nwithin = 1"), Contains("formula \"1 +\""));
    CHECK_THAT(about("quantity = \"heads\"\nequals = \"shif\"\nwithin = 1"), Contains("nearest: \"shift\""));
    CHECK_THAT(about("quantity = \"heads\"\nequals = \"0,5\"\nwithin = 1"), Contains("2 results"));
    CHECK_THAT(about("quantity = \"walk\"\nequals = \"1/(step-3)\"\nwithin = 1"), Contains("not finite"));
    CHECK(about("quantity = \"walk\"\nequals = \"1/(step-3)\"\nwithin = 1\nwhere = \"step != 3\"").empty());
    CHECK_THAT(about("quantity = \"walk\"\nequals = \"step\"\nwithin = 1\nwhere = \"step > 16\""),
               Contains("keeps no point"));
    CHECK_THAT(about("quantity = \"heads\"\nequals = \"x\"\nwithin = 1"), Contains("\"x\""));
}

TEST_CASE("ids, documents and twins must be sound") {
    CHECK_THAT(complaint(toy::claim("a", half, not_half) + toy::claim("a", half, not_half)),
               Contains("already declared at toy.toml:6"));
    CHECK_THAT(complaint("[[unchecked]]\nid = \"u\"\nat = { X = \"1\" }\nsays = \"s\"\nbecause = \"b\"\n"),
               Contains("document \"X\" is not declared"));
    CHECK_THAT(complaint(toy::claim("a/b", half, not_half)), Contains("cannot be an id"));
    CHECK_THAT(complaint(toy::claim(std::string(101, 'a'), half, not_half)), Contains("cannot be an id"));
    CHECK_THAT(
        complaint(toy::claim("a", half, not_half, "instead = \"b\"") + toy::claim("b", half, not_half)),
        Contains("goes with known = \"refuted\""));
    const std::string wrong = "known = \"refuted\"\nbecause = \"b\"\ninstead = \"twn\"";
    CHECK_THAT(complaint(toy::claim("a", half, "", wrong) + toy::claim("twin", half, not_half)),
               Contains("names no claim") && Contains("nearest: \"twin\""));
    CHECK_THAT(complaint(toy::claim("a", half, "", "known = \"refuted\"\nbecause = \"b\"\ninstead = \"b\"") +
                         toy::claim("b", half, "", "known = \"open\"")),
               Contains("known as supported"));
    CHECK_THROWS_WITH(load_catalogue({toy::file(""), toy::file("")}, {toy::experiment()}),
                      Contains("given twice"));
}

TEST_CASE("everything that is wrong is said at once") {
    const auto all = complaint(toy::claim("a", "quantity = \"head\"\nequals = 1\nwithin = 1", not_half) +
                               toy::claim("b", half, "with = { shft = 1 }"));
    CHECK_THAT(all, Contains("\"head\"") && Contains("\"shft\""));
}

TEST_CASE("words select claims by id, glob, topic and document, and bring the twins") {
    const auto catalogue = toy::catalogue(
        toy::claim("elbow", half, not_half) + toy::claim("elbow-mean", half, not_half) +
        toy::claim("wrong", half, "", "known = \"refuted\"\nbecause = \"b\"\ninstead = \"elbow\""));
    const auto ids = [&](const std::vector<std::string>& words, const std::string& topic = "") {
        std::vector<std::string> all;
        for (const auto* claim : select(catalogue, words, topic)) all.push_back(claim->id);
        return all;
    };
    const std::vector<std::string> everything = {"elbow", "elbow-mean", "wrong"};
    CHECK(ids({}) == everything);
    CHECK(ids({"toy"}) == everything);
    CHECK(ids({"T"}) == everything);
    CHECK(ids({"elbow"}) == std::vector<std::string>{"elbow"});
    CHECK(ids({"elbow*"}) == std::vector<std::string>{"elbow", "elbow-mean"});
    CHECK(ids({"elbow-mean", "e?bow"}) == std::vector<std::string>{"elbow", "elbow-mean"});
    CHECK(ids({"wrong"}) == std::vector<std::string>{"elbow", "wrong"});
    CHECK(ids({}, "other").empty());
    CHECK_THROWS_WITH(ids({"elbwo"}), Contains("nearest: \"elbow\""));
    CHECK_THROWS_AS(ids({"x*"}), InputError);
    CHECK_THROWS_AS(ids({"elbow", "nothing-like-it"}), InputError);
}
