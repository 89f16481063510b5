// The whole page is compared in golden_test.cpp; here is what must hold of any results.

#include "reports/markdown.hpp"

#include <catch2/catch.hpp>

#include "tests/reports/sample.hpp"

using namespace assay;
using namespace assay::reports;
using Catch::Contains;

TEST_CASE("an empty run has a report") {
    const auto text = report_markdown({});
    CHECK_THAT(text, Contains("0 claims from 0 documents"));
    CHECK_THAT(text, Contains("## Errors found in the documents\n\nNone.\n"));
    CHECK_THAT(text, Contains("Every catalogued claim was put to the test."));
    CHECK_THAT(text, !Contains("interrupted") && !Contains("differ from the catalogue"));
}

TEST_CASE("the report depends on nothing but the results, and times are no part of it") {
    auto results = sample::results();
    const auto text = report_markdown(results);
    CHECK(text == report_markdown(results));
    results.timings.clear();
    CHECK(text == report_markdown(results));
}

TEST_CASE("a control that was not caught stands out") {
    auto results = sample::results();
    CHECK_THAT(report_markdown(results), Contains("**supported: the wrong twin was not caught**"));
    for (auto& row : results.checks)
        if (row.control) row.verdict = engine::Verdict::refuted;
    CHECK_THAT(report_markdown(results), !Contains("not caught**"));
}

TEST_CASE("an error is told under the document that makes it") {
    const auto text = report_markdown(sample::results());
    const auto first = text.find("### Notes on");
    const auto told = text.find("* `dead-half`, 1.1; see also 2. *The document says:* Half");
    const auto second = text.find("### Lecture");
    const auto referred = text.find("* `dead-half`, 1.3: as in `000`.");
    REQUIRE(referred != std::string::npos);
    CHECK(first < told);
    CHECK(told < second);
    CHECK(second < referred);
}

TEST_CASE("a refuted claim whose twin was not measured says so") {
    auto results = sample::results();
    std::erase_if(results.verdicts, [](const auto& row) { return row.claim == "dead-half.quarter"; });
    CHECK_THAT(report_markdown(results),
               Contains("*Correct instead* (`dead-half.quarter`, not measured): A quarter"));
}

TEST_CASE("an expected refutation of a claim without words is still told") {
    auto results = sample::results();
    results.claims.clear();
    CHECK_THAT(report_markdown(results), Contains("* `dead-half`, 1.1; see also 2."));
}

TEST_CASE("an open claim that is refuted is no error of the document") {
    const auto text = report_markdown(sample::results());
    const auto errors =
        text.substr(text.find("## Errors found"), text.find("## Topic") - text.find("## Errors found"));
    CHECK_THAT(errors, !Contains("better"));
    CHECK_THAT(text, Contains("*Open:*"));
}
