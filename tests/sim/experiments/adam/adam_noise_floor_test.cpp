// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment adam_noise_floor();

namespace {

using testing::whole;

TEST_CASE("the floor of a constant learning rate") {
    const testing::Measured m(adam_noise_floor(), {{"learning_rate", 0.05}, {"steps", whole(512)}}, 4);
    const auto last = m.number("median_distance", 1e-9, 9);
    // 0.67449 sqrt(0.05 / 2) = 0.1066, up to terms of order eta.
    CHECK(last.lower < 0.1066);
    CHECK(last.upper > 0.1066);
    CHECK(last.upper - last.lower < 0.04);
    CHECK(m.missing() == 0);
    // The first step has the length eta, from 1.
    CHECK(m.number("median_distance", 1e-9, 0).lower < 1.05);
    CHECK(m.number("median_distance", 1e-9, 0).upper > 0.95);
}

TEST_CASE("a decaying learning rate goes below that floor") {
    const testing::Measured constant(adam_noise_floor(), {{"learning_rate", 0.3}, {"steps", whole(1024)}}, 2);
    const testing::Measured decaying(
        adam_noise_floor(), {{"learning_rate", 0.3}, {"steps", whole(1024)}, {"schedule", "inverse-root"}},
        2);
    CHECK(decaying.number("median_distance", 1e-9, 10).upper <
          0.5 * constant.number("median_distance", 1e-9, 10).lower);
}

TEST_CASE("hardly any noise") {
    const testing::Measured m(adam_noise_floor(), {{"noise_sd", 0.001}, {"start", 0.0}, {"steps", whole(1)}},
                              1);
    CHECK(m.number("median_distance", 1e-9).value < 0.1);
}

}  // namespace
}  // namespace assay::experiments
