// Intervals are at level 1e-12 and the streams are fixed: nothing here depends on luck.

#include <boost/math/special_functions/beta.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "tests/sim/experiments/distance_to.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment elbow_median();
}

namespace {

using namespace assay;
using testing::distance_to;
using testing::Measured;

Measured run(std::int64_t half_size, std::uint64_t blocks = 4) {
    return Measured(experiments::elbow_median(), {{"half_size", half_size}}, blocks);
}

/// The k + 1 st of 2 k + 1 uniforms has the law Beta(k + 1, k + 1).
auto median_of(std::int64_t half_size, double scale = 1) {
    return [=](double x) {
        const auto k = static_cast<double>(half_size);
        return boost::math::ibeta(k + 1, k + 1, 0.5 + std::atan(x / scale) / std::numbers::pi);
    };
}

TEST_CASE("the median of an odd sample has the law of the middle order statistic") {
    for (const std::int64_t half_size : {0, 1, 2, 10, 100}) {
        INFO(half_size);
        const Measured median = run(half_size);
        CHECK(median.missing() == 0);
        CHECK(median.law("median").observed() == 8192);
        CHECK(distance_to(median.law("median"), median_of(half_size)).lower == 0);
        CHECK(distance_to(median.law("median"), median_of(half_size, 1.5)).lower > 0);
        CHECK(distance_to(median.law("median"), median_of(2 * half_size + 1)).lower > 0);
    }
}

TEST_CASE("the quartiles of the median close in on 0") {
    for (const std::int64_t half_size : {20, 100}) {
        // The quartile of Beta(k + 1, k + 1), through the corner's quantile function.
        const auto k = static_cast<double>(half_size);
        const double truth = std::tan(std::numbers::pi * (boost::math::ibeta_inv(k + 1, k + 1, 0.75) - 0.5));
        const auto half_iqr = run(half_size).number("half_iqr", 1e-12);
        CHECK(half_iqr.lower <= truth);
        CHECK(half_iqr.upper >= truth);
        CHECK(half_iqr.upper - half_iqr.lower < 0.6 * truth);
        CHECK(truth == Approx(0.67448975 * std::numbers::pi / (2 * std::sqrt(2 * k + 1))).epsilon(0.03));
    }
}

}  // namespace
