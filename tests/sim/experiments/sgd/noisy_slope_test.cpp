#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment noisy_slope();

namespace {

using testing::whole;

TEST_CASE("after one step the law is known") {
    // From 0 the first step leaves scale * noise_sd |z|: mean sqrt(2/pi). With 16384 replicates a standard
    // error is 0.005; 8 of them are beyond 1e-14.
    const testing::Measured m(noisy_slope(), {{"steps", whole(1)}}, 2);
    CHECK(m.number("excess", 1e-9, 0).value == Approx(std::sqrt(2 / M_PI)).margin(0.04));
    CHECK(m.number("averaged_excess", 1e-9, 0).value == m.number("excess", 1e-9, 0).value);
}

TEST_CASE("without noise both objectives are descended") {
    // |x| from 1 with rate 1/4: at 0 after 4 steps, and there the slope is 0.
    const engine::Parameters still = {
        {"noise_sd", 0.0}, {"schedule", "constant"}, {"scale", 0.25}, {"start", 1.0}, {"steps", whole(4)}};
    const testing::Measured absolute(noisy_slope(), still, 1);
    CHECK(absolute.number("excess", 1e-9, 0).value == 0.75);
    CHECK(absolute.number("excess", 1e-9, 2).value == 0);
    CHECK(absolute.number("averaged_excess", 1e-9, 2).value == Approx(0.375));
    engine::Parameters bowl = still;
    bowl["objective"] = "bowl";
    // The slope at 1 is 1 + 1/sqrt(2).
    const double x = 1 - 0.25 * (1 + 1 / std::sqrt(2.0));
    CHECK(testing::Measured(noisy_slope(), bowl, 1).number("excess", 1e-9, 0).value ==
          Approx(x * x / 2 + std::sqrt(1 + x * x) - 1));
}

TEST_CASE("a constant rate keeps |x| at half the rate times 1 + s^2") {
    // E x^2 constant over a step: 2 e E|x| = e^2 (1 + s^2), for any stationary law.
    const testing::Measured m(noisy_slope(),
                              {{"schedule", "constant"}, {"scale", 0.5}, {"steps", whole(256)}}, 2);
    CHECK(m.number("excess", 1e-9, 8).value == Approx(0.5).epsilon(0.07));  // standard error 0.8 %
}

TEST_CASE("same stream, same numbers") {
    const auto value = [](double offset) {
        return testing::Measured(noisy_slope(), {{"offset", offset}, {"steps", whole(8)}}, 1)
            .number("excess", 1e-9, 3)
            .value;
    };
    CHECK(value(0) == value(0));
    CHECK(value(0) != value(1));
}

}  // namespace
}  // namespace assay::experiments
