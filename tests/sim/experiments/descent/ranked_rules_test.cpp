#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment ranked_rules();

namespace {

// The same search in NumPy.
TEST_CASE("fewest steps of gradient descent and of Adam") {
    const testing::Measured round(ranked_rules(), {{"condition", 1.0}}, 1);
    CHECK(round.number("descent_steps", 0.01).value == 2);
    CHECK(round.number("adam_steps", 0.01).value == 109);
    CHECK(round.number("ratio", 0.01).value == 54.5);
    const testing::Measured valley(ranked_rules(), {{"condition", 100.0}}, 1);
    CHECK(valley.number("descent_steps", 0.01).value == 379);
    CHECK(valley.number("adam_steps", 0.01).value == 109);
}

}  // namespace
}  // namespace assay::experiments
