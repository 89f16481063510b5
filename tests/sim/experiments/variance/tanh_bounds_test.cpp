// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment tanh_bounds();

namespace {

TEST_CASE("tanh shrinks, by a third of the cube at most") {
    for (const double greatest : {0.02, 100.0, 700.0}) {
        CAPTURE(greatest);
        const testing::Measured m(tanh_bounds(), {{"greatest", greatest}}, 1);
        CHECK(m.always("error_within_third"));
        CHECK(m.always("shrinks"));
        CHECK(m.never("keeps"));
        CHECK(m.never("grows"));
        CHECK_FALSE(m.always("error_within_quarter"));
    }
    CHECK(testing::Measured(tanh_bounds(), {{"greatest", 0.1}}, 1).always("within_1_percent"));
    CHECK_FALSE(testing::Measured(tanh_bounds(), {{"greatest", 0.2}}, 1).always("within_1_percent"));
}

}  // namespace
}  // namespace assay::experiments
