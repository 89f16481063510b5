// Intervals are at level 1e-12 and the streams are fixed: nothing here depends on luck.

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "tests/sim/experiments/distance_to.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment unit_output();
}

namespace {

using namespace assay;
using std::numbers::pi;
using testing::distance_to;
using testing::Measured;
using testing::whole;

constexpr double level = 1e-12;

Measured run(const engine::Parameters& changes, std::uint64_t blocks = 1) {
    return Measured(experiments::unit_output(), changes, blocks);
}

double normal(double x) {
    return std::erfc(-x / std::numbers::sqrt2) / 2;
}

TEST_CASE("a fixed input of squared length d gives a normal pre-activation of variance gain") {
    for (const std::int64_t d : {1, 2, 5, 64})
        for (const double gain : {0.25, 1.0, 4.0}) {
            INFO("d = " << d << ", gain = " << gain);
            const Measured unit = run({{"dimension", d}, {"input", "fixed"}, {"gain", gain}});
            const double sd = std::sqrt(gain);
            CHECK(distance_to(unit.law("preactivation"), [&](double x) { return normal(x / sd); }).lower ==
                  0);
            CHECK(distance_to(unit.law("preactivation"), [&](double x) {
                      return normal(x / (1.5 * sd));
                  }).lower > 0);
            const auto tail = unit.number("in_tail", level);
            CHECK(tail.lower <= 2 * normal(-3 / sd));
            CHECK(tail.upper >= 2 * normal(-3 / sd));
        }
}

TEST_CASE("random inputs in two and four dimensions give Laplace variables and their sums") {
    const Measured two = run({{"dimension", whole(2)}});
    const auto laplace = [](double x) {
        const double tail = std::exp(-std::numbers::sqrt2 * std::abs(x)) / 2;
        return x < 0 ? tail : 1 - tail;
    };
    CHECK(distance_to(two.law("preactivation"), laplace).lower == 0);
    CHECK(distance_to(two.law("preactivation"), normal).lower > 0);
    const auto sum = [](double x) {
        const double tail = (1 + std::abs(x)) * std::exp(-2 * std::abs(x)) / 2;
        return x < 0 ? tail : 1 - tail;
    };
    CHECK(distance_to(run({{"dimension", whole(4)}}).law("preactivation"), sum).lower == 0);
}

TEST_CASE("moments of pre-activation and output") {
    // 2^18 replicates: enough for the means to be admitted, not for the variances, whose squares are skewed.
    const Measured unit = run({{"dimension", whole(4)}, {"input", "fixed"}, {"gain", 4.0}}, 8);
    const auto check = [&](const char* name, double truth, double width) {
        INFO(name);
        const auto mean = unit.number(name, level);
        CHECK(mean.lower <= truth);
        CHECK(mean.upper >= truth);
        CHECK(mean.upper - mean.lower < width);
    };
    check("preactivation_mean", 0, 0.07);
    check("output_mean", 2 / std::sqrt(2 * pi), 0.05);
    // Not yet admitted: the values alone, within 10 standard errors (2^18 replicates; sd of s^2 is 4 sqrt(2)
    // for the difference of two pre-activations, of relu(s)^2 4.5, of the outputs' half squared
    // difference 2.5).
    CHECK(unit.number("preactivation_variance", level).value == Approx(4).margin(10 * 5.66 / 512));
    CHECK(unit.number("output_second_moment", level).value == Approx(2).margin(10 * 4.5 / 512));
    CHECK(unit.number("output_variance", level).value == Approx(2 - 2 / pi).margin(10 * 2.5 / 512));
}

TEST_CASE("no gain, no output") {
    const Measured none = run({{"gain", 0.0}});
    CHECK(none.number("in_tail", level).value == 0);
    CHECK(none.number("output_mean", level).value == 0);
}

TEST_CASE("draws depend on the block and the parameters; tiles lose nothing") {
    const auto mean = [](const Measured& m) { return m.number("preactivation_mean", level).value; };
    CHECK(mean(run({})) == mean(run({})));
    CHECK(mean(run({})) != mean(run({}, 2)));
    CHECK(mean(run({})) != mean(run({{"dimension", whole(17)}})));
    CHECK(mean(run({})) != mean(run({{"input", "fixed"}})));
    for (const std::int64_t d : {1, 3, 10000}) {  // 10000: one pair a tile
        const Measured unit = run({{"dimension", d}});
        CHECK(unit.law("preactivation").observed() == 2 * unit.number("in_tail", level).replicates);
    }
}

}  // namespace
