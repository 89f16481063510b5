#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment unit_difference();

namespace {

using testing::whole;

stats::Estimate mean_square(double weight_sd, std::int64_t inputs) {
    return testing::Measured(unit_difference(), {{"weight_sd", weight_sd}, {"inputs", inputs}}, 8)
        .number("mean_square", 1e-12);
}

/// At level 1e-12 a false alarm is out of the question for any seed.
bool covers(const stats::Estimate& e, double value, double width) {
    return e.lower <= value && value <= e.upper && e.upper - e.lower < width;
}

TEST_CASE("small weights: 2 sigma^2 d, large ones: 2") {
    // With sigma^2 d = 1e-4 the next term is 2e-4 times smaller.
    CHECK(covers(mean_square(1e-3, 100), 2e-4, 1e-2));
    CHECK(covers(mean_square(1e-2, 9), 1.8e-3, 1e-2));
    // sign(s) - sign(t) squared: 0 or 4 with probability 1/2 each.
    CHECK(covers(mean_square(1e6, 4), 2, 0.2));
    CHECK(mean_square(0, 4).value == 0);
}

TEST_CASE("larger weights, larger differences") {
    CHECK(mean_square(0.05, 64).upper < mean_square(0.1, 64).lower);
    CHECK(mean_square(0.1, 64).upper < mean_square(0.5, 64).lower);
}

}  // namespace
}  // namespace assay::experiments
