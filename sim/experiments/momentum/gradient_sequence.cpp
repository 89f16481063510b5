// What momentum makes of a given sequence of gradients, which do not depend on where it goes: velocities,
// their directions, the distance covered. Exactly, by the update rules themselves. Documents: 000
// equation 6.7; 002 equations 8.15 and 8.16.

#include "lib/exact/power.hpp"
#include "lib/optim/ema_momentum.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::power;
using exact::Rational;
using Vector = optim::Vector<Rational>;
using Gradients = std::vector<Vector>;

struct Parameters {
    std::int64_t steps = 4;
};
using P = Parameters;

struct Instance {
    Rational e, a;        ///< learning rate and momentum of the heavy ball
    Rational eta, b;      ///< learning rate and weight of the filtered gradient
    Gradients gradients;  ///< as many as `steps`, in the plane
    Vector velocity;      ///< of a start that is not at rest

    [[nodiscard]] std::size_t t() const { return gradients.size(); }
    [[nodiscard]] Rational g() const { return gradients.back()[0]; }
};

/// Velocity and position after all gradients, from the velocity given and the origin.
struct Path {
    Vector velocity, position;
};
Path heavy_ball(const Rational& e, const Rational& a, const Gradients& gradients, const Vector& velocity) {
    const optim::HeavyBall<Rational> rule{e, a};
    auto state = rule.init(velocity.size());
    state.velocity = velocity;
    Vector theta = Vector::Zero(velocity.size());
    for (const auto& gradient : gradients) rule.step(state, gradient, theta);
    return {state.velocity, theta};
}
Path heavy_ball(const Instance& i, const Gradients& gradients) {
    return heavy_ball(i.e, i.a, gradients, Vector::Zero(2));
}
/// The displacement of the last step along the filtered gradient.
Rational ema_step(const Instance& i, const Gradients& gradients) {
    const optim::EmaMomentum<Rational> rule{i.eta, i.b};
    auto state = rule.init(2);
    Vector theta = Vector::Zero(2), before = theta;
    for (const auto& gradient : gradients) {
        before = theta;
        rule.step(state, gradient, theta);
    }
    return theta[0] - before[0];
}

Gradients constant(const Instance& i) {
    return Gradients(i.t(), i.gradients.back());
}
/// Signs alternate; the last gradient is g.
Gradients alternating(const Instance& i) {
    Gradients all = constant(i);
    for (std::size_t j = 1; j < all.size(); j += 2) all[all.size() - 1 - j] *= Rational(-1);
    return all;
}
/// sum_j a^(j + later) g_{t-j}.
Rational decaying_sum(const Instance& i, std::size_t later) {
    Rational sum = 0;
    for (std::size_t j = 0; j < i.t(); ++j) sum += power(i.a, j + later) * i.gradients[i.t() - 1 - j][0];
    return sum;
}
/// 0 for parallel velocities at the learning rates e and 2 e.
Rational cross_product(const Instance& i, const Vector& start) {
    const Vector v = heavy_ball(i.e, i.a, i.gradients, start).velocity,
                 w = heavy_ball(2 * i.e, i.a, i.gradients, start).velocity;
    return v[0] * w[1] - v[1] * w[0];
}
/// What of the velocity is not the last gradient's, as a share.
Rational share_of_past(const Instance& i, const Rational& e) {
    const Rational v = heavy_ball(e, i.a, i.gradients, Vector::Zero(2)).velocity[0];
    return (v + e * i.g()) / v;
}
Rational change_by_first(const Instance& i) {
    Gradients changed = i.gradients;
    changed.front()[0] += 1;
    return ema_step(i, changed) - ema_step(i, i.gradients);
}

Expressions<Instance> expressions() {
    using I = Instance;
    return {
        {"v_t", "velocity after t gradients, from rest",
         [](const I& i) { return heavy_ball(i, i.gradients).velocity[0]; }},
        {"-e sum a^j g_{t-j}", "gradients weighted by age, j from 0",
         [](const I& i) { return Rational(-i.e * decaying_sum(i, 0)); }},
        {"-e sum a^(j+1) g_{t-j}", "the same with each gradient a step older",
         [](const I& i) { return Rational(-i.e * decaying_sum(i, 1)); }},
        {"v_t under constant g", "velocity after t times the same gradient",
         [](const I& i) { return heavy_ball(i, constant(i)).velocity[0]; }},
        {"-e g (1-a^t)/(1-a)", "a geometric sum",
         [](const I& i) { return Rational(-i.e * i.g() * (1 - power(i.a, i.t())) / (1 - i.a)); }},
        {"-e g (1-a^(t+1))/(1-a)", "a geometric sum with one more term",
         [](const I& i) { return Rational(-i.e * i.g() * (1 - power(i.a, i.t() + 1)) / (1 - i.a)); }},
        {"-e g", "a step of gradient descent", [](const I& i) { return Rational(-i.e * i.g()); }},
        {"-g", "minus the constant gradient", [](const I& i) { return Rational(-i.g()); }},
        {"(1-a) v_t/e under constant g", "the velocity as an average would have it",
         [](const I& i) { return Rational((1 - i.a) * heavy_ball(i, constant(i)).velocity[0] / i.e); }},
        {"-(1-a^t) g", "minus the gradient times what the weights amount to",
         [](const I& i) { return Rational(-(1 - power(i.a, i.t())) * i.g()); }},
        {"v_t under alternating g", "velocity after t gradients of alternating sign, g the last",
         [](const I& i) { return heavy_ball(i, alternating(i)).velocity[0]; }},
        {"-e g (1-(-a)^t)/(1+a)", "an alternating geometric sum",
         [](const I& i) { return Rational(-i.e * i.g() * (1 - power(-i.a, i.t())) / (1 + i.a)); }},
        {"-e g (1-a)", "a step of gradient descent times 1 - a",
         [](const I& i) { return Rational(-i.e * i.g() * (1 - i.a)); }},
        {"distance under constant g", "displacement after t times the same gradient",
         [](const I& i) { return heavy_ball(i, constant(i)).position[0]; }},
        {"-e g (t/(1-a) - a(1-a^t)/(1-a)^2)", "the velocities summed",
         [](const I& i) {
             const Rational rest = 1 - i.a;
             return Rational(-i.e * i.g() * (i.t() / rest - i.a * (1 - power(i.a, i.t())) / (rest * rest)));
         }},
        {"-e g t", "t steps of gradient descent", [](const I& i) { return Rational(-i.e * i.g() * i.t()); }},
        {"filtered step under constant g",
         "last step along the filtered gradient after t times the same gradient",
         [](const I& i) { return ema_step(i, constant(i)); }},
        {"-eta g (1-(1-b)^t)", "a step of gradient descent times what the weights amount to",
         [](const I& i) { return Rational(-i.eta * i.g() * (1 - power(1 - i.b, i.t()))); }},
        {"-eta g (1-(1-b)^(t+1))", "the same a step later",
         [](const I& i) { return Rational(-i.eta * i.g() * (1 - power(1 - i.b, i.t() + 1))); }},
        {"-eta g (1-(1-b)^t)/b", "the same without the weight of a new gradient",
         [](const I& i) { return Rational(-i.eta * i.g() * (1 - power(1 - i.b, i.t())) / i.b); }},
        {"change of the step by 1 in g_1",
         "change of the step t along the filtered gradient when g_1 grows by 1", change_by_first},
        {"-eta b (1-b)^(t-1)", "learning rate times the weight of a gradient of age t - 1",
         [](const I& i) { return Rational(-i.eta * i.b * power(1 - i.b, i.t() - 1)); }},
        {"-eta (1-b)^(t-1)", "the same without the weight of a new gradient",
         [](const I& i) { return Rational(-i.eta * power(1 - i.b, i.t() - 1)); }},
        {"0", "zero", [](const I&) { return Rational(0); }},
        {"cross product at e and 2 e", "of the velocities at two learning rates, from rest",
         [](const I& i) { return cross_product(i, Vector::Zero(2)); }},
        {"cross product at e and 2 e with v_0", "the same from a start that is not at rest",
         [](const I& i) { return cross_product(i, i.velocity); }},
        {"share of the past at e", "share of all gradients but the last in the velocity",
         [](const I& i) { return share_of_past(i, i.e); }},
        {"share of the past at 2 e", "the same at twice the learning rate",
         [](const I& i) { return share_of_past(i, 2 * i.e); }},
        {"half the share of the past at e", "half of that at e",
         [](const I& i) { return Rational(share_of_past(i, i.e) / 2); }},
    };
}

/// Degrees: velocities have at most t + 1 <= 13, positions one more; products of two of them, with
/// denominators of at most 3, and differences: at most 64.
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = 64, .values = exact::magnitudes};
}

/// Momentum and weight are above 1, so that nothing is divided by 0: the identities are of rational
/// functions.
Instance instance(const P& p, random::Stream& stream) {
    const auto one = [&] { return exact::draw_magnitude(stream); };
    const auto plane = [&] {
        Vector v(2);
        v << one(), one();
        return v;
    };
    Instance i{
        .e = one(), .a = 1 + one(), .eta = one(), .b = 1 + one(), .gradients = {}, .velocity = plane()};
    for (std::int64_t k = 0; k < p.steps; ++k) i.gradients.push_back(plane());
    return i;
}

}  // namespace

engine::Experiment gradient_sequence() {
    using namespace engine;
    return identities<P>({
        .name = "gradient-sequence",
        .doc = "The steps that momentum makes of a given sequence of gradients, exactly: HeavyBall with "
               "learning rate e "
               "and momentum a, and the filtered gradient with learning rate eta and weight b.",
        .parameters = {integer(&P::steps,
                               {.name = "steps", .least = 1, .greatest = 12, .doc = "gradients t"})},
        .sides = drawn<P>(expressions(), instance),
        .proof = polynomial,
    });
}

}  // namespace assay::experiments
