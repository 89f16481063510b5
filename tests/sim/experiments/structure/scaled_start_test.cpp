// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment scaled_start();

namespace {

using testing::whole;

TEST_CASE("without training a smaller network errs less than one of independent weights of full size") {
    const testing::Measured m(scaled_start(), {{"steps", whole(0)}, {"noise", 0.0}}, 16);
    CHECK(m.number("half_is_better", 1e-9).value > 0.5);
    CHECK(m.number("double_is_better", 1e-9).value < 0.1);
    CHECK(m.number("tuning_helps", 1e-9).value > 0.5);
}

TEST_CASE("a diverged training is worse than any other") {
    // At this rate none converges but by luck; nothing is missing, and nothing throws.
    const testing::Measured m(scaled_start(), {{"learning_rate", 10.0}}, 4);
    CHECK(m.missing() == 0);
    CHECK(m.number("tuning_helps", 1e-9).value < 0.9);
}

TEST_CASE("training changes the answer") {
    const testing::Measured before(scaled_start(), {{"steps", whole(0)}}, 32),
        after(scaled_start(), {{"steps", whole(100)}}, 32);
    CHECK(before.number("guide_is_right", 1e-9).value != after.number("guide_is_right", 1e-9).value);
}

}  // namespace
}  // namespace assay::experiments
