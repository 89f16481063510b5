// Intervals are at level 1e-12 and the streams are fixed: nothing here depends on luck.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <vector>

#include "tests/sim/experiments/distance_to.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment elbow();
}

namespace {

using namespace assay;
using testing::distance_to;
using testing::Measured;

constexpr double level = 1e-12;
constexpr std::uint64_t n = 131072;  // corners in a block

Measured run(const engine::Parameters& changes, std::uint64_t blocks = 1) {
    return Measured(experiments::elbow(), changes, blocks);
}

auto cauchy(double centre, double scale) {
    return [=](double x) { return 0.5 + std::atan((x - centre) / scale) / std::numbers::pi; };
}

std::vector<std::uint64_t> counts(const Measured& measured, const char* quantity) {
    const auto law = measured.law(quantity);
    return {law.counts().begin(), law.counts().end()};
}

TEST_CASE("zero-mean weight and bias give the Cauchy law of their spreads and correlation") {
    const double scale = GENERATE(0.5, 1.0, 4.0), r = GENERATE(-0.6, 0.0, 0.9);
    const Measured corner = run({{"weight_sd", 0.5}, {"bias_sd", 0.5 * scale}, {"correlation", r}});
    const double centre = -scale * r, width = scale * std::sqrt(1 - r * r);
    CHECK(distance_to(corner.law("elbow"), cauchy(centre, width)).lower == 0);
    CHECK(distance_to(corner.law("mirrored_elbow"), cauchy(-centre, width)).lower == 0);
    CHECK(distance_to(corner.law("elbow"), cauchy(centre, 1.2 * width)).lower > 0);
    CHECK(distance_to(corner.law("elbow"), cauchy(centre + 0.1 * width, width)).lower > 0);
    for (const auto& [name, truth] :
         {std::pair{"lower_quartile", centre - width}, std::pair{"median", centre},
          std::pair{"upper_quartile", centre + width}, std::pair{"half_iqr", width},
          std::pair{"spread_ratio", 1 + std::numbers::sqrt2}}) {
        const auto quantile = corner.number(name, level);
        INFO(name);
        CHECK(quantile.lower <= truth);
        CHECK(quantile.upper >= truth);
        CHECK(quantile.upper - quantile.lower < std::max(1.0, width));
    }
}

TEST_CASE("the mirrored law is the same sample seen from the other side") {
    const Measured corner = run({{"bias_mean", 0.5}, {"weight_mean", 0.25}});
    auto mirrored = counts(corner, "mirrored_elbow");
    std::reverse(mirrored.begin(), mirrored.end());
    CHECK(mirrored == counts(corner, "elbow"));
}

TEST_CASE("degenerate weights and biases") {
    SECTION("a constant weight gives a normal corner") {
        const Measured corner = run({{"weight_mean", 2.0}, {"weight_sd", 0.0}});
        CHECK(distance_to(corner.law("elbow"), [](double x) {
                  return std::erfc(-2 * x / std::numbers::sqrt2) / 2;
              }).lower == 0);
    }
    SECTION("without a weight there is no corner") {
        const Measured none = run({{"weight_sd", 0.0}});
        CHECK(none.missing() == n);
        CHECK(none.law("elbow").observed() == 0);
        const auto window = none.number("in_window", level);
        CHECK(window.missing == n);
        CHECK(window.lower == 0);
        CHECK(window.upper == 1);
    }
    SECTION("with b = -r w, r = 1 or -1, every corner is at r") {
        for (const double r : {1.0, -1.0}) {
            const Measured fixed = run({{"correlation", -r}, {"window_centre", r}, {"window_radius", 1e-9}});
            CHECK(fixed.number("in_window", level).value == 1);
        }
    }
    SECTION("without a bias every corner is at 0") {
        CHECK(run({{"bias_sd", 0.0}, {"window_radius", 0.0}}).number("in_window", level).value == 1);
    }
}

TEST_CASE("the window catches what the law gives it") {
    for (const double centre : {0.0, 1.0, 5.0, -5.0})
        for (const double radius : {0.25, 1.0, 20.0}) {
            const auto law = cauchy(0, 1);
            const double truth = law(centre + radius) - law(centre - radius);
            const auto inside =
                run({{"window_centre", centre}, {"window_radius", radius}}).number("in_window", level);
            INFO(centre << " +- " << radius);
            CHECK(inside.lower <= truth);
            CHECK(inside.upper >= truth);
            CHECK(inside.upper - inside.lower < 0.03);
        }
}

TEST_CASE("equal parameters give equal counts, blocks and parameters different ones") {
    CHECK(counts(run({}), "elbow") == counts(run({}), "elbow"));
    CHECK(counts(run({}), "elbow") != counts(Measured(experiments::elbow(), {}, 1, {12, 2022}), "elbow"));
    for (const auto* name : {"weight_mean", "bias_mean", "correlation"})
        CHECK(counts(run({{name, 0.5}}), "elbow") != counts(run({}), "elbow"));
    CHECK(run({}, 2).law("elbow").observed() == 2 * n);
    CHECK(counts(run({}, 2), "elbow") != counts(run({}), "elbow"));
}

}  // namespace
