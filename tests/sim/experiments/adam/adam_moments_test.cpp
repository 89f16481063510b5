// Seeds are fixed. Intervals at level 1e-12 miss the truth with that probability each.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment adam_moments();

namespace {

using testing::whole;

constexpr double level = 1e-12;

bool covers(const stats::Estimate& e, double truth) {
    CAPTURE(e.lower, e.upper, truth);
    CHECK(std::isfinite(e.lower));
    CHECK(std::isfinite(e.upper));
    return e.lower <= truth && truth <= e.upper;
}

TEST_CASE("means of the moment estimates, with and without correction") {
    // Weights of three gradients under beta1 = 1/2: 1/8, 1/4, 1/2; under beta2 = 3/4: 9/64, 3/16, 1/4.
    const testing::Measured m(
        adam_moments(), {{"mean", 1.0}, {"sd", 0.5}, {"beta1", 0.5}, {"beta2", 0.75}, {"steps", whole(3)}},
        32);
    CHECK(m.missing() == 0);
    CHECK(covers(m.number("first", level, 0), 0.5));
    CHECK(covers(m.number("first", level, 2), 7.0 / 8));
    CHECK(covers(m.number("corrected_first", level, 0), 1));
    CHECK(covers(m.number("corrected_first", level, 2), 1));
    CHECK(covers(m.number("second", level, 0), 1.25 / 4));
    CHECK(covers(m.number("second", level, 2), 1.25 * 37 / 64));
    CHECK(covers(m.number("corrected_second", level, 2), 1.25));
    // (1/64 + 1/16 + 1/4) / (7/8)^2 of the variance.
    CHECK(covers(m.number("corrected_first_variance", level, 2), 0.25 * (21.0 / 64) / (49.0 / 64)));
    CHECK(m.number("first", level, 2).upper - m.number("first", level, 2).lower < 0.05);
}

TEST_CASE("the mean absolute value of a standard normal gradient") {
    const testing::Measured m(adam_moments(), {{"mean", 0.0}, {"steps", whole(2)}}, 16);
    CHECK(covers(m.number("corrected_root", level, 0), std::sqrt(2 / std::acos(-1.0))));
    CHECK(m.number("corrected_root", level, 1).lower > 0.82);
}

TEST_CASE("drifting gradients") {
    // Weights 1/4 and 1/2 of the gradients 3 + 2 and 3 + 4, over 3/4.
    const testing::Measured m(
        adam_moments(), {{"mean", 3.0}, {"drift", 2.0}, {"beta1", 0.5}, {"steps", whole(2)}, {"sd", 1e-6}},
        1);
    CHECK(covers(m.number("corrected_first", level, 0), 5));
    CHECK(m.number("corrected_first", level, 1).value == Approx(19.0 / 3).epsilon(1e-6));
}

TEST_CASE("moments of one step, and without averages") {
    const testing::Measured one(adam_moments(), {{"steps", whole(1)}, {"beta1", 0.0}, {"beta2", 0.0}}, 32);
    CHECK(covers(one.number("first", level), 2));
    CHECK(covers(one.number("corrected_second", level), 5));
    CHECK(covers(one.number("corrected_first_variance", level), 1));
}

TEST_CASE("moments are a function of the stream") {
    const engine::Parameters p = {{"steps", whole(5)}};
    const testing::Measured a(adam_moments(), p, 1), b(adam_moments(), p, 1), c(adam_moments(), p, 1, {3, 4});
    CHECK(a.number("second", level, 4).value == b.number("second", level, 4).value);
    CHECK(a.number("second", level, 4).value != c.number("second", level, 4).value);
}

}  // namespace
}  // namespace assay::experiments
