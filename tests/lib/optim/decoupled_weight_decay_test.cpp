#include "lib/optim/decoupled_weight_decay.hpp"

#include <catch2/catch.hpp>

#include "lib/exact/rational.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/nesterov.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;
using V = Vector<Rational>;

static_assert(UpdateRule<AdamW<float>> && !LooksAhead<AdamW<float>>);
static_assert(LooksAhead<DecoupledWeightDecay<Nesterov<double>>>);

TEST_CASE("for gradient descent decoupled decay is the gradient of loss + lambda |theta|^2 / 2, exactly") {
    const Rational eta(1, 7), lambda(3, 5);
    const DecoupledWeightDecay<GradientDescent<Rational>> decayed{.rule = {.learning_rate = eta},
                                                                  .weight_decay = lambda};
    const GradientDescent<Rational> plain{.learning_rate = eta};
    auto state = decayed.init(2);
    auto plain_state = plain.init(2);
    V theta{{Rational(2), Rational(-3)}}, other = theta;
    for (int t = 0; t < 5; ++t) {
        decayed.step(state, V(theta.cwiseProduct(theta)), theta);
        plain.step(plain_state, V(other.cwiseProduct(other) + other * lambda), other);
        CHECK(theta == other);
    }
}

TEST_CASE("for Adam it is not: the decay does not depend on the gradient's scale") {
    const AdamW<double> rule{.rule = {.learning_rate = 0.125, .epsilon = 0}, .weight_decay = 0.5};
    for (const double g : {1e-3, 1e3}) {
        auto state = rule.init(1);
        Vector<double> theta = Vector<double>::Constant(1, 4);
        rule.step(state, Vector<double>::Constant(1, g), theta);
        CHECK(theta[0] == Approx(4 * (1 - 0.0625) - 0.125).epsilon(1e-14));
    }
}

}  // namespace
