#include "reports/audit.hpp"

#include <catch2/catch.hpp>

#include "tests/reports/sample.hpp"

using namespace assay;
using namespace assay::reports;
using Catch::Contains;

TEST_CASE("the audit's tables hold every row once, laid out by subject and condition") {
    CHECK(
        audit_text(sample::audit()) ==
        "Coverage, by theorem\n"
        "                                       95 %, one look  95 %, five looks\n"
        "  Clopper-Pearson: 64 trials, p = 0.5         96.12 %       90.00 % (!)\n"
        "\n"
        "Coverage, by limit theorem\n"
        "                                      95 %, one look\n"
        "  Student: mean of 64 skewed numbers     90.00 % (!)\n"
        "\n"
        "Admitted\n"
        "                                      admitted\n"
        "  Student: mean of 64 skewed numbers   25.00 %\n"
        "\n"
        "Width\n"
        "                                       95 %, one look  95 %, five looks\n"
        "  Clopper-Pearson: 64 trials, p = 0.5            1.01              1.33\n"
        "\n"
        "Wrong verdicts\n"
        "                                      1.5\n"
        "  judge, DKW: a law, alpha = 0.05  0.10 %\n"
        "\n"
        "Wrong verdicts, together\n"
        "                                                            realised\n"
        "  judge: 64 claims, alpha = 0.001, one run; at most 6.40 %    0.20 %\n"
        "\n"
        "Power\n"
        "                                       1.5\n"
        "  judge, DKW: a law, alpha = 0.05  80.00 %\n"
        "\n"
        "1 of 4 promises of theorems was broken; asymptotic methods fell short in 1 row. Up to 25,600 trials "
        "a row, seed 7.\n");
}

TEST_CASE("in Markdown each table has a title, words and a head") {
    const auto text = audit_markdown(sample::audit());
    CHECK_THAT(text, Contains("## The judge, judged\n\n1 of 4 promises") &&
                         Contains("### Coverage, by theorem\n\nHow often") &&
                         Contains("|  | 95 %, one look | 95 %, five looks |\n| --- | ---: | ---: |\n| "
                                  "Clopper-Pearson: 64 trials, p = 0.5 | 96.12 % | 90.00 % (!) |\n"));
}

TEST_CASE("without a broken promise the conclusion says so; an audit that was stopped at once has no table") {
    auto audit = sample::audit();
    audit.rows.erase(audit.rows.begin() + 1, audit.rows.begin() + 3);
    CHECK_THAT(audit_text(audit), Contains("All 3 promises of theorems were kept") && !Contains("(!)"));
    CHECK(audit_text({}) ==
          "All 0 promises of theorems were kept; asymptotic methods fell short in 0 rows. Up to 0 trials a "
          "row, seed 1.\n");
}

TEST_CASE("a missing combination leaves its cell empty") {
    auto audit = sample::audit();
    audit.rows.push_back(audit.rows.front());
    audit.rows.back().subject = "other";
    audit.rows.back().condition = "five looks";
    CHECK_THAT(audit_markdown(audit), Contains("| Clopper-Pearson: other |  | 96.12 % |"));
}
