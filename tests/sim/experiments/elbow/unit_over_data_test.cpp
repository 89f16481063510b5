// Intervals are at level 1e-12 and the streams are fixed: nothing here depends on luck.

#include <boost/math/special_functions/beta.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "tests/sim/experiments/distance_to.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment unit_over_data();
}

namespace {

using namespace assay;
using testing::distance_to;
using testing::Measured;
using testing::whole;

constexpr double level = 1e-12;

Measured run(const engine::Parameters& changes, std::uint64_t blocks = 1) {
    return Measured(experiments::unit_over_data(), changes, blocks);
}

auto fair_coins(double n) {
    return [=](double x) { return boost::math::ibeta(n - std::floor(x), std::floor(x) + 1, 0.5); };
}

TEST_CASE("on symmetric data the points are fair coins") {
    for (const auto* inputs : {"centred_uniform", "normal"})
        for (const std::int64_t points : {1, 10, 64}) {
            INFO(inputs << ", " << points << " points");
            const Measured unit = run({{"inputs", inputs}, {"points", points}, {"dimension", whole(3)}});
            CHECK(distance_to(unit.law("number_on"), fair_coins(static_cast<double>(points))).lower == 0);
        }
    CHECK(distance_to(run({{"inputs", "uniform01"}, {"points", whole(64)}}).law("number_on"), fair_coins(64))
              .lower > 0.1);
}

TEST_CASE("shares are classed by their distance from a half") {
    // Two points: 0, 1 or 2 on, with probabilities 1/4, 1/2, 1/4.
    const engine::Parameters two = {{"points", whole(2)}, {"far", 0.5}};
    const auto near = run(two).number("near_half", level), far = run(two).number("lopsided", level);
    CHECK(near.lower <= 0.5);
    CHECK(near.upper >= 0.5);
    CHECK(near.value + far.value == Approx(1).epsilon(1e-15));
    engine::Parameters all = two;
    all["near"] = 0.5;
    CHECK(run(all).number("near_half", level).value == 1);
}

TEST_CASE("one non-negative input: the sign of its weight decides for all points") {
    const Measured unit =
        run({{"inputs", "uniform01"}, {"dimension", whole(1)}, {"points", whole(32)}, {"far", 0.5}});
    CHECK(unit.number("lopsided", level).value == 1);
    CHECK(unit.number("near_half", level).value == 0);
    const auto law = unit.law("number_on");
    CHECK(law.counts().front() + law.counts().back() == law.observed());
    CHECK(law.counts().front() > 0);
    CHECK(law.counts().back() > 0);
}

TEST_CASE("the draws of units over data depend on the block and the parameters") {
    const auto near = [](const Measured& m) { return m.number("near_half", level).value; };
    const engine::Parameters few = {{"points", whole(9)}, {"near", 0.2}};
    CHECK(near(run(few)) == near(run(few)));
    CHECK(near(run(few)) != near(run(few, 2)));
    engine::Parameters wider = few;
    wider["dimension"] = whole(9);
    CHECK(near(run(few)) != near(run(wider)));
    // Tiles of few and of many points, the last one short; replicates = 2^22 / (dimension points).
    CHECK(run({{"dimension", whole(256)}, {"points", whole(3001)}}).law("number_on").observed() == 5);
    CHECK(run({{"dimension", whole(5)}, {"points", whole(4000)}}).law("number_on").observed() == 209);
}

}  // namespace
