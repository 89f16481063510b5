#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment noisy_saddle();

namespace {

// The seed is fixed. (1 + eta)^-t y_t tends to a normal of variance eta^2 s^2 / ((1 + eta)^2 - 1), whose
// median size is 0.6745 standard deviations; a step is 0.041 in probability there, 1 % intervals have 0.05.
TEST_CASE("noise leaves the stable manifold") {
    const testing::Measured m(noisy_saddle(), {}, 8);
    CHECK(m.number("escapes", 0.01).value == 1);
    const double predicted = std::log(std::sqrt(1.1 * 1.1 - 1) / (0.67449 * 0.1 * 1e-3)) / std::log(1.1);
    CHECK(m.number("median_steps", 0.01).value == Approx(predicted).margin(2.5));
}

TEST_CASE("without noise nothing leaves") {
    const testing::Measured m(noisy_saddle(), {{"noise", 0.0}}, 1);
    CHECK(m.number("escapes", 0.01).value == 0);
    CHECK(m.number("escapes", 0.01).replicates == 512);
}

TEST_CASE("a horizon too near cuts off") {
    const testing::Measured m(noisy_saddle(), {{"horizon", testing::whole(10)}}, 1);
    CHECK(m.number("escapes", 0.01).value == 0);
    CHECK(m.number("median_steps", 0.01).value == 10);
}

}  // namespace
}  // namespace assay::experiments
