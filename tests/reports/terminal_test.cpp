#include "reports/terminal.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/reports/sample.hpp"

using namespace assay;
using namespace assay::reports;
using Catch::Contains;

namespace {

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) all.push_back(line);
    return all;
}

}  // namespace

TEST_CASE("nothing measured gives no line and a summary of none") {
    CHECK(verdict_table({}).empty());
    CHECK(summary_line({}) ==
          "0 claims: 0 supported, 0 refuted, 0 inconclusive; all as expected. "
          "P(any wrong verdict) <= 0.\n");
}

TEST_CASE("columns are aligned and lines end without blanks") {
    const auto table = lines(verdict_table(sample::results(), {.width = 120}));
    REQUIRE(table.size() >= 4);
    CHECK(table[0].find("elbow follows") == table[2].find("dead equals"));
    CHECK(table[0].find("cauchy-elbow") == table[2].find("dead-half"));
    for (const auto& line : table) CHECK_FALSE(line.ends_with(' '));
}

TEST_CASE("lines keep to the width where words allow") {
    for (const std::size_t width : {60U, 80U, 100U, 200U})
        for (const auto& line : lines(verdict_table(sample::results(), {.width = width}))) {
            // Verdict, id and measurement are never broken; only they may be longer.
            INFO(width << ": " << line);
            CHECK((line.size() <= width || line.find("instances") != std::string::npos ||
                   line.find("to within") != std::string::npos));
        }
}

TEST_CASE("a width of zero still prints every word") {
    const auto table = verdict_table(sample::results(), {.width = 0});
    CHECK_THAT(table, Contains("cauchy-elbow") && Contains("atan(x)/pi") && Contains("0.002"));
}

TEST_CASE("one long id does not push the others aside") {
    auto results = sample::results();
    results.verdicts.front().claim = std::string(80, 'x');
    const auto table = lines(verdict_table(results, {.width = 100}));
    CHECK_THAT(table[2], Contains("proved in"));
    CHECK(table[2].find("proved in") < 60);
}

TEST_CASE("what is open or unexpected has its reason") {
    const auto table = verdict_table(sample::results());
    CHECK_THAT(table, Contains("expected supported: control 1 of check 1 was not refuted"));
    CHECK_THAT(table, !Contains("every check is inside its region"));
}

TEST_CASE("colour only where it is asked for, and without a change of width") {
    const auto plain = verdict_table(sample::results());
    CHECK(plain.find('\x1b') == std::string::npos);
    auto coloured = verdict_table(sample::results(), {.colour = true});
    CHECK_THAT(coloured, Contains("\x1b[32msupported") && Contains("\x1b[31mrefuted") &&
                             Contains("\x1b[33minconclusive"));
    for (const std::string code : {"\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[0m"})
        for (auto at = coloured.find(code); at != std::string::npos; at = coloured.find(code))
            coloured.erase(at, code.size());
    CHECK(coloured == plain);
}

TEST_CASE("UTF-8 counts by characters") {
    auto results = sample::results();
    results.verdicts.resize(2);
    results.verdicts[0].claim = "caf\xC3\xA9";
    results.checks[0].claim = "caf\xC3\xA9";
    const auto table = lines(verdict_table(results, {.width = 120}));
    CHECK(table[0].find("elbow follows") ==
          table[1].find("corner is") + 1);  // one byte more, one column the same
}

TEST_CASE("the summary counts") {
    CHECK(summary_line(sample::results()) ==
          "Interrupted after 7 claims: 3 supported, 2 refuted, 2 inconclusive; 5 as expected. "
          "P(any wrong verdict) <= 4e-09.\n");
}
