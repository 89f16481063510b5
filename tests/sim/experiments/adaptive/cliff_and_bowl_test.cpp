// Seeds are fixed; medians hold at level 1e-9.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment cliff_and_bowl();

namespace {

stats::Estimate median(const engine::Parameters& changes) {
    return testing::Measured(cliff_and_bowl(), changes, 8).number("median_steps", 1e-9);
}

TEST_CASE("steps of one size walk the way") {
    // From between 6 and 7 to 0.05 in steps of 0.01: 595 to 695 of them, 645 in the median.
    const auto e = median({{"rule", "normalised"}, {"learning_rate", 0.01}});
    CHECK(e.lower <= 645);
    CHECK(e.upper >= 645);
    CHECK(e.lower >= 595);
    CHECK(e.upper <= 696);
}

TEST_CASE("AdaGrad arrives without a cliff, and not behind one") {
    CHECK(median({{"learning_rate", 0.05}, {"cliff", 0.2}}).upper < 20000);
    CHECK(median({{"learning_rate", 0.05}}).lower == 20001);
}

TEST_CASE("gradient descent that flies off never arrives") {
    CHECK(median({{"rule", "gradient-descent"}, {"learning_rate", 100.0}}).lower == 20001);
}

}  // namespace
}  // namespace assay::experiments
