// Seeds are fixed. Tolerances are above six standard errors.
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "tests/sim/experiments/distance_to.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment rectified_moments();

namespace {

constexpr double level = 1e-9;

bool near(const stats::Estimate& estimate, double value) {
    return std::abs(estimate.value - value) < 0.02;
}

TEST_CASE("moments of a rectified normal number") {
    const testing::Measured m(rectified_moments(), {}, 1);
    CHECK(near(m.number("on", level), 0.5));
    CHECK(near(m.number("output_mean", level), 1 / std::sqrt(2 * std::numbers::pi)));
    CHECK(near(m.number("output_second_moment", level), 0.5));
    CHECK(near(m.number("output_variance", level), 0.5 - 0.5 / std::numbers::pi));
    CHECK(near(m.number("gain", level), 0.5));
    CHECK(near(m.number("sum_second_moment", level), 0.5));
}

TEST_CASE("laws, shifts and slopes") {
    const testing::Measured exponential(rectified_moments(), {{"law", "exponential"}}, 1);
    CHECK(near(exponential.number("on", level), std::exp(-1)));
    CHECK(near(exponential.number("gain", level), 2 * std::exp(-1)));
    const testing::Measured uniform(rectified_moments(), {{"law", "uniform"}, {"slope", 0.5}, {"sd", 2.0}},
                                    1);
    CHECK(near(uniform.number("gain", level), 0.625));
    CHECK(uniform.number("output_second_moment", level).value == Approx(2.5).epsilon(0.02));
    const testing::Measured shifted(rectified_moments(), {{"mean", 10.0}, {"sd", 0.5}}, 1);
    CHECK(shifted.number("on", level).value == 1);
    CHECK(shifted.number("gain", level).value == Approx(1));
}

TEST_CASE("the number of live inputs is binomial") {
    const testing::Measured m(rectified_moments(), {{"inputs", testing::whole(2)}}, 1);
    const auto binomial = [](double x) { return x < 0 ? 0 : x < 1 ? 0.25 : x < 2 ? 0.75 : 1; };
    CHECK(testing::distance_to(m.law("on_count"), binomial).upper < 0.01);
    const auto other = [](double x) { return x < 0 ? 0 : x < 1 ? 0.3 : x < 2 ? 0.75 : 1; };
    CHECK(testing::distance_to(m.law("on_count"), other).lower > 0.04);
}

}  // namespace
}  // namespace assay::experiments
