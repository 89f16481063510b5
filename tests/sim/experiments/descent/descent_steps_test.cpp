#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment descent_steps();

namespace {

testing::Measured measured(const char* rate, const char* spacing = "ratios", std::int64_t directions = 2) {
    return {descent_steps(),
            {{"rate", std::string(rate)},
             {"spacing", std::string(spacing)},
             {"directions", testing::whole(directions)}},
            1};
}

// Counts of the same recursions in NumPy, at condition 10, 100, 1000 and 10000.
TEST_CASE("steps to a millionth of the cost") {
    const double best[] = {35, 346, 3454, 34539}, steepest[] = {55, 458, 3452, 23025};
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t point = 2 * i + 1;
        CHECK(measured("best").number("steps", 0.01, point).value == best[i]);
        CHECK(measured("steepest").number("steps", 0.01, point).value == steepest[i]);
    }
    CHECK(measured("best", "ratios", 16).number("steps", 0.01, 3).value == 313);
    CHECK(measured("best", "differences", 16).number("steps", 0.01, 3).value == 294);
}

// smallest t with (1 - rate/kappa)^t <= 1/e
TEST_CASE("steps to the e-th part of an error") {
    CHECK(measured("steepest").number("flat_steps", 0.01, 3).value == 100);
    CHECK(measured("tenth").number("flat_steps", 0.01, 3).value == 1000);
    CHECK(measured("steepest").number("steep_steps", 0.01, 3).value == 1);
    CHECK(measured("tenth").number("steep_steps", 0.01, 3).value == 10);
}

}  // namespace
}  // namespace assay::experiments
