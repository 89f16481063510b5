// Intervals are at level 1e-12 and the streams are fixed: nothing here depends on luck.

#include <boost/math/special_functions/beta.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "tests/sim/experiments/distance_to.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment active_units();
}

namespace {

using namespace assay;
using testing::distance_to;
using testing::Measured;
using testing::whole;

constexpr double level = 1e-12;

Measured run(const engine::Parameters& changes, std::uint64_t blocks = 1) {
    return Measured(experiments::active_units(), changes, blocks);
}

/// P(Bin(m, p) <= x) = I_{1-p}(m - k, k + 1), k = floor(x) < m.
auto binomial(double m, double p) {
    return [=](double x) { return boost::math::ibeta(m - std::floor(x), std::floor(x) + 1, 1 - p); };
}

TEST_CASE("units of the first layer are on independently, with probability Phi(bias / sqrt(gain))") {
    for (const std::int64_t width : {1, 3, 16})
        for (const double bias : {-0.5, 0.0, 2.0})
            for (const double gain : {0.5, 2.0}) {
                INFO("width " << width << ", bias " << bias << ", gain " << gain);
                const Measured layer =
                    run({{"width", width}, {"bias", bias}, {"gain", gain}, {"inputs", whole(3)}});
                const double on = std::erfc(-bias / std::sqrt(2 * gain)) / 2;
                CHECK(distance_to(layer.law("number_on"), binomial(static_cast<double>(width), on)).lower ==
                      0);
                const auto off = layer.number("off", level);
                CHECK(off.lower <= 1 - on);
                CHECK(off.upper >= 1 - on);
                CHECK(off.upper - off.lower < 0.12);
            }
}

TEST_CASE("the law tells a probability of 0.45 from 1/2") {
    CHECK(distance_to(run({}, 4).law("number_on"), binomial(16, 0.45)).lower > 0);
}

TEST_CASE("deeper layers without bias keep the law, but for a layer that is all off") {
    const Measured deep = run({{"layer", whole(3)}}, 4);
    CHECK(distance_to(deep.law("number_on"), binomial(16, 0.5)).lower == 0);
    // Width 1: a unit is on only if the one below is.
    const auto off = run({{"width", whole(1)}, {"layer", whole(3)}}).number("off", level);
    CHECK(off.lower <= 1 - 1.0 / 8);
    CHECK(off.upper >= 1 - 1.0 / 8);
    CHECK(off.lower > 0.8);
}

TEST_CASE("extremes: no weights, and a bias beyond all weights") {
    CHECK(run({{"gain", 0.0}}).number("off", level).value == 1);
    CHECK(run({{"gain", 0.0}, {"bias", 0.1}}).number("off", level).value == 0);
    CHECK(run({{"bias", 1e6}}).law("number_on").counts().back() > 0);
    CHECK(run({{"width", whole(4096)}, {"inputs", whole(4096)}}).law("number_on").observed() == 16);
}

TEST_CASE("the draws of active units depend on the block and the parameters") {
    const auto off = [](const Measured& m) { return m.number("off", level).value; };
    CHECK(off(run({})) == off(run({})));
    CHECK(off(run({})) != off(run({}, 2)));
    CHECK(off(run({{"width", whole(2)}})) != off(run({{"width", whole(3)}})));
}

}  // namespace
