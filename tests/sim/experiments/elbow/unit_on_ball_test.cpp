// Intervals are at level 1e-12 and the streams are fixed: nothing here depends on luck.

#include <boost/math/distributions/students_t.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment unit_on_ball();
}

namespace {

using namespace assay;
using testing::Measured;
using testing::whole;

constexpr double level = 1e-12;

Measured run(const engine::Parameters& changes, std::uint64_t blocks = 1) {
    return Measured(experiments::unit_on_ball(), changes, blocks);
}

void check_covers(const stats::Estimate& estimate, double truth, double width) {
    INFO(truth);
    CHECK(estimate.lower <= truth);
    CHECK(estimate.upper >= truth);
    CHECK(estimate.upper - estimate.lower < width);
}

TEST_CASE("in one dimension the corner's Cauchy law decides") {
    for (const double a : {0.1, 1.0, 8.0}) {
        const Measured unit = run({{"radius", a}}, 2);
        const double inside = 2 * std::atan(a) / std::numbers::pi;
        check_covers(unit.number("dead", level), (1 - inside) / 2, 0.03);
        check_covers(unit.number("always_on", level), (1 - inside) / 2, 0.03);
        check_covers(unit.number("corner_inside", level), inside, 0.03);
        check_covers(unit.number("dead_given_outside", level), 0.5, 0.15);
    }
}

TEST_CASE("in d dimensions the probability of being dead is Student's") {
    for (const std::int64_t d : {2, 7, 40}) {
        const double truth = boost::math::cdf(boost::math::students_t(static_cast<double>(d)),
                                              -0.5 / 3 * std::sqrt(static_cast<double>(d)));
        const Measured unit =
            run({{"dimension", d}, {"radius", 0.25}, {"weight_sd", 2.0}, {"bias_sd", 3.0}}, 2);
        check_covers(unit.number("dead", level), truth, 0.05);
        check_covers(unit.number("always_on", level), truth, 0.05);
    }
}

TEST_CASE("every unit is dead, always on, or bends") {
    const Measured unit = run({{"dimension", whole(3)}});
    CHECK(unit.number("dead", level).value + unit.number("always_on", level).value +
              unit.number("corner_inside", level).value ==
          Approx(1).epsilon(1e-15));
}

TEST_CASE("extreme balls and spreads") {
    const auto value = [](const engine::Parameters& changes, const char* name) {
        return run(changes).number(name, level).value;
    };
    // A point: the sign of the bias decides.
    check_covers(run({{"radius", 0.0}}).number("dead", level), 0.5, 0.05);
    CHECK(value({{"radius", 0.0}}, "corner_inside") == 0);
    CHECK(value({{"weight_sd", 0.0}}, "corner_inside") == 0);
    // Without a bias every unit has its corner at 0.
    CHECK(value({{"bias_sd", 0.0}}, "corner_inside") == 1);
    const auto none_outside = run({{"bias_sd", 0.0}}).number("dead_given_outside", level);
    CHECK(none_outside.lower == 0);
    CHECK(none_outside.upper == 1);
    // Neither weight nor bias: the output is 0, which is dead.
    CHECK(value({{"weight_sd", 0.0}, {"bias_sd", 0.0}}, "dead") == 1);
}

TEST_CASE("draws depend on the block and the dimension, and splits into tiles lose nothing") {
    const auto dead = [](const Measured& m) { return m.number("dead", level); };
    CHECK(dead(run({})).value == dead(run({})).value);
    CHECK(dead(run({})).value != dead(run({{"dimension", whole(2)}})).value);
    CHECK(dead(run({})).value != dead(run({}, 2)).value);
    CHECK(dead(run({{"dimension", whole(10000)}})).replicates == 1024);  // one unit a tile
    CHECK(dead(run({{"dimension", whole(3)}})).replicates == 32768);     // the last tile is short
}

}  // namespace
