#include "sim/main/coverage_page.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/main/program.hpp"

using Catch::Matchers::Contains;

namespace {

using namespace assay;

engine::Claim claim(const std::string& id, const std::string& topic, engine::Known known,
                    const std::string& document) {
    engine::Claim c;
    c.id = id;
    c.topic = topic;
    c.known = known;
    c.at = {{document, "p. 1"}};
    c.says = "x_1 is 2|3";
    if (known == engine::Known::refuted) c.because = "it is 4", c.instead = "twin";
    return c;
}

}  // namespace

TEST_CASE("statements, claims and verdicts are counted by topic and by document") {
    engine::Catalogue catalogue;
    catalogue.documents = {{.id = "a", .title = "First"}, {.id = "b", .title = "Second"}};
    catalogue.claims = {
        claim("one", "t", engine::Known::supported, "a"), claim("one.deep", "t", engine::Known::refuted, "a"),
        claim("two", "t", engine::Known::open, "b"), claim("three", "u", engine::Known::supported, "b")};
    catalogue.claims[0].at.emplace_back("b", "p. 2");
    catalogue.unchecked = {
        {.id = "four", .topic = "u", .at = {{"b", "p. 3"}}, .says = "elegant", .because = "that is taste"},
        {.id = "two.often", .topic = "t", .at = {{"b", "p. 3"}}, .says = "often", .because = "how often?"}};
    const std::string page = coverage_page(catalogue);
    CHECK_THAT(page, Contains("| t | 2 | 2 | 3 | 1 | 1 | 1 | 1 |\n| u | 2 | 1 | 1 | 1 | 0 | 0 | 1 |\n"
                              "| all | 4 | 3 | 4 | 2 | 1 | 1 | 2 |\n"));
    CHECK_THAT(
        page,
        Contains("| a: First | 1 | 1 | 2 | 1 | 1 | 0 | 0 |\n| b: Second | 4 | 3 | 3 | 2 | 0 | 1 | 2 |\n"));
    // A bar within a cell would begin another.
    CHECK_THAT(page,
               Contains("| `one.deep` | a:p. 1 |") && Contains("2\\|3") && Contains("| It is 4. | `twin` |"));
    CHECK_THAT(page, Contains("| `four` |") && Contains("That is taste."));
}

TEST_CASE("docs/coverage.md is what the program prints") {
    const auto printed = tests::run("coverage");
    REQUIRE(printed.exit_code == 0);
    // Else: build/release/bin/assay coverage > docs/coverage.md
    CHECK((printed.output == tests::slurp(ASSAY_TEST_DATA "/../docs/coverage.md")));
}
