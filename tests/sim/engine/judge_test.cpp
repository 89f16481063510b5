#include "sim/engine/judge.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace assay;
using namespace assay::engine;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

stats::Estimate interval(double value, double lower, double upper) {
    return {.value = value, .lower = lower, .upper = upper, .replicates = 1000, .method = "test"};
}

Judged judged(double value, double half_width, Region region) {
    Judged j{.estimate = interval(value, value - half_width, value + half_width), .region = region};
    j.where = position(j.estimate, region);
    j.slack = slack(j.estimate, region);
    return j;
}

/// A claim of one check with two controls, as a plan would have it.
struct Fixture {
    Measurement measurement{.quantity = "q"};
    Claim claim{.id = "c"};
    PlannedClaim planned{.claim = &claim};
    Fixture() {
        planned.checks.push_back({.measurement = &measurement});
        planned.checks[0].points.resize(1);
        planned.controls.resize(1);
        for (int i = 0; i < 2; ++i) {
            planned.controls[0].push_back({.measurement = &measurement});
            planned.controls[0].back().points.resize(1);
        }
    }
    Conclusion conclude(double check, double control1, double control2) const {
        const Region region{-1, 1};
        ClaimOutcome outcome;
        outcome.checks.push_back(engine::outcome({judged(check, 0.5, region)}, 1e-9));
        outcome.controls.resize(1);
        for (const double value : {control1, control2})
            outcome.controls[0].push_back(engine::outcome({judged(value, 0.5, region)}, 1e-6));
        return engine::conclude(planned, outcome);
    }
};

}  // namespace

TEST_CASE("an interval is inside, outside or open") {
    const Region region{-1, 1};
    CHECK(position(interval(0, -1, 1), region) == Position::inside);
    CHECK(position(interval(0, -1.01, 1), region) == Position::open);
    CHECK(position(interval(2, 1, 3), region) == Position::open);  // touches
    CHECK(position(interval(2, 1.01, 3), region) == Position::outside);
    CHECK(position(interval(-3, -4, -2), region) == Position::outside);
    CHECK(position(interval(0, -5, 5), region) == Position::open);
    CHECK(position(stats::Estimate{}, region) == Position::open);  // nothing known
    CHECK(position(interval(7, 6, 8), {-infinity, 9}) == Position::inside);
    CHECK(position(interval(3, 3, 3), {3, 3}) == Position::inside);  // exact numbers
    CHECK(position(interval(3, 3, 3), {4, 4}) == Position::outside);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(position(interval(nan, nan, nan), region) == Position::open);
}

TEST_CASE("slack counts half-widths to the nearer end") {
    CHECK(slack(interval(0.5, 0.25, 0.75), {-1, 1}) == 2);
    CHECK(slack(interval(2, 1.5, 2.5), {-1, 1}) == -2);
    CHECK(slack(interval(0, -1, 1), {-infinity, 3}) == 3);
    CHECK(slack(interval(3, 3, 3), {3, 3}) == infinity);
    CHECK(slack(interval(3, 3, 3), {4, 4}) == -infinity);
    CHECK(slack(stats::Estimate{}, {-1, 1}) == 0);
}

TEST_CASE("a check is supported when all its points are inside and refuted when one is outside") {
    const Region region{-1, 1};
    const auto verdict = [&](std::vector<Judged> points) { return outcome(std::move(points), 1e-9).verdict; };
    CHECK(verdict({judged(0, 0.5, region), judged(0.4, 0.5, region)}) == Verdict::supported);
    CHECK(verdict({judged(0, 0.5, region), judged(0.6, 0.5, region)}) == Verdict::inconclusive);
    CHECK(verdict({judged(0, 2, region), judged(3, 0.5, region)}) == Verdict::refuted);
    CHECK(outcome({judged(0, 0.5, region), judged(0.4, 0.5, region)}, 1).worst == 1);
    CHECK(outcome({judged(0, 0.5, region), judged(0.9, 0.5, region), judged(0.95, 0.01, region)}, 1).worst ==
          1);
    // The point that refutes is the one reported, however little is known of another.
    CHECK(outcome({Judged{}, judged(3, 0.5, region)}, 1).worst == 1);
}

TEST_CASE("a claim is supported only if its controls are caught") {
    const Fixture f;
    CHECK(f.conclude(0, 5, 5).verdict == Verdict::supported);
    CHECK(f.conclude(0, 5, 5).controls_passed == 2);
    for (const auto& [one, two] : {std::pair{0.0, 5.0}, std::pair{5.0, 0.9}}) {
        const auto c = f.conclude(0, one, two);
        CHECK(c.verdict == Verdict::inconclusive);
        CHECK(c.controls == 2);
        CHECK(c.controls_passed == 1);
        CHECK_THAT(c.reason, Catch::Matchers::Contains("was not caught"));
    }
    CHECK(f.conclude(5, 5, 5).verdict == Verdict::refuted);
    CHECK(f.conclude(5, 0, 0).verdict == Verdict::refuted);  // a control can withhold a support, nothing else
}

TEST_CASE("an open check says what was resolvable and what would decide") {
    const auto c = Fixture().conclude(0.75, 5, 5);  // half-width 0.5, 0.25 from the end: twice too wide
    CHECK(c.verdict == Verdict::inconclusive);
    CHECK_THAT(c.reason, Catch::Matchers::Contains("differences below 0.5") &&
                             Catch::Matchers::Contains("with 1000 replicates; about 4e+03 would decide it"));
    CHECK_THAT(Fixture().conclude(1, 5, 5).reason, Catch::Matchers::Contains("on the margin"));
}

TEST_CASE("the budget that would decide takes into account what no budget removes") {
    const Region region{-1, 1};
    // Needs half of its width to be inside: four times the replicates.
    CHECK(growth(interval(0.5, -0.5, 1.5), region) == 4);
    // To be outside, only the end towards the region has to come closer.
    CHECK(growth(interval(2, 0, 9), region) == 4);
    CHECK(growth(interval(-2, -9, 0), region) == 4);
    CHECK(growth(interval(0, -1, 1), region) == 1);
    // Of 0.8 above, 0.3 remain; 0.4 is the room: (0.8 - 0.3) / (0.4 - 0.3) = 5.
    auto cell = interval(0.6, 0.6 - 0.5, 1.4);
    cell.lasting_above = 0.3;
    CHECK(growth(cell, region) == Approx(25));
    cell.lasting_above = 0.4;
    CHECK(std::isinf(growth(cell, region)));
    CHECK(std::isinf(growth(interval(1, 0, 2), region)));
    // Nothing seen of an event: its interval shrinks as 1/n.
    auto never = interval(0, 0, 0.4);
    never.method = "Clopper-Pearson, no violation";
    CHECK(growth(never, {0, 0.1}) == Approx(4));
    never.value = 0.001;
    CHECK(growth(never, {0, 0.101}) == Approx(std::pow(0.399 / 0.1, 2)));
    CHECK(growth(interval(0, -5, 0.5), {-infinity, 0.1}) == Approx(25));  // one-sided
}

TEST_CASE("a cell that is too wide, or too many missing, are named as what stands in the way") {
    Fixture f;
    auto cell = judged(0.75, 0.5, {-1, 1});
    cell.estimate.lasting_above = 0.3;
    ClaimOutcome outcome;
    outcome.checks.push_back(engine::outcome({cell}, 1e-9));
    outcome.controls.resize(1);
    for (int k = 0; k < 2; ++k)
        outcome.controls[0].push_back(engine::outcome({judged(5, 0.5, {-1, 1})}, 1e-6));
    CHECK_THAT(engine::conclude(f.planned, outcome).reason,
               Catch::Matchers::Contains("no number of replicates"));
}

TEST_CASE("a refutation counts only if the corrected claim is supported") {
    const auto refuted = Fixture().conclude(5, 5, 5);
    const auto counts = with_twin(refuted, "twin", Verdict::supported);
    CHECK(counts.verdict == Verdict::refuted);
    CHECK(counts.controls == 1);
    CHECK(counts.controls_passed == 1);
    for (const Verdict twin : {Verdict::refuted, Verdict::inconclusive}) {
        CHECK(with_twin(refuted, "twin", twin).verdict == Verdict::inconclusive);
        CHECK(with_twin(refuted, "twin", twin).controls_passed == 0);
    }
    const auto supported = Fixture().conclude(0, 5, 5);
    CHECK(with_twin(supported, "twin", Verdict::refuted).verdict == Verdict::supported);
}
