// Nesterov momentum, heavy ball and gradient descent over a few steps, exactly.
// Document: 002 equations 8.15, 8.16, 8.21, 8.22 and algorithm 8.3.

#include "lib/exact/dual.hpp"
#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "lib/optim/nesterov.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "sim/experiments/ridge/arithmetic.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;
using Vector = optim::Vector<Rational>;
using Values = ridge::Elements<Rational>;

/// Losses in two parameters: theta' H theta / 2 with and without theta_1^4 + theta_2^4, and g'theta.
enum class Loss { quartic, quadratic, linear };

struct Instance {
    optim::DenseQuadratic<Rational> quadratic;  ///< with its Hessian H
    Vector slope, start, velocity;              ///< g, theta_0, v_0
    Rational eta, alpha;
};

Vector gradient(const Instance& i, Loss loss, const Vector& at) {
    if (loss == Loss::linear) return i.slope;
    Vector out(at.size());
    i.quadratic.gradient(at, out);
    if (loss == Loss::quartic)
        for (Eigen::Index k = 0; k < at.size(); ++k) out[k] += 4 * at[k] * at[k] * at[k];
    return out;
}

/// The gradient of the quartic loss by dual numbers, without its formula.
Vector derivatives(const Instance& i, const Vector& at) {
    using Dual = exact::Dual<Rational>;
    const auto& h = i.quadratic.hessian;
    Vector all(at.size());
    for (Eigen::Index j = 0; j < at.size(); ++j)
        all[j] = exact::derivative(
            [&](const Dual& moved) {
                Dual sum(Rational(0));
                const auto coordinate = [&](Eigen::Index k) { return k == j ? moved : Dual(at[k]); };
                for (Eigen::Index r = 0; r < at.size(); ++r) {
                    const Dual x = coordinate(r);
                    sum += x * x * x * x;
                    for (Eigen::Index c = 0; c < at.size(); ++c)
                        sum += Dual(Rational(h(r, c) / 2)) * x * coordinate(c);
                }
                return sum;
            },
            at[j]);
    return all;
}

/// Parameters and velocity after each step, from theta_0 with velocity v_0.
template <class Rule>
std::vector<Vector> run(const Instance& i, const Rule& rule, Loss loss, int steps, bool at_rest = false) {
    Vector at = i.start;
    auto state = rule.init(at.size());
    if constexpr (requires { state.velocity; })
        if (!at_rest) state.velocity = i.velocity;
    optim::Workspace<Rational> workspace(at.size());
    std::vector<Vector> path = {at};
    for (int t = 0; t < steps; ++t) {
        optim::advance(
            rule, state, [&](const Vector& here, Vector& out) { out = gradient(i, loss, here); }, at,
            workspace);
        path.push_back(at);
    }
    return path;
}
std::vector<Vector> nesterov(const Instance& i, Loss loss, int steps, bool at_rest = false) {
    const optim::Nesterov<Rational> rule{.learning_rate = i.eta, .momentum = i.alpha};
    return run(i, rule, loss, steps, at_rest);
}
std::vector<Vector> heavy_ball(const Instance& i, Loss loss, int steps) {
    return run(i, optim::HeavyBall<Rational>{.learning_rate = i.eta, .momentum = i.alpha}, loss, steps);
}
/// All points of a path, element by element.
Values points(const std::vector<Vector>& path) {
    Values all;
    for (const Vector& point : path) all.insert(all.end(), point.begin(), point.end());
    return all;
}

/// theta_0 + v with v = alpha v_0 - eta gradient(theta_0 + share v_0).
Values by_formula(const Instance& i, const Rational& share) {
    const Vector g = derivatives(i, i.start + share * i.velocity);
    return points({i.start, Vector(i.start + i.alpha * i.velocity - i.eta * g)});
}
/// (I + factor H) v_0.
Vector with_hessian(const Instance& i, const Rational& factor) {
    Vector product(i.velocity.size());
    i.quadratic.gradient(i.velocity, product);
    return i.velocity + factor * product;
}
/// alpha (I + factor H) v_0 - eta H theta_0.
Values damped_velocity(const Instance& i, const Rational& factor) {
    return ridge::elements(
        Vector(i.alpha * with_hessian(i, factor) - i.eta * gradient(i, Loss::quadratic, i.start)));
}
/// The first displacement on the quadratic, which is the velocity after it.
Vector first_velocity(const std::vector<Vector>& path) {
    return path[1] - path[0];
}

/// Four steps in Nesterov's two sequences, x_(k+1) = y_k - eta gradient(at), with
/// y_k = x_k + (k + shift - 1)/(k + shift + 2) (x_k - x_(k-1)) from x_0 = y_0, on the quadratic. The gradient
/// is that at y_k, or, "behind", at x_k.
Values two_sequences(const Instance& i, int shift, bool behind = false) {
    std::vector<Vector> x = {i.start};
    for (int k = 0; k < 4; ++k) {
        Vector y = x.back();
        if (k > 0) y += Rational(k + shift - 1) / Rational(k + shift + 2) * (x.back() - x[x.size() - 2]);
        x.push_back(y - i.eta * gradient(i, Loss::quadratic, behind ? x.back() : y));
    }
    return points(x);
}

/// A quadratic h theta^2/2 in one parameter, three steps of the rule: theta_2 and theta_3.
Values on_one_direction(const Instance& i) {
    const optim::Nesterov<Rational> rule{.learning_rate = i.eta, .momentum = i.alpha};
    auto state = rule.init(1);
    state.velocity[0] = i.velocity[0];
    Vector at = i.start.head(1);
    optim::Workspace<Rational> workspace(1);
    Values all;
    for (int t = 0; t < 4; ++t) {
        all.push_back(at[0]);
        optim::advance(
            rule, state, [&](const Vector& here, Vector& out) { out = here * i.quadratic.hessian(0, 0); }, at,
            workspace);
    }
    return all;
}
/// sum theta_t - product theta_(t-1) for t = 1, 2.
Values recursion(const Instance& i, const Rational& sum, const Rational& product) {
    const Values theta = on_one_direction(i);
    return {sum * theta[1] - product * theta[0], sum * theta[2] - product * theta[1]};
}
Rational rate(const Instance& i) {
    return i.eta * i.quadratic.hessian(0, 0);
}

Expressions<Instance, Values> expressions() {
    using I = Instance;
    return {
        {"Nesterov's step", "by algorithm 8.3, on a quartic loss, with any velocity",
         [](const I& i) { return points(nesterov(i, Loss::quartic, 1)); }},
        {"gradient at theta + alpha v", "theta + v with v <- alpha v - eta gradient",
         [](const I& i) { return by_formula(i, i.alpha); }},
        {"gradient at theta + v", "the velocity not decayed where the gradient is taken",
         [](const I& i) { return by_formula(i, 1); }},
        {"gradient at theta", "standard momentum", [](const I& i) { return by_formula(i, 0); }},
        {"heavy ball's step", "on the same loss",
         [](const I& i) { return points(heavy_ball(i, Loss::quartic, 1)); }},
        {"interim point", "where the rule asks for the gradient",
         [](const I& i) {
             const optim::Nesterov<Rational> rule{.learning_rate = i.eta, .momentum = i.alpha};
             auto state = rule.init(2);
             state.velocity = i.velocity;
             Vector at(2);
             rule.interim(state, i.start, at);
             return ridge::elements(at);
         }},
        {"theta + alpha v", "parameters and decayed velocity",
         [](const I& i) { return ridge::elements(Vector(i.start + i.alpha * i.velocity)); }},
        {"theta + v", "parameters and velocity",
         [](const I& i) { return ridge::elements(Vector(i.start + i.velocity)); }},
        {"Nesterov's points without momentum", "alpha = 0, two steps from rest",
         [](const I& i) {
             const optim::Nesterov<Rational> rule{.learning_rate = i.eta, .momentum = 0};
             return points(run(i, rule, Loss::quartic, 2, true));
         }},
        {"Nesterov's points from rest", "two steps",
         [](const I& i) { return points(nesterov(i, Loss::quartic, 2, true)); }},
        {"gradient descent's points", "two steps",
         [](const I& i) {
             const optim::GradientDescent<Rational> rule{.learning_rate = i.eta};
             return points(run(i, rule, Loss::quartic, 2));
         }},
        {"Nesterov's points on a linear loss", "three steps",
         [](const I& i) { return points(nesterov(i, Loss::linear, 3)); }},
        {"heavy ball's points on a linear loss", "three steps",
         [](const I& i) { return points(heavy_ball(i, Loss::linear, 3)); }},
        {"Nesterov's points on a quadratic", "three steps",
         [](const I& i) { return points(nesterov(i, Loss::quadratic, 3)); }},
        {"heavy ball's points on a quadratic", "three steps",
         [](const I& i) { return points(heavy_ball(i, Loss::quadratic, 3)); }},
        {"heavy ball's velocity minus Nesterov's", "after one step on a quadratic",
         [](const I& i) {
             return ridge::elements(Vector(first_velocity(heavy_ball(i, Loss::quadratic, 1)) -
                                           first_velocity(nesterov(i, Loss::quadratic, 1))));
         }},
        {"eta alpha H v", "curvature times decayed velocity",
         [](const I& i) {
             return ridge::elements(Vector(i.eta * i.alpha * (with_hessian(i, 1) - i.velocity)));
         }},
        {"eta H v", "curvature times velocity",
         [](const I& i) { return ridge::elements(Vector(i.eta * (with_hessian(i, 1) - i.velocity))); }},
        {"Nesterov's velocity on a quadratic", "after one step",
         [](const I& i) { return ridge::elements(first_velocity(nesterov(i, Loss::quadratic, 1))); }},
        {"alpha (1 - eta H) v - eta H theta", "the old velocity damped where the loss is curved",
         [](const I& i) { return damped_velocity(i, -i.eta); }},
        {"alpha (1 + eta H) v - eta H theta", "amplified instead",
         [](const I& i) { return damped_velocity(i, i.eta); }},
        {"alpha v - eta H theta", "neither", [](const I& i) { return damped_velocity(i, 0); }},
        {"scheduled Nesterov's points", "four steps from rest on a quadratic",
         [](const I& i) {
             const optim::ScheduledNesterov<Rational> rule{.learning_rate = i.eta};
             return points(run(i, rule, Loss::quadratic, 4, true));
         }},
        {"two sequences with (k - 1)/(k + 2)", "gradient at x_k + (k - 1)/(k + 2) (x_k - x_(k-1))",
         [](const I& i) { return two_sequences(i, 0); }},
        {"two sequences with k/(k + 3)", "a step counted from 1 instead of 0",
         [](const I& i) { return two_sequences(i, 1); }},
        {"two sequences with the gradient at x_k", "the same momentum, applied after the gradient",
         [](const I& i) { return two_sequences(i, 0, true); }},
        {"next points in one direction", "theta_2 and theta_3 on a quadratic of curvature h",
         [](const I& i) {
             const Values theta = on_one_direction(i);
             return Values{theta[2], theta[3]};
         }},
        {"(1 + alpha)(1 - eta h) theta_t - alpha (1 - eta h) theta_(t-1)",
         "the recursion with roots of z^2 - (1 + alpha)(1 - eta h) z + alpha (1 - eta h)",
         [](const I& i) { return recursion(i, (1 + i.alpha) * (1 - rate(i)), i.alpha * (1 - rate(i))); }},
        {"(1 + alpha - eta h) theta_t - alpha theta_(t-1)", "that of the heavy ball",
         [](const I& i) { return recursion(i, 1 + i.alpha - rate(i), i.alpha); }},
    };
}

struct Parameters {};
using P = Parameters;
Instance instance(const P&, random::Stream& stream) {
    const auto vector = [&] { return Vector(ridge::draw<Rational>(2, 1, stream)); };
    Instance i{.slope = vector(), .start = vector(), .velocity = vector()};
    const Vector diagonal = vector();
    const Rational beside = ridge::draw<Rational>(stream);
    i.quadratic.hessian.resize(2, 2);
    i.quadratic.hessian << diagonal[0], beside, beside, diagonal[1];
    i.eta = ridge::draw<Rational>(stream);
    i.alpha = ridge::draw<Rational>(stream);
    return i;
}

/// Degrees: from theta of degree d and v of degree e a step on the quartic makes a velocity of degree
/// 1 + 3 max(d, e + 1): 7 from the start, 25 from there. On the quadratic a step adds at most 3: 13 after
/// four.
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = 32, .values = exact::magnitudes};
}

}  // namespace

engine::Experiment nesterov_identities() {
    return identities<P>({
        .name = "nesterov-identities",
        .doc = "Steps of Nesterov momentum, heavy ball and gradient descent on random linear, quadratic and "
               "quartic losses in two parameters, exactly.",
        .sides = drawn<P>(expressions(), instance),
        .proof = polynomial,
    });
}

}  // namespace assay::experiments
