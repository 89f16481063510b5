// Seeds are fixed; intervals are at level 1e-6.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment alternating_widths();

namespace {

using testing::Measured;
using testing::whole;

constexpr double level = 1e-6;

bool contains(const stats::Estimate& e, double value) {
    return e.lower <= value && value <= e.upper && e.upper - e.lower < 0.1 * value;
}

TEST_CASE("gains follow the fans of each layer, forwards and backwards") {
    // Fan-in 48 and 16 in turn, weights of variance 1/fan_out: gains fan_in/fan_out up, 1 down.
    const Measured m(alternating_widths(),
                     {{"scheme", "fan-out-normal"}, {"odd_fan_in", whole(48)}, {"even_fan_in", whole(16)}},
                     32);
    CHECK(m.missing() == 0);
    CHECK(contains(m.number("forward_gain", level, 0), 3));
    CHECK(contains(m.number("forward_gain", level, 1), 1.0 / 3));
    CHECK(contains(m.number("forward_gain", level, 2), 3));
    CHECK(contains(m.number("backward_gain", level, 0), 1));
    CHECK(contains(m.number("backward_gain", level, 1), 1));
    CHECK(contains(m.number("gain_sum", level, 1), 4));
}

TEST_CASE("slope and scale act as (1 + a^2)/2 and c^2, from the second layer on") {
    const Measured m(alternating_widths(), {{"slope", 0.5}, {"scale", 1.2}}, 32);
    CHECK(contains(m.number("forward_gain", level, 0), 1.44));
    CHECK(contains(m.number("forward_gain", level, 1), 0.9));
    CHECK(contains(m.number("backward_gain", level, 1), 0.9));
}

TEST_CASE("the mean logarithm of the gain is the chi-square mixture's for normal weights") {
    for (const double slope : {0.0, 1.0}) {
        const Measured m(alternating_widths(),
                         {{"scheme", "he-normal"}, {"slope", slope}, {"odd_fan_in", whole(48)}}, 32);
        for (const std::size_t point : {0U, 1U}) {
            const auto measured = m.number("log_gain", level, point);
            const auto exact = m.number("normal_log_gain", level, point);
            CAPTURE(slope, point);
            CHECK(measured.lower < exact.value);
            CHECK(exact.value < measured.upper);
            CHECK(measured.upper - measured.lower < 0.05);
            CHECK(exact.upper - exact.lower < 1e-10);
        }
    }
}

TEST_CASE("the normal law's logarithm is not known for other slopes") {
    const Measured m(alternating_widths(), {{"slope", 0.5}}, 1);
    CHECK(std::isnan(m.number("normal_log_gain", level).value));
}

TEST_CASE("the gradient of a squared loss depends on the weights of the last layer") {
    const Measured independent(alternating_widths(), {}, 16);
    const Measured squared(alternating_widths(), {{"output_gradient", "squared-loss"}}, 16);
    CHECK(contains(independent.number("backward_gain", level, 1), 1));
    CHECK(squared.number("backward_gain", level, 1).lower > 1.3);
}

TEST_CASE("a network whose units are all off is missing") {
    const Measured m(alternating_widths(),
                     {{"slope", 0.0}, {"odd_fan_in", whole(2)}, {"even_fan_in", whole(2)}}, 1);
    // All 2 units of a hidden layer are off in a quarter of the networks.
    CHECK(m.missing() > 200);
    CHECK(m.missing() < 1024);
    CHECK(m.number("forward_gain", level, 2).missing > 0);
}

}  // namespace
}  // namespace assay::experiments
