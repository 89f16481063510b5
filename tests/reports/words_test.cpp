#include "reports/words.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "tests/reports/sample.hpp"

using namespace assay;
using namespace assay::reports;
using engine::CheckRow;
using engine::Verdict;

namespace {

const std::vector<engine::Document> documents{{"000", "000.txt", "Notes"}, {"004", "004.txt", "Slides"}};

CheckRow row(const std::string& relation, const std::string& predicted, const std::string& margin) {
    return {.claim = "claim",
            .quantity = "mean",
            .relation = relation,
            .predicted = predicted,
            .margin = margin,
            .estimate = 1,
            .method = "",
            .kind = "",
            .parameters = ""};
}

std::string words(const CheckRow& check) {
    const auto wanted = demand(check);
    return fmt::format("{}|{}|{}", wanted.relation, wanted.formula, wanted.margin);
}

}  // namespace

TEST_CASE("sources are taken apart at the documents' ids") {
    const auto two = sources("000:1.1, eq. 6.1; 004:1.3", documents);
    REQUIRE(two.size() == 2);
    CHECK(two[0].document == "000");
    CHECK(two[0].where == "1.1, eq. 6.1");
    CHECK(two[1].document == "004");
    CHECK(two[1].where == "1.3");

    const auto inner = sources("000:1.1; L12: note; 004:1.3", documents);
    REQUIRE(inner.size() == 2);
    CHECK(inner[0].where == "1.1; L12: note");

    CHECK(sources("", documents).empty());
    const auto undeclared = sources("007", documents);
    REQUIRE(undeclared.size() == 1);
    CHECK(undeclared[0].document == "007");
    CHECK(undeclared[0].where.empty());
}

TEST_CASE("an undeclared document is known by its id") {
    CHECK(document("004", documents).title == "Slides");
    CHECK(document("007", documents).title == "007");
}

TEST_CASE("each relation has its words") {
    CHECK(words(row("equals", "0.3333333333333333", "0.01")) == "equals|0.33333|within 0.01");
    CHECK(words(row("equals", "2", "")) == "equals|2|exactly");
    CHECK(words(row("at_most", "3", "")) == "is at most|3|");
    CHECK(words(row("at_most", "3", "0")) == "is at most|3|");
    CHECK(words(row("at_least", "3", "0.5")) == "is at least|3|with a slack of 0.5");
    CHECK(words(row("between", "0.5 and 2", "")) == "lies between|0.5 and 2|");
    CHECK(words(row("holds", "true", "")) == "holds||");
    CHECK(words(row("holds", "holds", "0.001")) == "holds||but for a share of 0.001");
    CHECK(words(row("follows", "Phi(x)", "0.002")) == "follows the law|Phi(x)|within 0.002");
    CHECK(words(row("same_as (identity)", "b/w", "1e-30")) == "is identical to|b/w|");
    CHECK(words(row("equals (ratio)", "2", "0.01")) == "equals|2|within a ratio of 0.01");
    CHECK(words(row("equals (exponent)", "-1", "0.1")) == "equals|-1|within 0.1, as exponent");
    CHECK(words(row("at_most (versus, ratio)", "1", "")) == "is at most|1|as versus, ratio");
    CHECK(words(row("same_as", "b/w", "0.1")) == "is the same as|b/w|within 0.1");
    CHECK(words(row("resembles", "x", "0.1")) == "resembles|x|within 0.1");
}

TEST_CASE("a discrepancy that rounding would hide is shown in full") {
    auto check = row("equals", "0.5", "");
    check.estimate = check.lower = check.upper = 0.5000000001;
    check.verdict = Verdict::refuted;
    CHECK(measured(check) == "0.5000000001");
    check.predicted = "0.4999999999";
    CHECK(demand(check).formula == "0.4999999999");
    check.verdict = Verdict::supported;
    CHECK(measured(check) == "0.5");
}

TEST_CASE("an identity is measured by its violations") {
    auto check = row("holds", "true", "");
    check.estimate = 0;
    check.replicates = 4096;
    check.upper = 0.006;
    CHECK(measured(check) == "no violation in 4,096 instances (share at most 0.006)");
    check.replicates = 1;
    check.upper = 1;
    CHECK(measured(check) == "no violation in 1 instance (share at most 1)");
    check.estimate = 0.25;
    check.replicates = 8;
    CHECK(measured(check) == "violated in 25 % of 8 instances");
    check.replicates = 0;
    CHECK(measured(check) == "no instance yet");
    check.estimate = 0;
    check.replicates = 8;
    check.kind = "exact";
    check.margin = "9.5e-66";
    CHECK(measured(check) == "proved in 8 instances");
    CHECK(proof(check) == "a false identity passes with probability 9.5e-66");
    check.margin = "0";
    CHECK(proof(check).empty());
    check.estimate = 0.25;
    check.relation = "same_as";
    check.margin = "0.1";
    check.lower = check.upper = check.estimate;
    CHECK(measured(check) == "0.25");
}

TEST_CASE("a control differs from its check in parameters, quantity, prediction or margin") {
    auto check = row("equals", "0.5", "0.01");
    check.parameters = "bias_sd=1; weight_sd=1";
    auto control = check;
    CHECK(differences(check, control).empty());
    control.parameters = "bias_sd=1.02; weight_sd=1";
    control.quantity = "median";
    control.predicted = "0.6";
    control.margin = "0.02";
    const auto all = differences(check, control);
    REQUIRE(all.size() == 4);
    CHECK((all[0].words == "with" && all[0].code == "bias_sd=1.02"));
    CHECK((all[1].words == "for the quantity" && all[1].code == "median"));
    CHECK((all[2].words == "claiming that it equals" && all[2].code == "0.6"));
    CHECK((all[3].words == "with the margin" && all[3].code == "0.02"));
}

TEST_CASE("checks are grouped by claim, with the controls that follow them") {
    const auto rows = sample::checks();
    const auto all = groups(rows);
    CHECK(all.size() == 7);
    REQUIRE(all.at("cauchy-elbow").size() == 1);
    CHECK(all.at("cauchy-elbow")[0].check == &rows[0]);
    CHECK(all.at("cauchy-elbow")[0].controls == std::vector<const CheckRow*>{&rows[1]});
    CHECK(all.at("dead-half")[0].controls.empty());
    CHECK(groups({}).empty());
}

TEST_CASE("the deciding check is the one with the claim's verdict") {
    std::vector<CheckRow> rows(3, row("equals", "1", ""));
    rows[0].verdict = Verdict::supported;
    rows[1].verdict = Verdict::inconclusive;
    rows[2].verdict = Verdict::refuted;
    const auto of_claim = groups(rows).at("claim");
    engine::VerdictRow verdict;
    verdict.verdict = Verdict::refuted;
    CHECK(deciding(verdict, of_claim) == &rows[2]);
    // Refuted, but the corrected twin is open.
    verdict.verdict = Verdict::inconclusive;
    CHECK(deciding(verdict, of_claim) == &rows[2]);
    CHECK(deciding(verdict, std::span(of_claim).first(2)) == &rows[1]);
    verdict.verdict = Verdict::supported;
    CHECK(deciding(verdict, std::span(of_claim).first(1)) == &rows[0]);
    // Every check is supported, but a control survived.
    verdict.verdict = Verdict::inconclusive;
    CHECK(deciding(verdict, std::span(of_claim).first(1)) == &rows[0]);
    CHECK(deciding(verdict, {}) == nullptr);
}

TEST_CASE("verdicts are counted") {
    const auto all = tally(sample::results().verdicts);
    CHECK(all.supported == 3);
    CHECK(all.refuted == 2);
    CHECK(all.inconclusive == 2);
    CHECK(all.as_known == 5);
    CHECK(all.total() == 7);
    CHECK(tally({}).total() == 0);
}

TEST_CASE("the command names what differs from the defaults, quoted for a shell") {
    engine::RunInfo run;
    CHECK(run_command(run, {}) == "assay run --seed 1");
    const std::vector<std::string> selection{"elbow", "dead-*", "it's", ""};
    CHECK(run_command(run, selection) == "assay run elbow 'dead-*' 'it'\\''s' '' --seed 1");
    run.seed = 7;
    run.budget = "deep";
    run.alpha = 1e-6;
    run.own_files = {"a b.toml", "c.toml"};
    CHECK(run_command(run, {}) ==
          "assay run --seed 7 --budget deep --alpha 1e-06 --claims 'a b.toml' --claims c.toml");
}

TEST_CASE("one is singular") {
    CHECK(plural(0, "claim") == "0 claims");
    CHECK(plural(1, "claim") == "1 claim");
    CHECK(plural(2, "claim") == "2 claims");
}
