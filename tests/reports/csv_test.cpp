#include "reports/csv.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "reports/errors.hpp"
#include "tests/reports/sample.hpp"

using namespace assay;
using namespace assay::reports;
using Catch::Contains;

namespace {

std::string header(const std::string& text) {
    return text.substr(0, text.find("\r\n"));
}

}  // namespace

TEST_CASE("the columns are those of the contract, in its order") {
    CHECK(header(verdicts_csv({})) ==
          "claim,topic,at,verdict,known,reason,experiment,method,alpha,looks,replicates,missing,controls,"
          "controls_passed");
    CHECK(
        header(checks_csv({})) ==
        "claim,kind,index,quantity,relation,predicted,margin,estimate,lower,upper,verdict,method,class,level,"
        "replicates,missing,parameters");
    CHECK(header(timings_csv({})) ==
          "experiment,parameters,replicates,seconds,replicates_per_second,threads");
    CHECK(header(series_csv({.index = {"d", "step"}, .rows = {}})) ==
          "d,step,check,predicted,estimate,lower,upper,replicates");
    CHECK(header(audit_csv({})) == "method,class,case,nominal,trials,realised,lower,upper,relative_width");
}

TEST_CASE("an audit's rows read back; what is promised by nobody and compared with nothing is empty") {
    const auto rows = sample::audit().rows;
    const auto text = audit_csv(rows);
    CHECK_THAT(text, Contains("judge,finite-sample,\"any wrong verdict; 64 claims, alpha = 0.001; one run\","
                              "0.064,6144,0.002,0.0005,0.005,\r\n"));
    const auto again = read_audit_csv(text, "audit.csv");
    CHECK(audit_csv(again) == text);
    CHECK(again.at(4).counted == "false support");
    CHECK(again.at(4).subject == "a law, alpha = 0.05");
    CHECK(again.at(4).condition == "truth 1.5 margins away");
    CHECK(std::isnan(again.at(5).nominal));
    const auto broken = header(text) + "\r\nm,exact,no parts; here,0.5,1,1,1,1,1\r\n";
    CHECK_THROWS_WITH(
        read_audit_csv(broken, "audit.csv"),
        "audit.csv:2: column case: \"no parts; here\" is no case: three parts joined by \"; \"");
}

TEST_CASE("a file without rows is its header and reads back as none") {
    CHECK(read_verdicts_csv(verdicts_csv({}), "f").empty());
    CHECK(read_checks_csv(checks_csv({}), "f").empty());
    CHECK(read_timings_csv(timings_csv({}), "f").empty());
    const auto series = read_series_csv(series_csv({.index = {"step"}, .rows = {}}), "f");
    CHECK(series.rows.empty());
    CHECK(series.index == std::vector<std::string>{"step"});
}

TEST_CASE("rows come back as they were") {
    const auto all = sample::results();
    CHECK(verdicts_csv(read_verdicts_csv(verdicts_csv(all.verdicts), "f")) == verdicts_csv(all.verdicts));
    CHECK(checks_csv(read_checks_csv(checks_csv(all.checks), "f")) == checks_csv(all.checks));
    CHECK(timings_csv(read_timings_csv(timings_csv(all.timings), "f")) == timings_csv(all.timings));
    for (const auto& [claim, series] : all.series)
        CHECK(series_csv(read_series_csv(series_csv(series), "f")) == series_csv(series));
}

TEST_CASE("each column reaches its member") {
    const auto all = sample::results();
    const auto verdict = read_verdicts_csv(verdicts_csv(all.verdicts), "f").at(2);
    CHECK(verdict.claim == "dead-half");
    CHECK(verdict.topic == "elbow");
    CHECK(verdict.at == "000:1.1; see also 2; 004:1.3");
    CHECK(verdict.verdict == engine::Verdict::refuted);
    CHECK(verdict.known == engine::Known::refuted);
    CHECK(verdict.reason == "dead is outside, says \"check 1\"");
    CHECK(verdict.experiment == "dead");
    CHECK(verdict.method == "Clopper-Pearson");
    CHECK(verdict.alpha == 1e-9);
    CHECK(verdict.looks == 2);
    CHECK(verdict.replicates == 1000000);
    CHECK(verdict.missing == 0);
    CHECK(verdict.controls == 1);
    CHECK(verdict.controls_passed == 1);

    const auto check = read_checks_csv(checks_csv(all.checks), "f").at(1);
    CHECK(check.claim == "cauchy-elbow");
    CHECK(check.control);
    CHECK(check.index == 1);
    CHECK(check.quantity == "elbow");
    CHECK(check.relation == "follows");
    CHECK(check.predicted == "1/2 + atan(x/1.02)/pi");
    CHECK(check.margin == "0.002");
    CHECK(check.estimate == 0.00315);
    CHECK(check.lower == 0.0025);
    CHECK(check.upper == 0.0041);
    CHECK(check.verdict == engine::Verdict::refuted);
    CHECK(check.method == "DKW");
    CHECK(check.kind == "finite-sample");
    CHECK(check.level == 1e-6);
    CHECK(check.replicates == 33554432);
    CHECK(check.missing == 12);
    CHECK(check.parameters == "bias_sd=1; weight_sd=1");

    const auto timing = read_timings_csv(timings_csv(all.timings), "f").front();
    CHECK(timing.experiment == "elbow");
    CHECK(timing.replicates == 33554432);
    CHECK(timing.seconds == 0.5);
    CHECK(timing.threads == 2);

    const auto drift = read_series_csv(series_csv(all.series.at("drift")), "f");
    CHECK(drift.index == std::vector<std::string>{"d", "step"});
    CHECK(drift.rows.at(0).index == std::vector<std::string>{"1", "1e-09"});
    CHECK(std::isnan(drift.rows.at(0).estimate));
    CHECK(drift.rows.at(0).lower == -std::numeric_limits<double>::infinity());
    CHECK(drift.rows.at(0).replicates == 100);
}

TEST_CASE("NaN is an empty field, infinities are words") {
    CHECK_THAT(checks_csv(sample::checks()), Contains(",0.5 and 2,,,-inf,inf,inconclusive,"));
}

TEST_CASE("a series' rows have as many indices as it names") {
    const engine::Series series{.index = {"step"}, .rows = {{{"1", "2"}, 1, "", 0, 0, 0, 1}}};
    CHECK_THROWS_WITH(series_csv(series), "series_csv: a row has 2 indices where 1 are named");
}

TEST_CASE("files that are not ours are told with file, line and column") {
    const auto good = verdicts_csv(sample::results().verdicts);
    const auto changed = [&](const std::string& from, const std::string& to) {
        auto text = good;
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    CHECK_THROWS_WITH(read_verdicts_csv("", "out/v.csv"),
                      "out/v.csv:1: the file is empty; a header is expected");
    CHECK_THROWS_WITH(read_verdicts_csv("a,b\r\n1,2\r\n", "out/v.csv"),
                      Contains("out/v.csv:1: the columns are a,b, expected are claim,topic,"));
    CHECK_THROWS_WITH(read_verdicts_csv(good + "x,y\r\n", "out/v.csv"),
                      "out/v.csv:9: 2 fields where 14 are expected");
    CHECK_THROWS_WITH(read_verdicts_csv(changed(",33554432,", ",many,"), "out/v.csv"),
                      "out/v.csv:2: column replicates: \"many\" is no count");
    CHECK_THROWS_WITH(read_verdicts_csv(changed(",1e-09,", ",1e-,"), "out/v.csv"),
                      "out/v.csv:2: column alpha: \"1e-\" is no number");
    CHECK_THROWS_WITH(read_verdicts_csv(changed(",refuted,refuted,", ",wrong,refuted,"), "out/v.csv"),
                      "out/v.csv:4: column verdict: \"wrong\" is none of supported, refuted, inconclusive");
    CHECK_THROWS_WITH(read_verdicts_csv(changed(",refuted,refuted,", ",refuted,inconclusive,"), "out/v.csv"),
                      "out/v.csv:4: column known: \"inconclusive\" is none of supported, refuted, open");
    auto checks = checks_csv(sample::checks());
    checks.replace(checks.find(",control,"), 9, ",kontrol,");
    CHECK_THROWS_WITH(read_checks_csv(checks, "c.csv"),
                      "c.csv:3: column kind: \"kontrol\" is none of check, control");
    CHECK_THROWS_AS(read_series_csv("step,check\r\n", "s.csv"), ResultsError);
    CHECK_THROWS_AS(read_timings_csv("experiment\r\n", "t.csv"), ResultsError);
}
