#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment two_basins();

namespace {

double cost(double learning_rate, std::int64_t steps = 10000, double floor = 0.5) {
    return testing::Measured(
               two_basins(),
               {{"learning_rate", learning_rate}, {"steps", testing::whole(steps)}, {"floor", floor}}, 1)
        .number("cost", 0.01)
        .value;
}

TEST_CASE("a low rate stays in the narrow basin, one above 2/20 leaves it") {
    CHECK(cost(0.01) == Approx(0.5));
    CHECK(cost(0.09) == Approx(0.5));
    CHECK(cost(0.11) == Approx(0).margin(1e-12));
    CHECK(cost(1.5) == Approx(0).margin(1e-12));
    CHECK(cost(0.01, 10000, 0.2) == Approx(0.2));
}

// one step from -1.1 at rate 0.01: x + 1 = -0.1 (1 - 0.2)
TEST_CASE("one step") {
    CHECK(cost(0.01, 1) == Approx(0.5 + 10 * 0.08 * 0.08));
}

}  // namespace
}  // namespace assay::experiments
