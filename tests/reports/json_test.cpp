#include "reports/json.hpp"

#include <catch2/catch.hpp>

#include "reports/errors.hpp"
#include "tests/reports/sample.hpp"

using namespace assay;
using namespace assay::reports;
using Catch::Contains;

namespace {

std::string changed(const std::string& from, const std::string& to) {
    auto text = run_json(sample::results());
    text.replace(text.find(from), from.size(), to);
    return text;
}

}  // namespace

TEST_CASE("run.json comes back as it was") {
    const auto text = run_json(sample::results());
    const auto back = read_run_json(text, "run.json");
    CHECK(run_json(back) == text);
    CHECK(back.run.version == "0.1.0");
    CHECK(back.run.seed == std::numeric_limits<std::uint64_t>::max());
    CHECK(back.run.budget == "quick");
    CHECK(back.run.alpha == 1e-9);
    CHECK(back.run.selection == std::vector<std::string>{"elbow", "dr*ft"});
    CHECK(back.run.own_files == std::vector<std::string>{"my claims.toml"});
    CHECK(back.run.interrupted);
    CHECK(back.run.claim_files.at("my claims.toml") == "c3d4");
    CHECK(back.run.levels == sample::results().run.levels);
    CHECK(back.documents.at(1).title == "Lecture_4");
    CHECK(back.claims.at(2).because == "A unit whose corner lies outside may also be always on.");
    CHECK(back.claims.at(2).instead == "dead-half.quarter");
    CHECK(back.unchecked.at(0).because == "A matter of naming.");
    REQUIRE(back.series.size() == 2);
    CHECK(back.series.at("gain").rows.empty());
    CHECK(back.verdicts.empty());
}

TEST_CASE("an empty run has all members") {
    const auto back = read_run_json(run_json({}), "run.json");
    CHECK(back.run.seed == 1);
    CHECK_FALSE(back.run.interrupted);
    CHECK(back.claims.empty());
}

TEST_CASE("the sum of levels is told in total") {
    CHECK_THAT(run_json(sample::results()), Contains("\"total\": 4e-09"));
    CHECK(engine::RunInfo{}.total_level() == 0);
}

TEST_CASE("bytes that are no UTF-8 do not lose a run") {
    engine::Results results;
    results.run.own_files = {
        "b\xFC"
        "cher.toml"};
    CHECK(read_run_json(run_json(results), "run.json").run.own_files.at(0) ==
          "b\xEF\xBF\xBD"
          "cher.toml");
}

TEST_CASE("a malformed or foreign run.json is told with the place") {
    CHECK_THROWS_WITH(read_run_json("{\n \"seed\" 1}", "out/run.json"),
                      Contains("out/run.json: ") && Contains("line 2"));
    CHECK_THROWS_AS(read_run_json("", "run.json"), ResultsError);
    CHECK_THROWS_WITH(read_run_json("[]", "out/run.json"), "out/run.json is no object");
    CHECK_THROWS_WITH(read_run_json("{}", "out/run.json"), "out/run.json has no \"program\"");
    CHECK_THROWS_WITH(read_run_json(changed("\"assay\"", "\"essay\""), "out/run.json"),
                      "out/run.json was written by another program, \"essay\"");
    CHECK_THROWS_WITH(read_run_json(changed("18446744073709551615", "-1"), "out/run.json"),
                      "\"seed\" of out/run.json is no count");
    CHECK_THROWS_WITH(read_run_json(changed("18446744073709551615", "1.5"), "out/run.json"),
                      "\"seed\" of out/run.json is no count");
    CHECK_THROWS_WITH(read_run_json(changed("\"interrupted\": true", "\"interrupted\": 1"), "out/run.json"),
                      "\"interrupted\" of out/run.json is no true or false");
    CHECK_THROWS_WITH(read_run_json(changed("\"title\": \"Lecture_4\"", "\"name\": 1"), "out/run.json"),
                      "out/run.json, item 2 of \"documents\" has no \"title\"");
    CHECK_THROWS_WITH(read_run_json(changed("\"dr*ft\"", "7"), "out/run.json"),
                      "\"selection\" of out/run.json is no list of texts");
    CHECK_THROWS_WITH(read_run_json(changed("\"a1b2\"", "7"), "out/run.json"),
                      "\"elbow.toml\" of out/run.json, \"claim_files\" is no text");
}
