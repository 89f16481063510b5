#include "lib/optim/nesterov.hpp"

#include <catch2/catch.hpp>

#include "lib/exact/rational.hpp"
#include "lib/optim/advance.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "lib/optim/objective/chain.hpp"
#include "lib/optim/objective/quadratic.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;
using V = Vector<Rational>;

static_assert(LooksAhead<Nesterov<Rational>> && LooksAhead<ScheduledNesterov<Rational>>);
static_assert(UpdateRule<HeavyBall<Rational>> && !LooksAhead<HeavyBall<Rational>>);

/// The gradient of a function.
auto gradient_of(const auto& objective) {
    return [&objective](const V& at, V& gradient) { objective.gradient(at, gradient); };
}

TEST_CASE("Nesterov on a quadratic obeys z^2 - (1 + a)(1 - e h) z + a (1 - e h) = 0") {
    const Rational a(3, 4), e(1, 5), h(2);
    const Quadratic<Rational> objective{V::Constant(1, h)};
    const Nesterov<Rational> rule{.learning_rate = e, .momentum = a};
    auto state = rule.init(1);
    V theta = V::Constant(1, Rational(3));
    Workspace<Rational> workspace(1);
    Rational before = theta[0], now = theta[0];
    for (int k = 0; k < 6; ++k) {
        advance(rule, state, gradient_of(objective), theta, workspace);
        // From rest, theta_(-1) = theta_0.
        CHECK(theta[0] == (1 + a) * (1 - e * h) * now - a * (1 - e * h) * before);
        before = now;
        now = theta[0];
    }
}

TEST_CASE("Nesterov's momentum on a quadratic is the heavy ball's damped by 1 - e h") {
    // v' = a (1 - e h) v - e h theta
    const Rational a(3, 4), e(1, 5), h(2), v(7), start(-2);
    const Quadratic<Rational> objective{V::Constant(1, h)};
    const Nesterov<Rational> rule{.learning_rate = e, .momentum = a};
    typename Nesterov<Rational>::State state{V::Constant(1, v)};
    V theta = V::Constant(1, start);
    Workspace<Rational> workspace(1);
    advance(rule, state, gradient_of(objective), theta, workspace);
    CHECK(workspace.at[0] == start + a * v);
    CHECK(state.velocity[0] == a * (1 - e * h) * v - e * h * start);
    CHECK(theta[0] == start + state.velocity[0]);
}

TEST_CASE("the scheduled momentum after k steps is (k - 1)/(k + 2), 0 at first") {
    CHECK(nesterov_momentum<Rational>(0) == 0);
    CHECK(nesterov_momentum<Rational>(1) == 0);
    CHECK(nesterov_momentum<Rational>(2) == Rational(1, 4));
    CHECK(nesterov_momentum<Rational>(10) == Rational(3, 4));
    CHECK(nesterov_momentum<double>(2) == 0.25);
}

TEST_CASE("scheduled Nesterov is x_k = y_(k-1) - e grad(y_(k-1)), y_k = x_k + (k-1)/(k+2) (x_k - x_(k-1))") {
    const Quadratic<Rational> objective{V{{Rational(1), Rational(1, 3)}}};
    const ScheduledNesterov<Rational> rule{.learning_rate = Rational(1, 2)};
    auto state = rule.init(2);
    V theta{{Rational(5), Rational(-4)}}, x = theta, y = theta, gradient(2);
    Workspace<Rational> workspace(2);
    for (int k = 1; k <= 6; ++k) {
        advance(rule, state, gradient_of(objective), theta, workspace);
        objective.gradient(y, gradient);
        const V next = y - gradient * Rational(1, 2);
        y = next + (next - x) * Rational(k - 1, k + 2);
        x = next;
        CHECK(theta == x);
        CHECK(state.steps == static_cast<std::uint64_t>(k));
    }
}

TEST_CASE(
    "the excess stays below 2 |x0 - x*|^2 / (e (k + 1)^2) on the worst-case chain, and above 3 L/32 of it") {
    // n = 2k + 1 links, L = 4, e = 1/L: both bounds of Nesterov's book at the last step.
    constexpr int k = 50;
    const Chain<double> chain{.links = 2 * k + 1, .smoothness = 4};
    const ScheduledNesterov<double> rule{.learning_rate = 0.25};
    auto state = rule.init(chain.links);
    Vector<double> theta = Vector<double>::Zero(chain.links);
    Workspace<double> workspace(chain.links);
    const double distance = chain.minimizer().squaredNorm();
    for (int step = 1; step <= k; ++step) {
        advance(
            rule, state,
            [&](const Vector<double>& at, Vector<double>& gradient) { chain.gradient(at, gradient); }, theta,
            workspace);
        CHECK(value(chain, theta) - chain.minimum() <= 2 * distance * 4 / ((step + 1.0) * (step + 1.0)));
    }
    CHECK(value(chain, theta) - chain.minimum() >= 3 * 4 * distance / (32 * (k + 1.0) * (k + 1.0)));
}

}  // namespace
