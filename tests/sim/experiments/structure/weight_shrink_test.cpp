#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment weight_shrink();

namespace {

double steps(std::size_t start, double curvature, double rate, double tolerance) {
    return testing::Measured(weight_shrink(),
                             {{"curvature", curvature}, {"learning_rate", rate}, {"tolerance", tolerance}}, 1)
        .number("steps", 1e-9, start)
        .value;
}

TEST_CASE("a weight shrinks by 1 - learning rate x curvature a step") {
    CHECK(steps(0, 1, 0.5, 0.5) == 1);
    CHECK(steps(0, 1, 0.5, 0.49) == 2);
    CHECK(steps(3, 1, 0.5, 0.01) == 17);           // 2^-16 > 1e-5 > 2^-17
    CHECK(steps(1, 0.2, 0.5, 0.011) == 65);        // 0.9^64 > 0.0011 > 0.9^65
    CHECK(std::isnan(steps(3, 1e-5, 0.01, 0.5)));  // 8 x 10^7 would do
}

}  // namespace
}  // namespace assay::experiments
