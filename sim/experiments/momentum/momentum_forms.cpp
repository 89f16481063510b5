// The forms in which momentum is written, on a loss that is not quadratic, so that the gradient depends on
// the whole path: which of them are the same rule, and under which names. Exactly. Documents: 000
// equation 6.7; 001 on momentum; 002 equations 8.15 and 8.16.

#include "lib/optim/ema_momentum.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;
using Vector = optim::Vector<Rational>;

struct Parameters {
    std::int64_t steps = 3;
};
using P = Parameters;

struct Instance {
    std::int64_t steps;
    Rational c0, c1, c2;  ///< the gradient is c0 + c1 theta + c2 theta^2
    Rational theta, memory, change;
    Rational eta, b, mass;

    [[nodiscard]] Rational gradient(const Rational& at) const { return c0 + (c1 + c2 * at) * at; }
};

Vector scalar(const Rational& value) {
    return Vector::Constant(1, value);
}

/// The parameter after all steps of the rule from the state.
template <class Rule>
Rational after(const Instance& i, const Rule& rule, typename Rule::State state) {
    Vector theta = scalar(i.theta);
    for (std::int64_t t = 0; t < i.steps; ++t) rule.step(state, scalar(i.gradient(theta[0])), theta);
    return theta[0];
}
/// 000: from the average `memory` of negative gradients.
Rational ema(const Instance& i) {
    return after(i, optim::EmaMomentum<Rational>{i.eta, i.b}, {scalar(i.memory)});
}
/// 002, with the velocity to which that average amounts.
Rational heavy_ball(const Instance& i, const Rational& e, const Rational& a) {
    return after(i, optim::HeavyBall<Rational>{e, a}, {scalar(i.eta * i.memory)});
}
/// 001: v <- beta v + (1 - beta) g, w <- w - eta v.
Rational averaged(const Instance& i, const Rational& beta) {
    Rational w = i.theta, v = -i.memory;
    for (std::int64_t t = 0; t < i.steps; ++t) {
        v = beta * v + (1 - beta) * i.gradient(w);
        w -= i.eta * v;
    }
    return w;
}
/// theta_{t+1} = theta_t + a (theta_t - theta_{t-1}) - e g(theta_t).
Rational three_term(const Instance& i, const Rational& e, const Rational& a, const Rational& before_first) {
    Rational before = before_first, theta = i.theta;
    for (std::int64_t t = 0; t < i.steps; ++t) {
        const Rational next = theta + a * (theta - before) - e * i.gradient(theta);
        before = theta;
        theta = next;
    }
    return theta;
}
/// Momentum p = m v: p <- a p - e g, theta <- theta + p/m.
Rational with_mass(const Instance& i, const Rational& e, const Rational& a) {
    Rational p = i.mass * i.eta * i.memory, theta = i.theta;
    for (std::int64_t t = 0; t < i.steps; ++t) {
        p = a * p - e * i.gradient(theta);
        theta += p / i.mass;
    }
    return theta;
}

/// The gradient and the average after one step, from an average that stands for the gradients before.
struct Second {
    Rational average, theta, gradient;
};
Second second(const Instance& i, const Rational& average) {
    const optim::EmaMomentum<Rational> rule{i.eta, i.b};
    optim::EmaMomentum<Rational>::State state{scalar(average)};
    Vector theta = scalar(i.theta);
    rule.step(state, scalar(i.gradient(i.theta)), theta);
    return {state.average[0], theta[0], i.gradient(theta[0])};
}

Expressions<Instance> expressions() {
    using I = Instance;
    return {
        {"filtered(eta, b)", "000: a <- (1-b) a - b g, theta <- theta + eta a", ema},
        {"heavy ball(eta b, 1-b)", "002 with learning rate eta b and momentum 1-b",
         [](const I& i) { return heavy_ball(i, i.eta * i.b, 1 - i.b); }},
        {"heavy ball(eta, 1-b)", "002 with learning rate eta and momentum 1-b",
         [](const I& i) { return heavy_ball(i, i.eta, 1 - i.b); }},
        {"averaged(eta, 1-b)", "001: v <- beta v + (1-beta) g, w <- w - eta v, with beta = 1-b",
         [](const I& i) { return averaged(i, 1 - i.b); }},
        {"averaged(eta, b)", "the same with beta = b", [](const I& i) { return averaged(i, i.b); }},
        {"heavy ball(eta, b)", "002 with learning rate eta and momentum b",
         [](const I& i) { return heavy_ball(i, i.eta, i.b); }},
        {"three terms(eta, b)",
         "theta_{t+1} = theta_t + b (theta_t - theta_{t-1}) - eta g, theta_{-1} = theta_0 - v_0",
         [](const I& i) { return three_term(i, i.eta, i.b, i.theta - i.eta * i.memory); }},
        {"three terms(eta, b) from rest", "the same with theta_{-1} = theta_0",
         [](const I& i) { return three_term(i, i.eta, i.b, i.theta); }},
        {"gradient descent(eta)", "without momentum",
         [](const I& i) { return after(i, optim::GradientDescent<Rational>{i.eta}, {}); }},
        {"mass m(eta, b)", "p <- b p - eta g, theta <- theta + p/m",
         [](const I& i) { return with_mass(i, i.eta, i.b); }},
        {"heavy ball(eta/m, b)", "002 with learning rate eta/m and momentum b",
         [](const I& i) { return heavy_ball(i, i.eta / i.mass, i.b); }},
        {"change of g_1 by a change of a_0",
         "change of the gradient after a step when the average before it differs",
         [](const I& i) {
             return Rational(second(i, i.memory + i.change).gradient - second(i, i.memory).gradient);
         }},
        {"g(theta_1 + eta (1-b) change) - g(theta_1)", "change of the gradient between two positions",
         [](const I& i) {
             const Rational at = second(i, i.memory).theta;
             return Rational(i.gradient(at + i.eta * (1 - i.b) * i.change) - i.gradient(at));
         }},
        {"change of a_1 by a change of a_0", "change of the filtered gradient",
         [](const I& i) {
             return Rational(second(i, i.memory + i.change).average - second(i, i.memory).average);
         }},
        {"0", "zero", [](const I&) { return Rational(0); }},
    };
}

/// Degrees: theta_t has D_0 = 1, D_{t+1} <= 2 D_t + 4 (c2 theta^2 times two of eta, b, 1-b, 1/m): 76 for t =
/// 4, with denominators of m of no higher degree; a difference has at most four times as many.
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = 512, .values = exact::magnitudes};
}

Instance instance(const P& p, random::Stream& stream) {
    const auto one = [&] { return exact::draw_magnitude(stream); };
    return {.steps = p.steps,
            .c0 = one(),
            .c1 = one(),
            .c2 = one(),
            .theta = one(),
            .memory = one(),
            .change = one(),
            .eta = one(),
            .b = one(),
            .mass = one()};
}

}  // namespace

engine::Experiment momentum_forms() {
    using namespace engine;
    return identities<P>({
        .name = "momentum-forms",
        .doc = "A parameter after some steps of each form of momentum on a loss whose gradient is c0 + c1 "
               "theta + c2 "
               "theta^2, exactly, from memories that correspond.",
        .parameters = {integer(&P::steps, {.name = "steps", .least = 1, .greatest = 4, .doc = "steps t"})},
        .sides = drawn<P>(expressions(), instance),
        .proof = polynomial,
    });
}

}  // namespace assay::experiments
