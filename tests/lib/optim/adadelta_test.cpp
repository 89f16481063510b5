#include "lib/optim/adadelta.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace assay::optim;
using V = Vector<double>;

TEST_CASE("AdaDelta's first step is sqrt(epsilon) g / sqrt((1 - rho) g^2 + epsilon)") {
    const AdaDelta<double> rule{.learning_rate = 2, .decay = 0.75, .epsilon = 1e-4};
    auto state = rule.init(1);
    V theta = V::Zero(1);
    rule.step(state, V{{0.5}}, theta);
    const double d = 0.01 * 0.5 / std::sqrt(0.0625 + 1e-4);
    CHECK(theta[0] == Approx(-2 * d).epsilon(1e-14));
    CHECK(state.updates[0] == Approx(0.25 * d * d).epsilon(1e-14));
    // The next step uses the updates before it, not its own.
    rule.step(state, V{{0.5}}, theta);
    const double r = 0.75 * 0.0625 + 0.0625;
    CHECK(theta[0] ==
          Approx(-2 * d - 2 * std::sqrt(0.25 * d * d + 1e-4) / std::sqrt(r + 1e-4) * 0.5).epsilon(1e-14));
}

}  // namespace
