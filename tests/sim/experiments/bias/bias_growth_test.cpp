// Seeds are fixed. Medians are compared at level 1e-6, where each comparison was seen to hold.
#include <catch2/catch.hpp>
#include <cmath>

#include "lib/nn/mean_field.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment bias_growth();

namespace {

using testing::whole;

testing::Measured measured(engine::Parameters changes, std::uint64_t blocks) {
    return {bias_growth(), changes, blocks};
}

TEST_CASE("wide networks follow mean-field theory") {
    const double bias = GENERATE(0.0, 0.1, -0.05, 1.0), bias_sd = GENERATE(0.0, 0.3);
    CAPTURE(bias, bias_sd);
    const auto m =
        measured({{"bias", bias}, {"bias_sd", bias_sd}, {"width", whole(16384)}, {"depth", whole(5)}}, 4);
    // nn::variances counts the biases' variance among that of pre-activations.
    const auto q = nn::variances(
        nn::Relu{}, {.weight_variance = 2, .bias_mean = bias, .bias_variance = bias_sd * bias_sd},
        1 + bias_sd * bias_sd, 6);
    for (std::size_t l = 0; l <= 5; ++l)
        CHECK(m.number("variance", 1e-6, l).value == Approx(q[l] - bias_sd * bias_sd).epsilon(0.05));
    CHECK(m.missing() == 0);
}

TEST_CASE("whole matrices make networks of the same law") {
    const auto* sampling = GENERATE("normal-matrices", "uniform-matrices");
    CAPTURE(sampling);
    const engine::Parameters common = {
        {"bias", 0.2}, {"bias_sd", 0.1}, {"width", whole(64)}, {"depth", whole(4)}};
    auto matrices = common;
    matrices["sampling"] = sampling;
    const auto a = measured(matrices, 32), b = measured(common, 64);
    for (std::size_t l = 0; l <= 4; ++l) {
        const auto x = a.number("variance", 1e-6, l), y = b.number("variance", 1e-6, l);
        CAPTURE(l, x.lower, x.upper, y.lower, y.upper);
        CHECK(x.lower <= y.upper);
        CHECK(y.lower <= x.upper);
        CHECK(x.upper / x.lower < 1.5);
    }
}

TEST_CASE("a very negative bias shuts a layer off: the network is missing") {
    const auto m = measured({{"bias", -100.0}, {"width", whole(8)}, {"depth", whole(1)}}, 2);
    CHECK(m.missing() == 16);
    CHECK(m.number("variance", 1e-6, 0).value == Approx(1).epsilon(1e-3));
}

TEST_CASE("the least network") {
    const auto m = measured(
        {{"bias", 1000.0}, {"width", whole(1)}, {"depth", whole(1)}, {"sampling", "normal-matrices"}}, 1);
    // 2 (1000 + z)^2.
    CHECK(m.number("variance", 1e-3, 1).value == Approx(2e6).epsilon(0.05));
}

}  // namespace
}  // namespace assay::experiments
