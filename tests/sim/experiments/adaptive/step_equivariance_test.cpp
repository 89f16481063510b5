// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment step_equivariance();

namespace {

testing::Measured measured(engine::Parameters changes) {
    changes.emplace("epsilon", 0.0);
    return {step_equivariance(), changes, 1};
}

TEST_CASE("without epsilon adaptive rules ignore a factor of the loss, others do not") {
    for (const char* rule :
         {"adagrad", "rmsprop", "rmsprop-momentum", "rmsprop-nesterov", "normalised", "adam"})
        CHECK(measured({{"rule", rule}, {"scale", 0.25}}).always("same_trajectory"));
    for (const char* rule : {"gradient-descent", "momentum", "nesterov"})
        CHECK(measured({{"rule", rule}, {"scale", 0.25}}).never("same_first_step"));
    CHECK(measured({{"scale", 0.25}, {"epsilon", 0.1}}).never("same_trajectory"));
}

TEST_CASE("momentum may turn, adaptive rules by a quarter only") {
    for (const char* rule : {"gradient-descent", "momentum", "nesterov"})
        CHECK(measured({{"rule", rule}, {"angle", 17.0}, {"tolerance", 1e-9}}).always("same_trajectory"));
    for (const char* rule : {"adagrad", "rmsprop", "adam", "normalised"}) {
        CHECK(measured({{"rule", rule}, {"angle", 17.0}, {"tolerance", 1e-4}}).never("same_trajectory"));
        CHECK(measured({{"rule", rule}, {"angle", 180.0}, {"tolerance", 1e-6}}).always("same_trajectory"));
    }
}

TEST_CASE("a tolerance of 0 sees the last bit") {
    CHECK_FALSE(measured({{"scale", 3.0}}).always("same_trajectory"));
    CHECK(measured({{"scale", 3.0}, {"tolerance", 1e-6}}).always("same_trajectory"));
}

}  // namespace
}  // namespace assay::experiments
