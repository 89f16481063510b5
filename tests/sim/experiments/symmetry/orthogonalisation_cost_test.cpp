#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment orthogonalisation_cost();

namespace {

using testing::whole;

testing::Measured measured(std::int64_t vectors, std::int64_t length) {
    return {orthogonalisation_cost(), {{"vectors", vectors}, {"length", length}}, 1};
}

TEST_CASE("multiplications are counted by hand") {
    // Each vector: m for its norm and m to scale it; each pair: m for the projection and m to take it off.
    CHECK(measured(1, 5).number("multiplications", 0.01).value == 10);
    CHECK(measured(2, 5).number("multiplications", 0.01).value == 2 * 10 + 10);
    CHECK(measured(3, 7).number("multiplications", 0.01).value == 3 * 14 + 3 * 14);
    CHECK(measured(3, 7).number("multiplications_per_draw", 0.01).value == 4);
}

TEST_CASE("the result is orthogonal, also for as many vectors as dimensions") {
    CHECK(measured(16, 32).number("deviation", 0.01).value < 1e-12);
    CHECK(measured(16, 32).number("deviation_before", 0.01).value > 0.1);
    CHECK(measured(1, 32).number("deviation_before", 0.01).value == 0);
    CHECK(measured(32, 32).number("deviation", 0.01).value < 1e-9);
    // More vectors than dimensions are not drawn.
    CHECK(measured(256, 4).number("multiplications_per_draw", 0.01).value == 5);
}

}  // namespace
}  // namespace assay::experiments
