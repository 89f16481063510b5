// Seeds are fixed.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment momentum_limits();
}

using namespace assay;
using namespace assay::testing;

namespace {

double limits(const engine::Parameters& changes, const char* name) {
    return Measured(experiments::momentum_limits(), changes, 1).number(name, 1e-9).value;
}
const std::string descent = "gradient-descent", filtered = "filtered", nesterov = "nesterov";

}  // namespace

TEST_CASE("the largest stable learning rates are those of the characteristic roots") {
    for (const double h : {0.01, 3.0}) {
        const auto near = [&](double expected) { return Approx(expected / h).epsilon(1e-9); };
        CHECK(limits({{"method", descent}, {"curvature", h}}, "largest_rate") == near(2));
        CHECK(limits({{"momentum", 0.0}, {"curvature", h}}, "largest_rate") == near(2));
        CHECK(limits({{"momentum", 0.99}, {"curvature", h}}, "largest_rate") == near(3.98));
        CHECK(limits({{"method", filtered}, {"weight", 0.01}, {"curvature", h}}, "largest_rate") ==
              near(398));
        CHECK(limits({{"method", filtered}, {"weight", 1.0}, {"curvature", h}}, "largest_rate") == near(2));
        CHECK(limits({{"method", nesterov}, {"momentum", 0.9}, {"curvature", h}}, "largest_rate") ==
              near(3.8 / 2.8));
    }
}

TEST_CASE("momentum overshoots from (1 - sqrt(e h))^2 on") {
    for (const double e : {0.001, 0.25, 0.9})
        CHECK(limits({{"learning_rate", e}}, "overshoot") ==
              Approx(std::pow(1 - std::sqrt(e), 2)).margin(1e-7));
    // Beyond e h = 1 gradient descent does so itself.
    CHECK(limits({{"learning_rate", 1.5}}, "overshoot") == 0);
    CHECK(Measured(experiments::momentum_limits(), {{"method", descent}}, 1)
              .number("overshoot", 1e-9)
              .missing == 1);
}

TEST_CASE("the modulus is sqrt(a) where the roots are complex, the larger root elsewhere") {
    CHECK(limits({{"momentum", 0.9}, {"learning_rate", 1.0}}, "modulus") ==
          Approx(std::sqrt(0.9)).margin(1e-4));
    // z^2 - 1.2 z + 0.25: 0.6 + sqrt(0.11).
    CHECK(limits({{"momentum", 0.25}, {"learning_rate", 0.05}}, "modulus") ==
          Approx(0.6 + std::sqrt(0.11)).margin(1e-9));
    CHECK(limits({{"method", descent}, {"learning_rate", 0.5}}, "modulus") == Approx(0.5).margin(1e-9));
}
