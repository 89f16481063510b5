#include "lib/optim/rmsprop.hpp"

#include <catch2/catch.hpp>

#include "lib/optim/rmsprop_nesterov.hpp"

namespace {

using namespace assay::optim;
using V = Vector<double>;

TEST_CASE("RMSProp's step under a constant gradient is eta / sqrt(1 - rho^t)") {
    const RmsProp<double> rule{.learning_rate = 0.5, .decay = 0.99, .epsilon = 0};
    auto state = rule.init(1);
    V theta = V::Zero(1);
    for (int t = 1; t <= 200; ++t) {
        const V before = theta;
        rule.step(state, V{{-3}}, theta);
        CHECK(theta[0] - before[0] == Approx(0.5 / std::sqrt(1 - std::pow(0.99, t))).epsilon(1e-11));
    }
}

TEST_CASE(
    "the defaults of RMSProp are algorithm 8.5's: epsilon 1e-6 inside the root, so that the root is 1e-3 at "
    "least") {
    const RmsProp<double> rule{.learning_rate = 1};
    auto state = rule.init(1);
    V theta = V::Zero(1);
    rule.step(state, V{{1e-9}}, theta);
    CHECK(theta[0] == Approx(-1e-9 / 1e-3).epsilon(1e-9));
}

TEST_CASE("centred RMSProp divides by the standard deviation") {
    // Gradients 1 and 3 in turn, with a long memory: mean 2, variance 1.
    const RmsProp<double> rule{.learning_rate = 1, .decay = 0.9999, .epsilon = 0, .centred = true};
    auto state = rule.init(1);
    V theta = V::Zero(1);
    for (int t = 0; t < 400000; ++t) rule.step(state, V{{t % 2 == 0 ? 1.0 : 3.0}}, theta);
    CHECK(std::sqrt(state.second[0] - state.first[0] * state.first[0]) == Approx(1).epsilon(1e-3));
}

TEST_CASE("momentum on the rescaled gradient makes constant steps grow to eta / (1 - alpha)") {
    const RmsProp<double> ball{.learning_rate = 0.25, .epsilon = 0, .momentum = 0.75};
    const RmsPropNesterov<double> nesterov{.learning_rate = 0.25, .momentum = 0.75, .epsilon = 0};
    auto ball_state = ball.init(1);
    auto nesterov_state = nesterov.init(1);
    V a = V::Zero(1), b = a, a_before = a, b_before = b;
    for (int t = 1; t <= 1000; ++t) {
        a_before = a;
        b_before = b;
        ball.step(ball_state, V{{5}}, a);
        nesterov.step(nesterov_state, V{{5}}, b);
    }
    CHECK(a[0] - a_before[0] == Approx(-1).epsilon(1e-10));
    CHECK(b[0] - b_before[0] == Approx(-1).epsilon(1e-10));
}

TEST_CASE("algorithm 8.6 as printed, without epsilon, divides 0 by 0 where the first gradient is 0") {
    for (const double epsilon : {0.0, 1e-6}) {
        const RmsPropNesterov<double> rule{.learning_rate = 0.1, .momentum = 0.9, .epsilon = epsilon};
        auto state = rule.init(2);
        V theta = V::Zero(2);
        rule.step(state, V{{0, 1e-30}}, theta);
        CHECK(std::isnan(theta[0]) == (epsilon == 0));
        CHECK(std::isfinite(theta[1]));
    }
}

}  // namespace
