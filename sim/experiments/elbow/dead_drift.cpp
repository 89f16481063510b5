// What a velocity does to a dead ReLU unit: heavy ball keeps it moving while its gradient is 0.
//
// With zero gradient v_k = a^k v, so the displacement after T steps is v (a + .. + a^T) = a v (1 - a^T)/(1 -
// a), and a v/(1 - a) in all. Every pre-activation moves along a straight line, so the unit comes back
// exactly if for some point i the whole drift of z_i = w.x_i + b exceeds -z_i.

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "lib/exact/power.hpp"
#include "lib/exact/rational.hpp"
#include "lib/nn/loss.hpp"
#include "lib/nn/network.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "lib/random/normal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;
using nn::Index;

/// The network is the unit itself: one layer with a ReLU as output.
template <class Scalar>
using Unit = nn::Network<Scalar, nn::Identity, nn::Relu>;

enum class Rule { heavy_ball, gradient_descent };

struct Parameters {
    Rule rule = Rule::heavy_ball;
    double momentum = 0.9, reach = 0.99;
    std::int64_t fan_in = 3, points = 8, steps = 8, horizon = 100;
};

using P = Parameters;

const std::vector<engine::SideRow> expressions{
    {"drift", "displacement of the unit's bias in `steps` steps from velocity v, while the unit is dead"},
    {"a v (1 - a^T)/(1 - a)", "geometric sum, first term a v"},
    {"v (1 - a^T)/(1 - a)", "geometric sum, first term v"},
    {"a v/(1 - a)", "the limit of many steps"},
    {"a v/(1 - a^2)", "the limit with a^2 for a in the denominator"},
    {"0", "no motion"},
};

struct Tally {
    exact::Sides drift;
    exact::Certificate revives, stays_dead;
    stats::Computed total;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.drift, self.revives, self.stays_dead, self.total);
    }
};

using T = Tally;

/// Steps down the mean squared loss from the given state, until `stop`, called with the trace of each forward
/// pass, says so, or for `steps` steps.
template <class Scalar, class Step, class State, class Stop>
void descend(Unit<Scalar>& unit, const nn::Matrix<Scalar>& inputs, const nn::Matrix<Scalar>& targets,
             const Step& rule, State state, std::int64_t steps, Stop stop) {
    nn::Trace<Scalar> trace;
    nn::Matrix<Scalar> output_gradient;
    nn::Vector<Scalar> gradient;
    for (std::int64_t step = 0;; ++step) {
        const nn::Matrix<Scalar>& outputs = nn::forward(unit, inputs, trace);
        if (stop(trace) || step == steps) return;
        nn::squared_loss_gradient(outputs, targets, nn::Reduction::mean, output_gradient);
        nn::backward(unit, inputs, output_gradient, trace, gradient);
        rule.step(state, gradient, unit.parameters);
    }
}

/// The same from the given velocity under the rule of the parameters; plain gradient descent has no use for
/// the velocity.
template <class Scalar, class Stop>
void train(const P& p, Unit<Scalar>& unit, const nn::Matrix<Scalar>& inputs,
           const nn::Matrix<Scalar>& targets, const Scalar& momentum, const nn::Vector<Scalar>& velocity,
           std::int64_t steps, Stop stop) {
    const Scalar rate = Scalar(1) / Scalar(16);
    if (p.rule == Rule::gradient_descent) {
        const optim::GradientDescent<Scalar> rule{.learning_rate = rate};
        descend(unit, inputs, targets, rule, rule.init(velocity.size()), steps, stop);
    } else {
        const optim::HeavyBall<Scalar> rule{.learning_rate = rate, .momentum = momentum};
        descend(unit, inputs, targets, rule, typename optim::HeavyBall<Scalar>::State{velocity}, steps, stop);
    }
}

/// Exact: positive inputs, negative weights, bias and velocity, so that the unit is dead and moves further
/// away.
void add_drift(const P& p, random::Stream& stream, std::uint64_t number, T& tally) {
    const auto draw = [&](auto& values) {
        for (Index i = 0; i < values.size(); ++i) values(i) = exact::draw_magnitude(stream);
    };
    Unit<Rational> unit(nn::Layout({p.fan_in, 1}));
    nn::Matrix<Rational> inputs(p.fan_in, p.points), targets(1, p.points);
    nn::Vector<Rational> velocity(unit.parameters.size());
    draw(unit.parameters);
    draw(velocity);
    draw(inputs);
    draw(targets);
    unit.parameters = -unit.parameters;
    velocity = -velocity;
    const Rational a =
        exact::draw_magnitude(stream) / Rational(1 + static_cast<std::int64_t>(exact::magnitudes));
    const Rational start = unit.bias(0)[0], v = unit.layout.bias(velocity, 0)[0];
    train(p, unit, inputs, targets, a, velocity, p.steps, [](const nn::Trace<Rational>&) { return false; });

    const Rational power = exact::power(a, p.steps);
    const std::array<Rational, 6> values{unit.bias(0)[0] - start,   a * v * (1 - power) / (1 - a),
                                         v * (1 - power) / (1 - a), a * v / (1 - a),
                                         a * v / (1 - a * a),       Rational(0)};
    tally.drift.add(number, std::span<const Rational>(values));
}

/// In double precision: the whole drift is `reach` times what the first point to come back needs. 1 % from
/// the edge, rounding (some 1e-14) does not matter.
void add_revival(const P& p, random::Stream& stream, std::uint64_t number, T& tally) {
    const auto draw = [&](auto& values) {
        random::fill_normal(stream, std::span(values.data(), static_cast<std::size_t>(values.size())));
    };
    Unit<double> unit(nn::Layout({p.fan_in, 1}));
    nn::Matrix<double> inputs(p.fan_in, p.points), targets(1, p.points);
    nn::Vector<double> velocity(unit.parameters.size());
    draw(unit.parameters);
    draw(velocity);
    draw(inputs);
    draw(targets);
    const auto moved = [&](const nn::Vector<double>& parameters) {
        return nn::Vector<double>(
            (inputs.transpose() * unit.layout.weight(parameters, 0).transpose()).array() +
            unit.layout.bias(parameters, 0)[0]);
    };
    const double margin = std::abs(unit.bias(0)[0]);
    unit.bias(0)[0] = 0;
    unit.bias(0)[0] = -moved(unit.parameters).maxCoeff() - margin;

    const nn::Vector<double> z = moved(unit.parameters);
    if (moved(velocity).maxCoeff() <= 0) velocity = -velocity;
    const double share = (moved(velocity).array() / -z.array()).maxCoeff() * p.momentum / (1 - p.momentum);
    velocity *= p.reach / share;

    bool revived = false;
    train(p, unit, inputs, targets, p.momentum, velocity, p.horizon, [&](const nn::Trace<double>& trace) {
        revived = trace.preactivation[0].maxCoeff() > 0;
        return revived;
    });
    tally.revives.add(number, revived);
    tally.stays_dead.add(number, !revived);
}

/// The whole drift of velocity 1 under heavy ball without gradient, run until the velocity is below 1e-18.
/// The rest of the way is at most 1e-18 a/(1 - a); each of the n additions and n multiplications of positive
/// numbers errs by half a unit in the last place, relative to a sum that is at most the result.
stats::Computed total_drift(double momentum) {
    const optim::HeavyBall<double> rule{.learning_rate = 1, .momentum = momentum};
    const optim::Vector<double> gradient = optim::Vector<double>::Zero(1);
    optim::Vector<double> theta = gradient;
    optim::HeavyBall<double>::State state{optim::Vector<double>::Ones(1)};
    double steps = 0;
    for (; state.velocity[0] > 1e-18; ++steps) rule.step(state, gradient, theta);
    return {.value = theta[0],
            .error = 1e-18 * momentum / (1 - momentum) +
                     steps * std::numeric_limits<double>::epsilon() * theta[0]};
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    tally.total.merge(total_drift(p.momentum));
    add_drift(p, stream, replicates.first, tally);
    for (std::uint64_t i = 0; i < replicates.count; ++i) add_revival(p, stream, replicates.first + i, tally);
    return 0;
}

}  // namespace

engine::Experiment dead_drift() {
    using namespace engine;
    return experiment<P, T>({
        .name = "dead-drift",
        .doc = "A dead ReLU unit with a velocity, trained by heavy ball (momentum a) or by plain gradient "
               "descent.",
        .parameters =
            {
                choice(&P::rule,
                       {.name = "rule", .choices = {"heavy-ball", "gradient-descent"}, .doc = "update rule"}),
                real(&P::momentum,
                     {.name = "momentum",
                      .least = 0.01,
                      .greatest = 0.999,
                      .doc = "a of total_drift, revives and stays_dead; the exact drift draws its own"}),
                real(&P::reach, {.name = "reach",
                                 .least = 0,
                                 .greatest = 100,
                                 .doc = "a v/(1 - a) over what the unit needs to come back; 1: just enough"}),
                integer(&P::fan_in, {.name = "fan_in", .least = 1, .greatest = 64, .doc = "inputs"}),
                integer(&P::points, {.name = "points", .least = 1, .greatest = 64, .doc = "data points"}),
                integer(&P::steps,
                        {.name = "steps", .least = 1, .greatest = 32, .doc = "steps T of the exact drift"}),
                integer(&P::horizon, {.name = "horizon",
                                      .least = 1,
                                      .greatest = 100000,
                                      .doc = "steps within which the unit may come back"}),
            },
        // Cleared of denominators, the sides are polynomials in v and in a's numerator: 1 of v, steps + 1 of
        // a, and at most 2 more from 1 - a^2.
        .tally =
            [](const P& p) {
                return T{exact::Sides(names(expressions), {.proof = exact::Proof::polynomial,
                                                           .degree = static_cast<double>(p.steps) + 4,
                                                           .values = exact::magnitudes}),
                         {},
                         {},
                         {}};
            },
        .quantities =
            {
                sides<P, T>(&T::drift, expressions),
                identity<P, T>("revives", "the unit is on for some point within the horizon", &T::revives),
                identity<P, T>("stays_dead", "the unit is off on all points throughout the horizon",
                               &T::stays_dead),
                computed<P, T>(
                    "total_drift",
                    "displacement per velocity of a parameter without gradient under heavy ball, in all",
                    &T::total),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{128}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
