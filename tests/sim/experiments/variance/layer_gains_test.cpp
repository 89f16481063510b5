// Seeds are fixed. Tolerances are above six standard errors.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment layer_gains();

namespace {

using testing::whole;
constexpr double level = 1e-9;

bool near(const stats::Estimate& estimate, double value) {
    return std::abs(estimate.value / value - 1) < 0.05;
}

TEST_CASE("He's weights double in the first layer and then keep, forwards and backwards") {
    const testing::Measured m(layer_gains(), {{"width", whole(8)}, {"depth", whole(3)}}, 3);
    CHECK(near(m.number("forward_gain", level, 0), 2));
    for (const std::size_t later : {1U, 2U}) CHECK(near(m.number("forward_gain", level, later), 1));
    // Through layers 2 and 3: 2 E relu'(z)^2.
    for (const std::size_t point : {0U, 1U}) CHECK(near(m.number("backward_gain", level, point), 1));
    CHECK(m.missing() == 0);
}

TEST_CASE("the first layer has a rule of its own") {
    const testing::Measured m(layer_gains(),
                              {{"width", whole(8)}, {"depth", whole(2)}, {"first", "fan-in-normal"}}, 2);
    CHECK(near(m.number("forward_gain", level, 0), 1));
    CHECK(near(m.number("forward_gain", level, 1), 1));
}

TEST_CASE("each initializer gives its variance, in the order of the names") {
    const auto gain = [](const char* initializer) {
        return testing::Measured(layer_gains(),
                                 {{"width", whole(16)},
                                  {"depth", whole(2)},
                                  {"activation", "identity"},
                                  {"initializer", initializer}},
                                 4)
            .number("forward_gain", level, 1);
    };
    CHECK(near(gain("fan-in-normal"), 1));
    CHECK(near(gain("fan-out-normal"), 1));
    CHECK(near(gain("glorot-uniform"), 1));
    CHECK(near(gain("uniform-plus-one"), 32.0 / 33));
    CHECK(near(gain("he-normal"), 2));
    CHECK(near(gain("he-uniform"), 2));
    CHECK(near(gain("fan-in-uniform"), 1.0 / 3));
    CHECK(near(gain("bias-as-weight"), 16.0 / 17));
    CHECK(near(gain("truncated-normal"), 1));
    CHECK(near(gain("sparse"), 15));
}

TEST_CASE("a typical wide network shows the gains, layer by layer and pooled") {
    const testing::Measured m(layer_gains(), {{"width", whole(64)}, {"depth", whole(6)}}, 8);
    for (std::size_t i = 1; i < 6; ++i)
        CHECK(m.number("typical_forward_gain", level, i).value == Approx(0.98).margin(0.05));
    CHECK(m.number("pooled_gain", level).value == Approx(0.97).margin(0.04));
}

TEST_CASE("an overflow counts as missing") {
    // Gain 15 a layer, in float: squares pass 2^128 by layer 33.
    const testing::Measured m(
        layer_gains(),
        {{"width", whole(16)}, {"depth", whole(60)}, {"initializer", "sparse"}, {"activation", "identity"}},
        1);
    CHECK(m.missing() > 0);
}

}  // namespace
}  // namespace assay::experiments
