#include "lib/optim/ema_momentum.hpp"

#include <catch2/catch.hpp>

#include "lib/exact/rational.hpp"
#include "lib/optim/heavy_ball.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;
using V = Vector<Rational>;

TEST_CASE("EMA momentum is the heavy ball with momentum 1 - b and rate eta b, from a_0 = v_0 / eta") {
    const Rational b(1, 10), eta(3, 7);
    const EmaMomentum<Rational> average{.learning_rate = eta, .weight = b};
    const HeavyBall<Rational> ball{.learning_rate = eta * b, .momentum = 1 - b};
    EmaMomentum<Rational>::State a{V{{Rational(2), Rational(-5)}}};
    HeavyBall<Rational>::State v{a.average * eta};
    V theta = V::Zero(2), other = theta, gradient(2);
    for (int t = 1; t <= 8; ++t) {
        // Of a loss that is no quadratic: the gradient is taken where each of them is.
        gradient = theta.cwiseProduct(theta) + V::Constant(2, Rational(t));
        average.step(a, gradient, theta);
        gradient = other.cwiseProduct(other) + V::Constant(2, Rational(t));
        ball.step(v, gradient, other);
        CHECK(theta == other);
        CHECK(v.velocity == V(a.average * eta));
    }
}

TEST_CASE("under a constant gradient its step approaches eta g as 1 - (1 - b)^t") {
    const EmaMomentum<Rational> rule{.learning_rate = Rational(1, 2), .weight = Rational(1, 4)};
    auto state = rule.init(1);
    V theta = V::Zero(1);
    Rational kept = 1;
    for (int t = 1; t <= 10; ++t) {
        const V before = theta;
        rule.step(state, V::Constant(1, Rational(6)), theta);
        kept *= Rational(3, 4);
        CHECK(theta[0] - before[0] == -3 * (1 - kept));
    }
}

}  // namespace
