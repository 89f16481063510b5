// Seeds are fixed; levels are 1e-9.
#include <catch2/catch.hpp>

#include "lib/nn/log_step.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment norm_walk();

namespace {

using testing::whole;
constexpr double level = 1e-9;

bool holds(const stats::Estimate& estimate, double value) {
    return estimate.lower <= value && value <= estimate.upper;
}

TEST_CASE("the drift of the logarithm is that of the exact chi-square mixture") {
    for (const bool relu : {false, true}) {
        const auto exact = relu ? nn::log_step(nn::Relu{}, 20, 2) : nn::log_step(nn::Identity{}, 20, 2);
        for (const char* drawn : {"norms", "units", "matrices"}) {
            CAPTURE(relu, drawn);
            const testing::Measured m(norm_walk(),
                                      {{"activation", relu ? "relu" : "identity"},
                                       {"width", whole(20)},
                                       {"depth", whole(3)},
                                       {"drawn", drawn}},
                                      2);
            CHECK(holds(m.number("mean_log_step", level), exact.mean));
            CHECK(holds(m.number("log_step_variance", level), exact.variance));
            CHECK(m.number("mean_log_step", level).upper - m.number("mean_log_step", level).lower < 0.05);
        }
    }
}

TEST_CASE("biases add their variance in every layer") {
    for (const char* drawn : {"norms", "units", "matrices"}) {
        CAPTURE(drawn);
        const testing::Measured m(
            norm_walk(),
            {{"width", whole(32)}, {"depth", whole(4)}, {"bias_variance", 1.0}, {"drawn", drawn}}, 2);
        for (const std::size_t i : {0U, 1U, 2U}) {
            const auto moment = m.number("second_moment", level, i), gain = m.number("gain", level, i);
            const auto l = static_cast<double>(i + 2);
            CHECK(moment.value == Approx(l).epsilon(0.05));
            CHECK(gain.value == Approx(l / (l - 1)).epsilon(0.05));
        }
    }
}

TEST_CASE("the median is below the mean") {
    const testing::Measured m(norm_walk(), {}, 2);  // width and depth 50
    CHECK(m.number("median_log", level).upper < -1.5);
    CHECK(m.number("median_log", level).lower > -3.5);
}

TEST_CASE("a network that dies is missing") {
    const testing::Measured m(norm_walk(), {{"width", whole(1)}, {"depth", whole(5)}}, 1);
    CHECK(m.missing() > 0);  // each unit is off with probability 1/2
}

}  // namespace
}  // namespace assay::experiments
