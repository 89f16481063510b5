// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment random_features();

namespace {

TEST_CASE("independent features bring the weights to the ridge solution, correlated ones elsewhere") {
    const testing::Measured independent(random_features(), {}, 10);
    const testing::Measured correlated(random_features(), {{"features", "correlated"}}, 10);
    double before = 1;
    for (std::size_t point = 0; point < 5; ++point) {
        const auto estimate = independent.number("deviation", 1e-6, point);
        CAPTURE(point);
        // From D to 2D the mean falls by 1/sqrt(2), nearly, and is known to 1 %.
        CHECK(estimate.value < 0.8 * before);
        before = estimate.value;
    }
    CHECK(before < 0.05);
    CHECK(correlated.number("deviation", 1e-6, 4).value > 4 * before);
}

TEST_CASE("the fit is worst where features match data points") {
    const testing::Measured m(random_features(), {}, 4);
    CHECK(m.number("worse_at_the_peak", 1e-9).lower > 0.5);
    CHECK(m.number("worse_at_the_peak", 1e-9).upper < 1);
}

}  // namespace
}  // namespace assay::experiments
