#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment mean_field_layers();

namespace {

constexpr double level = 1e-9;

TEST_CASE("tanh with variance 1/d decays, with 2/d it settles") {
    const testing::Measured decays(mean_field_layers(), {}, 1);
    CHECK(decays.number("variance", level, 0).value == 1);
    // SciPy: quad of tanh(z)^2 under the normal density.
    CHECK(decays.number("variance", level, 1).value == Approx(0.39429449039784126).epsilon(1e-10));
    CHECK(decays.number("loss", level, 0).value == Approx(1 - 0.39429449039784126).epsilon(1e-10));
    CHECK(decays.number("variance", level, 16).value * 4000 == Approx(1.0018).margin(0.0005));
    const testing::Measured settles(mean_field_layers(), {{"scale", 2.0}}, 1);
    CHECK(settles.number("fixed_variance", level).value == Approx(0.61796).margin(1e-5));
    CHECK(settles.number("fixed_gradient_gain", level).value == Approx(1.1055).margin(1e-4));
    CHECK(settles.number("fixed_output_mean", level).value == Approx(0).margin(1e-12));
}

TEST_CASE("ReLU: the correlation of two inputs") {
    const testing::Measured m(mean_field_layers(), {{"activation", "relu"}, {"scale", 2.0}}, 1);
    CHECK(m.number("decorrelation", level, 0).value == 1);
    CHECK(m.number("decorrelation", level, 1).value == Approx(1 - 1 / std::numbers::pi));
    CHECK(m.number("gradient_gain", level, 3).value == Approx(1));
}

TEST_CASE("what does not exist has no value") {
    const testing::Measured m(mean_field_layers(), {{"activation", "identity"}, {"scale", 2.0}}, 1);
    CHECK(std::isnan(m.number("fixed_variance", level).value));
    CHECK(std::isnan(m.number("decorrelation", level, 1).value));
    CHECK(m.number("variance", level, 12).value == Approx(0x1p99));  // layer 100
    CHECK(std::isnan(m.number("variance", level, 16).value));        // 2^1999 is no double
}

}  // namespace
}  // namespace assay::experiments
