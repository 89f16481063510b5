#include "sim/engine/runner.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>

#include "sim/engine/summary.hpp"
#include "tests/sim/engine/toy.hpp"

// All runs here use fixed seeds: what they find is reproducible, not lucky.

using namespace assay;
using namespace assay::engine;

namespace {

struct Measured {
    Plan plan;
    RunReport report;
    Results results;
};

Measured measure(const Catalogue& catalogue, RunOptions options = {}) {
    std::vector<const Claim*> all;
    for (const auto& claim : catalogue.claims) all.push_back(&claim);
    Diagnostics diagnostics;
    Measured m{.plan = make_plan(catalogue, all, diagnostics)};
    diagnostics.raise();
    m.report = run(m.plan, options);
    m.results = summarise(catalogue, m.plan, m.report, options);
    return m;
}

const std::string half = "quantity = \"heads\"\nequals = \"1/2\"\nwithin = 0.02";

Results verdicts(const std::string& tables, RunOptions options = {}) {
    return measure(toy::catalogue(tables), options).results;
}

}  // namespace

TEST_CASE("looks double from a sixteenth of the standard budget") {
    CHECK(looks(64, Budget::quick) == std::vector<std::uint64_t>{4});
    CHECK(looks(64, Budget::standard) == std::vector<std::uint64_t>{4, 8, 16, 32, 64});
    CHECK(looks(16, Budget::deep) == std::vector<std::uint64_t>{1, 2, 4, 8, 16, 32, 64, 128, 256});
    CHECK(looks(1, Budget::deep) == std::vector<std::uint64_t>{1});
}

TEST_CASE("every relation gives the verdict that mathematics gives") {
    const auto verdict = [](const std::string& check, const std::string& control,
                            const std::string& more = "") {
        return verdicts(toy::claim("a", check, control, more)).verdicts.front().verdict;
    };
    const std::string supported_control = "equals = 0.9";
    CHECK(verdict(half, "equals = 0.6") == Verdict::supported);
    CHECK(verdict("quantity = \"heads\"\nequals = 0.6\nwithin = 0.02", supported_control) ==
          Verdict::refuted);
    CHECK(verdict("quantity = \"heads\"\nequals = \"1/2\"\nwithin_ratio = 0.04", "equals = 0.6") ==
          Verdict::supported);
    CHECK(verdict("quantity = \"heads\"\nat_most = 0.52", "at_most = 0.48") == Verdict::supported);
    CHECK(verdict("quantity = \"heads\"\nat_most = 0.48\nwithin = 0.04", "at_least = 0.56") ==
          Verdict::supported);
    CHECK(verdict("quantity = \"heads\"\nat_least = 0.48", "at_least = 0.52") == Verdict::supported);
    CHECK(verdict("quantity = \"heads\"\nbetween = [\"0.48\", \"0.52\"]", "between = [\"0\", \"0.48\"]") ==
          Verdict::supported);
    CHECK(verdict("quantity = \"level\"\nequals = 0.5\nwithin = 0.01", "equals = 0.52") ==
          Verdict::supported);
    CHECK(verdict("quantity = \"law\"\nfollows = \"1/2+atan(x)/pi\"\nwithin = 0.02",
                  "follows = \"1/2+atan(x-0.15)/pi\"") == Verdict::supported);
    CHECK(verdict("quantity = \"law\"\nfollows = \"1/2+atan(x-shift)/pi\"\nwithin = 0.05",
                  "follows = \"1/2+atan(x)/pi\"", "with = { shift = 0.5 }") == Verdict::supported);
    CHECK(verdict("quantity = \"walk\"\nequals = \"step/steps\"\nwithin = 0.02",
                  "equals = \"step/(steps+1)\"") == Verdict::supported);
    CHECK(verdict("quantity = \"walk\"\nequals = \"step/steps - (step == 3)/10\"\nwithin = 0.02",
                  supported_control) == Verdict::refuted);
    CHECK(verdict("quantity = \"walk\"\nequals = 1\nwithin = 0.05\nexponent = { from = 1, to = 4 }",
                  "equals = 0.5") == Verdict::supported);
    CHECK(verdict("quantity = \"heads\"\nequals = -0.1\nwithin = 0.02\nversus = { with = { coin = \"bent\" "
                  "}, as = \"difference\" }",
                  "equals = 0") == Verdict::supported);
    CHECK(verdict("quantity = \"heads\"\nequals = \"5/6\"\nwithin = 0.04\nversus = { with = { coin = "
                  "\"bent\" }, as = \"ratio\" }",
                  "equals = 1") == Verdict::supported);
    CHECK(verdict("quantity = \"heads\"\nsame_as = \"level\"\nwithin = 0.02", "with = { coin = \"bent\" }") ==
          Verdict::supported);
    CHECK(verdict("quantity = \"small_shift\"\nholds = true\nwithin = 0.001", "with = { shift = 200 }") ==
          Verdict::supported);
    CHECK(verdict("quantity = \"heads\"\nat_most = 0.5\nwithin_ratio = 0.04", "at_least = 0.6") ==
          Verdict::supported);
    CHECK(verdict("quantity = \"law\"\nfollows = \"F\"\nwithin = \"w\"", "follows = \"F^2\"",
                  "define.w = \"0.02\"\ndefine.F = \"1/2+atan(x)/pi\"") == Verdict::supported);
    CHECK(verdict("quantity = \"small_shift\"\nholds = true\nwithin = 1e-9", "with = { shift = 200 }") ==
          Verdict::inconclusive);
    CHECK(verdict("quantity = \"(a+b)^2\"\nsame_as = \"a^2+2ab+b^2\"", "same_as = \"a^2+b^2\"") ==
          Verdict::supported);
    CHECK(verdict("quantity = \"(a+b)^2\"\nsame_as = \"a^2+b^2\"", "same_as = \"a^2+2ab+b^2\"") ==
          Verdict::refuted);
    CHECK(verdict("quantity = \"missing\"\nat_most = 0.01", "with = { shift = 13 }\nat_most = 1e-4") ==
          Verdict::supported);
    CHECK(verdict("quantity = \"missing\"\nequals = \"1/256\"\nwithin = 0.002", "equals = 0",
                  "with = { shift = 13 }") == Verdict::supported);
}

TEST_CASE("a surviving control withholds the verdict") {
    const auto row = verdicts(toy::claim("a", half, "equals = 0.501")).verdicts.front();
    CHECK(row.verdict == Verdict::inconclusive);
    CHECK(row.controls_passed == 0);
    CHECK_FALSE(row.as_known());
}

TEST_CASE("a refuted claim runs its twin and depends on it") {
    const std::string wrong = "known = \"refuted\"\nbecause = \"b\"\ninstead = \"twin\"";
    const auto both =
        verdicts(toy::claim("a", "quantity = \"heads\"\nequals = 0.6\nwithin = 0.02", "", wrong) +
                 toy::claim("twin", half, "equals = 0.6"));
    CHECK(both.verdicts[0].verdict == Verdict::refuted);
    CHECK(both.verdicts[0].as_known());
    CHECK(both.verdicts[0].controls == 1);
    const auto broken =
        verdicts(toy::claim("a", "quantity = \"heads\"\nequals = 0.6\nwithin = 0.02", "", wrong) +
                 toy::claim("twin", half, "equals = 0.501"));
    CHECK(broken.verdicts[0].verdict == Verdict::inconclusive);
}

TEST_CASE("a verdict and its numbers do not depend on threads, nor on what else shares the run") {
    const std::string a = toy::claim("a", half, "equals = 0.6");
    const std::string b =
        toy::claim("b", "quantity = \"heads\"\nequals = 0.5\nwithin = 0.0075", "equals = 0.6");
    const auto alone = verdicts(a, {.threads = 1});
    for (const unsigned threads : {1U, 2U, 5U}) {
        const auto shared = verdicts(a + b, {.threads = threads});
        CHECK(shared.checks[0].estimate == alone.checks[0].estimate);
        CHECK(shared.checks[0].lower == alone.checks[0].lower);
        CHECK(shared.verdicts[0].looks == alone.verdicts[0].looks);
        CHECK(shared.verdicts[0].replicates == alone.verdicts[0].replicates);
        CHECK(shared.verdicts[1].looks > shared.verdicts[0].looks);  // b needed more
    }
}

TEST_CASE("another seed gives other numbers") {
    const std::string a = toy::claim("a", half, "equals = 0.6");
    CHECK(verdicts(a, {.seed = 1}).checks[0].estimate != verdicts(a, {.seed = 2}).checks[0].estimate);
}

TEST_CASE("levels are split over looks, checks and points") {
    const std::string two =
        "[[claim]]\nid = \"a\"\nat = { T = \"1\" }\nsays = \"s\"\nexperiment = \"toy\"\n[[claim.check]]\n" +
        half +
        "\n[[claim.check.control]]\nequals = 0.7\n[[claim.check]]\nquantity = \"walk\"\nequals = "
        "\"step/steps\"\nwithin = 0.1\n[[claim.check.control]]\nequals = 7\n";
    const auto results = verdicts(two, {.alpha = 1e-4});
    CHECK(results.checks[0].level == Approx(1e-4 / (5 * 2)));
    CHECK(results.checks[1].level == Approx(1e-6 / 5));  // the control's own
    CHECK(results.checks[2].level == Approx(1e-4 / (5 * 2 * 4)));
    CHECK(results.run.levels.at("finite-sample") == Approx(1e-4));
    REQUIRE(results.series.at("a").rows.size() == 4);
    CHECK(results.series.at("a").index == std::vector<std::string>{"step"});
    CHECK(results.series.at("a").rows[2].index == std::vector<std::string>{"3"});
    CHECK(results.series.at("a").rows[2].check == 2);
}

TEST_CASE("missing replicates are counted and widen the interval") {
    const auto row =
        verdicts(toy::claim("a", half, "equals = 0.7", "with = { shift = 13 }")).verdicts.front();
    CHECK(row.missing > 0);
    const auto share = static_cast<double>(row.missing) / static_cast<double>(row.replicates);
    CHECK(share == Approx(1.0 / 256).margin(1e-3));
    // An unbounded mean with a missing replicate has no interval.
    const auto mean = verdicts(toy::claim("a", "quantity = \"missing\"\nat_least = 0.001", "at_least = 0.1",
                                          "with = { shift = 13 }"));
    CHECK(mean.verdicts.front().verdict == Verdict::supported);
}

TEST_CASE("an interrupted run keeps what was decided") {
    std::stop_source source;
    const auto catalogue =
        toy::catalogue(toy::claim("a", half, "equals = 0.6") +
                       toy::claim("b", "quantity = \"heads\"\nequals = 0.5\nwithin = 1e-6", "equals = 0.6"));
    std::atomic<bool> stopped = false;
    RunOptions options{.threads = 2, .stop = source.get_token()};
    options.progress = [&](const Progress& p) {
        if (p.decided > 0 && !stopped.exchange(true)) source.request_stop();
    };
    source.request_stop();  // before the first block: nothing is decided
    const auto nothing = measure(catalogue, options);
    CHECK(nothing.report.interrupted);
    CHECK(nothing.results.verdicts[0].verdict == Verdict::inconclusive);
    CHECK(nothing.results.verdicts[0].reason == "interrupted before it was decided");
    CHECK(nothing.results.run.interrupted);
}

TEST_CASE("an experiment that throws is named with its parameters") {
    auto catalogue = toy::catalogue(toy::claim("a", half, "equals = 0.6"));
    const auto broken = [&](const std::string& where) {
        auto copy = catalogue;
        for (auto& experiment : copy.experiments)
            experiment.bind = [bind = experiment.bind, where](const Parameters& p) {
                if (where == "bind") throw std::domain_error("no such toy");
                auto bound = bind(p);
                bound.block = [](random::Stream&, Replicates, std::any&) -> std::uint64_t {
                    throw std::overflow_error("divide by zero");
                };
                return bound;
            };
        return copy;
    };
    for (const unsigned threads : {1U, 3U})
        CHECK_THROWS_WITH(measure(broken("block"), {.threads = threads}),
                          Catch::Contains("failed in block") && Catch::Contains("divide by zero"));
    CHECK_THROWS_WITH(measure(broken("bind")),
                      Catch::Contains("cannot be run with") && Catch::Contains("no such toy"));
    CHECK_THROWS_AS(measure(broken("bind")), InputError);
}

TEST_CASE("timings name every run") {
    const auto m = measure(toy::catalogue(toy::claim("a", half, "with = { coin = \"bent\" }")));
    REQUIRE(m.report.timings.size() == 2);
    CHECK(m.report.timings[0].experiment == "toy");
    CHECK(m.report.timings[1].parameters == "coin=bent; shift=0; steps=4");
    CHECK(m.report.timings[0].replicates >= 4 * 4096);
    CHECK(m.report.timings[0].seconds > 0);
}
