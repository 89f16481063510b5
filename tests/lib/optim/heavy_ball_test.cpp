#include "lib/optim/heavy_ball.hpp"

#include <catch2/catch.hpp>

#include "lib/exact/rational.hpp"
#include "lib/optim/gradient_descent.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;

static_assert(UpdateRule<HeavyBall<double>> && UpdateRule<HeavyBall<Rational>>);

TEST_CASE("the velocity under a constant gradient is -eta g (1 - alpha^k) / (1 - alpha)") {
    const HeavyBall<Rational> rule{.learning_rate = Rational(1, 10), .momentum = Rational(2, 3)};
    auto state = rule.init(2);
    const Vector<Rational> gradient{{Rational(5), Rational(-1)}};
    Vector<Rational> theta = Vector<Rational>::Zero(2);
    Rational power = 1, travelled = 0;
    for (int k = 1; k <= 6; ++k) {
        rule.step(state, gradient, theta);
        power *= Rational(2, 3);
        const Rational geometric = (1 - power) * 3;
        travelled += geometric / 10;
        CHECK(state.velocity == Vector<Rational>(gradient * (-geometric / 10)));
        CHECK(theta == Vector<Rational>(gradient * -travelled));
    }
}

TEST_CASE("without momentum the heavy ball is gradient descent") {
    const HeavyBall<Rational> ball{.learning_rate = Rational(1, 3), .momentum = 0};
    const GradientDescent<Rational> plain{.learning_rate = Rational(1, 3)};
    auto ball_state = ball.init(1);
    auto plain_state = plain.init(1);
    Vector<Rational> a = Vector<Rational>::Constant(1, Rational(2)), b = a;
    for (int k = 0; k < 5; ++k) {
        ball.step(ball_state, a, a);
        plain.step(plain_state, b, b);
        CHECK(a == b);
    }
}

TEST_CASE("heavy ball refuses sizes that do not fit") {
    const HeavyBall<double> rule{.learning_rate = 0.1, .momentum = 0.9};
    auto state = rule.init(2);
    Vector<double> theta = Vector<double>::Zero(2), longer = Vector<double>::Zero(3);
    CHECK_THROWS_WITH(rule.step(state, longer, theta), Catch::Contains("HeavyBall::step: gradient"));
    CHECK_THROWS_WITH(rule.step(state, longer, longer), Catch::Contains("HeavyBall::step: velocity"));
}

}  // namespace
