#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment momentum_stability();

namespace {

testing::Measured measured(const char* method, double momentum, double learning_rate = 1) {
    return {momentum_stability(),
            {{"method", std::string(method)}, {"momentum", momentum}, {"learning_rate", learning_rate}},
            1};
}

TEST_CASE("limits of stability") {
    for (const double a : {0.0, 0.3, 0.9, 0.999}) {
        CAPTURE(a);
        CHECK(measured("nesterov", a).number("limit", 0.01).value ==
              Approx(2 * (1 + a) / (1 + 2 * a)).epsilon(1e-10));
        CHECK(measured("heavy-ball", a).number("limit", 0.01).value == Approx(2 * (1 + a)).epsilon(1e-10));
        CHECK(measured("gradient-descent", a).number("limit", 0.01).value == Approx(2).epsilon(1e-10));
    }
}

// roots of the characteristic polynomials
TEST_CASE("growth") {
    CHECK(measured("gradient-descent", 0.9, 0.3).number("growth", 0.01).value == Approx(0.7));
    CHECK(measured("gradient-descent", 0.9, 1.3).number("growth", 0.01).value == Approx(0.3));
    CHECK(measured("heavy-ball", 0.81, 0.5).number("growth", 0.01).value == Approx(0.9));
    CHECK(measured("nesterov", 0.81, 0.75).number("growth", 0.01).value == Approx(0.45));
    CHECK(measured("nesterov", 0.5, 1.0).number("growth", 0.01).value == Approx(0).margin(1e-7));
    // z^2 + 0.75 z - 0.25 = (z + 1)(z - 1/4) at the limit 1.5 for a = 1/2
    CHECK(measured("nesterov", 0.5, 1.5).number("growth", 0.01).value == Approx(1));
    CHECK(measured("nesterov", 0.5, 2.0).number("growth", 0.01).value > 1.5);
}

}  // namespace
}  // namespace assay::experiments
