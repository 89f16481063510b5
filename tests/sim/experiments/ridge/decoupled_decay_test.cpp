// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment decoupled_decay();

namespace {

using testing::whole;

TEST_CASE("decay and penalty are one for gradient descent, and two for Adam") {
    for (const std::int64_t steps : {1, 100}) {
        CAPTURE(steps);
        CHECK(testing::Measured(decoupled_decay(), {{"steps", steps}}, 1).always("same_point"));
        CHECK(testing::Measured(decoupled_decay(), {{"steps", steps}, {"method", "adam"}}, 1)
                  .never("same_point"));
    }
}

TEST_CASE("without a penalty there is nothing to tell apart") {
    CHECK(
        testing::Measured(decoupled_decay(), {{"penalty", 0.0}, {"method", "adam"}}, 1).always("same_point"));
}

}  // namespace
}  // namespace assay::experiments
