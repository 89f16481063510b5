// Seeds are fixed.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment momentum_window();
}

using namespace assay;
using namespace assay::testing;

namespace {

stats::Estimate window(const engine::Parameters& changes, const char* name) {
    return Measured(experiments::momentum_window(), changes, 1).number(name, 1e-9);
}
const std::string descent = "gradient-descent";

}  // namespace

TEST_CASE("the window of gradient descent is what its rate says") {
    // Two curvatures, 0.01 and 1: 0.99^k below sqrt(2)/100 at e = 1; half the rate takes twice the steps, and
    // beyond the best one, near 2/1.01, the fast coordinate becomes the slow one within a few hundredths of a
    // decade.
    const auto decades = window({{"method", descent}, {"dimension", whole(2)}}, "decades");
    CHECK(decades.lower > std::log10(2) - 0.03);
    CHECK(decades.upper < std::log10(2) + 0.06);
    const auto steps = window({{"method", descent}, {"dimension", whole(2)}}, "best_steps");
    CHECK(steps.value == Approx(std::log(std::sqrt(2.0) / 100) / std::log(0.98)).epsilon(0.1));
}

TEST_CASE("momentum widens the window") {
    const auto with = window({}, "decades"), without = window({{"momentum", 0.0}}, "decades"),
               plain = window({{"method", descent}}, "decades");
    CHECK(with.lower > 1);
    CHECK(without.value == plain.value);
    CHECK(plain.upper < 0.5);
}

TEST_CASE("an accuracy that nothing reaches in time is missing") {
    // With momentum 0.999 the envelope 0.999^(k/2) takes 27,000 steps to 1e-6.
    CHECK(window({{"momentum", 0.999}, {"accuracy", 1e-6}}, "decades").missing == 1);
}
