#include "lib/optim/gradient_descent.hpp"

#include <catch2/catch.hpp>
#include <cstring>

#include "lib/exact/rational.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;

static_assert(UpdateRule<GradientDescent<double>> && UpdateRule<GradientDescent<Rational>>);

TEST_CASE("gradient descent on a quadratic shrinks it by 1 - eta h a step, exactly") {
    // L = h theta^2 / 2, g = h theta.
    const Rational h(3, 2), eta(1, 5), start(7);
    const GradientDescent<Rational> rule{.learning_rate = eta};
    auto state = rule.init(1);
    Vector<Rational> theta = Vector<Rational>::Constant(1, start);
    for (int step = 0; step < 4; ++step) rule.step(state, Vector<Rational>(theta * h), theta);
    const Rational factor = 1 - eta * h;
    CHECK(theta[0] == start * factor * factor * factor * factor);
}

TEST_CASE("a zero gradient leaves every bit as it is") {
    const GradientDescent<float> rule{.learning_rate = 0.1F};
    auto state = rule.init(4);
    const Vector<float> start{{1.0F, -0.0F, 1e-40F, 3e38F}};
    Vector<float> theta = start;
    rule.step(state, Vector<float>::Zero(4), theta);
    CHECK(std::memcmp(theta.data(), start.data(), sizeof(float) * 4) == 0);
}

TEST_CASE("gradient descent refuses a gradient of another size") {
    const GradientDescent<double> rule{.learning_rate = 0.1};
    auto state = rule.init(2);
    Vector<double> theta = Vector<double>::Zero(2);
    CHECK_THROWS_WITH(rule.step(state, Vector<double>::Zero(3), theta), Catch::Contains("2, not 3"));
    Vector<double> none(0);
    rule.step(state, Vector<double>(0), none);
    CHECK(none.size() == 0);
}

}  // namespace
