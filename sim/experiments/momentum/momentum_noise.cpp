// Where gradient descent and momentum end on a quadratic when every gradient carries noise: the spread of the
// parameter and of its steps, at a fixed learning rate and momentum, and when one of them changes on the way.
// Documents: 000 section 2.2; 002 on momentum with noisy gradients and on changing alpha and epsilon.

#include <cmath>

#include "lib/optim/advance.hpp"
#include "lib/optim/ema_momentum.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/gradient_noise.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "lib/stats/normal_sample.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Method { gradient_descent, heavy_ball, filtered };
enum class Change { none, raise_momentum, decay_rate };

struct Parameters {
    Method method = Method::heavy_ball;
    double learning_rate = 0.1, momentum = 0.9, weight = 0.1, curvature = 1, noise_sd = 1;
    std::int64_t steps = 400;
    Change change = Change::none;
    double last_momentum = 0.99, decay_after = 100;
};
using P = Parameters;

struct Tally {
    stats::Moments parameter, step;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.parameter, self.step);
    }
};
using T = Tally;
using Vector = optim::Vector<double>;

constexpr Eigen::Index side_by_side = 512;  // replicates in the first-level cache

/// Replicates from the minimum at rest: the parameter is normal with mean 0, and so is its last step.
/// `adapt(rule, k)` comes before the step k = 0, 1, ...
template <class Rule, class Adapt>
void descend(const P& p, Rule rule, const Adapt& adapt, random::Stream& stream, std::uint64_t count,
             T& tally) {
    const optim::Quadratic<double> quadratic{Vector::Constant(1, p.curvature)};
    Vector buffer(side_by_side), before(side_by_side);
    optim::Workspace<double> workspace(side_by_side);
    const auto gradient = [&](const Vector& at, Vector& out) {
        quadratic.gradient(at, out);
        optim::add_normal_noise(stream, p.noise_sd, buffer, out);
    };
    const auto span = [](const Vector& v) {
        return std::span<const double>(v.data(), static_cast<std::size_t>(v.size()));
    };
    for (std::uint64_t done = 0; done < count; done += side_by_side) {
        Vector theta = Vector::Zero(side_by_side);
        auto state = rule.init(side_by_side);
        for (std::int64_t k = 0; k < p.steps; ++k) {
            before = theta;
            adapt(rule, static_cast<double>(k));
            optim::advance(rule, state, gradient, theta, workspace);
        }
        tally.parameter.add(span(theta));
        const Vector step = theta - before;
        tally.step.add(span(step));
    }
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const double half = static_cast<double>(p.steps) / 2;
    const auto adapt = [&](auto& rule, double k) {
        if (p.change == Change::decay_rate) rule.learning_rate = p.learning_rate / (1 + k / p.decay_after);
        if constexpr (requires { rule.momentum; })
            if (p.change == Change::raise_momentum)
                rule.momentum = p.momentum + (p.last_momentum - p.momentum) * std::min(1.0, k / half);
    };
    const auto with = [&](const auto& rule) { descend(p, rule, adapt, stream, replicates.count, tally); };
    if (p.method == Method::gradient_descent) with(optim::GradientDescent<double>{p.learning_rate});
    if (p.method == Method::heavy_ball) with(optim::HeavyBall<double>{p.learning_rate, p.momentum});
    if (p.method == Method::filtered) with(optim::EmaMomentum<double>{p.learning_rate, p.weight});
    return 0;
}

}  // namespace

engine::Experiment momentum_noise() {
    using namespace engine;
    return experiment<P, T>({
        .name = "momentum-noise",
        .doc = "A parameter on h theta^2 / 2 under gradients with independent normal noise, from the "
               "minimum, and its "
               "last step.",
        .parameters =
            {
                choice(&P::method,
                       {.name = "method",
                        .choices = {"gradient-descent", "heavy-ball", "filtered"},
                        .doc = "the update rule; filtered is momentum with a weight for the new gradient"}),
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-6, .greatest = 100, .doc = "learning rate"}),
                real(&P::momentum,
                     {.name = "momentum", .least = 0, .greatest = 0.999, .doc = "momentum a of heavy-ball"}),
                real(&P::weight, {.name = "weight",
                                  .least = 0.001,
                                  .greatest = 1,
                                  .doc = "weight b of a new gradient, filtered"}),
                real(&P::curvature, {.name = "curvature", .least = 0, .greatest = 100, .doc = "curvature h"}),
                real(&P::noise_sd, {.name = "noise_sd",
                                    .least = 0,
                                    .greatest = 1e6,
                                    .doc = "standard deviation of the noise"}),
                integer(&P::steps, {.name = "steps", .least = 1, .greatest = 100000, .doc = "steps"}),
                choice(&P::change, {.name = "change",
                                    .choices = {"none", "raise-momentum", "decay-rate"},
                                    .doc = "momentum rises linearly over the first half of the steps; the "
                                           "learning rate is divided "
                                           "by 1 + k/decay_after at step k = 0, 1, ..."}),
                real(&P::last_momentum, {.name = "last_momentum",
                                         .least = 0,
                                         .greatest = 0.999,
                                         .doc = "where momentum rises to"}),
                real(&P::decay_after, {.name = "decay_after",
                                       .least = 1,
                                       .greatest = 1e6,
                                       .doc = "steps after which the learning rate has halved"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                scalar<P, T>("variance",
                             "variance of the parameter, twice the excess loss over the curvature",
                             [](const P&, const T& t, double level) {
                                 return stats::normal_variance(t.parameter, level);
                             }),
                scalar<P, T>(
                    "step_variance", "variance of the last step",
                    [](const P&, const T& t, double level) { return stats::normal_variance(t.step, level); }),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{4 * side_by_side}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
