// A ReLU unit that is on for some points only: on a minibatch without any of them its gradient is exactly 0.
//
// A batch of B points drawn with replacement misses the k points of n on which the unit is on with
// probability (1 - k/n)^B; until the first batch that does not, none of the unit's parameters moves.

#include <algorithm>
#include <cmath>
#include <functional>

#include "lib/nn/fill.hpp"
#include "lib/nn/loss.hpp"
#include "lib/nn/network.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using nn::Index;
using Matrix = nn::Matrix<float>;
using Vector = nn::Vector<float>;
using Network = nn::Network<float>;

struct Parameters {
    std::int64_t points = 8, active = 2, batch = 4, steps = 4, width = 3, fan_in = 2;
};

struct Tally {
    stats::Proportion zero_gradient, moved;
    exact::Certificate zero_without_active_point, zero_only_when_dead, full_gradient_nonzero;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.zero_gradient, self.moved, self.zero_without_active_point,
                        self.zero_only_when_dead, self.full_gradient_nonzero);
    }
};

using P = Parameters;
using T = Tally;

constexpr Index unit = 0;  // the one that is watched

/// What a block reuses from replicate to replicate.
struct Workspace {
    Network network;
    Matrix inputs, targets, batch_inputs, batch_targets, output_gradient;
    Vector gradient;
    nn::Trace<float> trace;
};

void differentiate(Workspace& ws, const Matrix& inputs, const Matrix& targets) {
    const Matrix& outputs = nn::forward(ws.network, inputs, ws.trace);
    nn::squared_loss_gradient(outputs, targets, nn::Reduction::mean, ws.output_gradient);
    nn::backward(ws.network, inputs, ws.output_gradient, ws.trace, ws.gradient);
}

/// Whether the gradient in the unit's weights and bias is 0.
bool unit_gradient_zero(const Workspace& ws) {
    const nn::Layout& layout = ws.network.layout;
    return (layout.weight(ws.gradient, 0).row(unit).array() == 0).all() &&
           layout.bias(ws.gradient, 0)[unit] == 0;
}

/// Normal inputs, targets and parameters; the unit's bias lies half way between what the last active and the
/// first inactive point need, or one unit beyond the outermost point.
void start(const P& p, random::Stream& stream, Workspace& ws) {
    nn::fill_normal(stream, ws.inputs);
    nn::fill_normal(stream, ws.targets);
    nn::fill_normal(stream, ws.network.parameters);
    Vector sums = ws.inputs.transpose() * ws.network.weight(0).row(unit).transpose();
    std::sort(sums.begin(), sums.end(), std::greater<>());
    const Index active = std::min(p.active, p.points);
    const float below = active == p.points ? sums[active - 1] - 2 : sums[active];
    const float above = active == 0 ? sums[0] + 2 : sums[active - 1];
    ws.network.bias(0)[unit] = -(below + above) / 2;
}

/// Draws the batch with replacement: whether it holds a point on which the unit is on. The remainder's bias
/// is below points / 2^32.
bool draw_batch(const P& p, random::Stream& stream, Workspace& ws) {
    const auto weight = ws.network.weight(0).row(unit);
    bool active = false;
    for (Index j = 0; j < p.batch; ++j) {
        const auto point = static_cast<Index>(stream() % static_cast<std::uint64_t>(p.points));
        ws.batch_inputs.col(j) = ws.inputs.col(point);
        ws.batch_targets.col(j) = ws.targets.col(point);
        active = active || weight.dot(ws.inputs.col(point)) + ws.network.bias(0)[unit] > 0;
    }
    return active;
}

void replicate(const P& p, random::Stream& stream, std::uint64_t number, Workspace& ws, T& tally) {
    start(p, stream, ws);
    differentiate(ws, ws.inputs, ws.targets);
    tally.full_gradient_nonzero.add(number, !unit_gradient_zero(ws));
    const bool dead = ws.trace.preactivation[0].row(unit).maxCoeff() <= 0;

    const optim::GradientDescent<float> rule{.learning_rate = 0.01F};
    auto state = rule.init(ws.network.layout.size());
    bool moved = false;
    for (std::int64_t step = 0; step < p.steps && !moved; ++step) {
        const bool active = draw_batch(p, stream, ws);
        differentiate(ws, ws.batch_inputs, ws.batch_targets);
        const bool zero = unit_gradient_zero(ws);
        if (step == 0) {
            tally.zero_gradient.add(zero);
            // The converse is left to the probability: a float residual can be exactly 0.
            tally.zero_without_active_point.add(number, active || zero);
            tally.zero_only_when_dead.add(number, !zero || dead);
        }
        const Vector before = ws.network.weight(0).row(unit);
        rule.step(state, ws.gradient, ws.network.parameters);
        moved = before != ws.network.weight(0).row(unit).transpose();
    }
    tally.moved.add(moved);
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    Workspace ws{Network(nn::Layout({p.fan_in, p.width, 1})),
                 Matrix(p.fan_in, p.points),
                 Matrix(1, p.points),
                 Matrix(p.fan_in, p.batch),
                 Matrix(1, p.batch),
                 {},
                 {},
                 {}};
    for (std::uint64_t i = 0; i < replicates.count; ++i)
        replicate(p, stream, replicates.first + i, ws, tally);
    return 0;
}

}  // namespace

engine::Experiment minibatch_gradient() {
    using namespace engine;
    return experiment<P, T>({
        .name = "minibatch-gradient",
        .doc = "The gradient of a ReLU unit that is on for `active` of `points` data points, on minibatches "
               "drawn with "
               "replacement; one hidden layer, mean squared loss, normal data and parameters.",
        .parameters =
            {
                integer(&P::points, {.name = "points", .least = 1, .greatest = 1024, .doc = "data points"}),
                integer(&P::active, {.name = "active",
                                     .least = 0,
                                     .greatest = 1024,
                                     .doc = "points on which the unit is on, at most all; 0: it is dead"}),
                integer(&P::batch,
                        {.name = "batch", .least = 1, .greatest = 1024, .doc = "points of a minibatch"}),
                integer(&P::steps, {.name = "steps",
                                    .least = 1,
                                    .greatest = 10000,
                                    .doc = "steps of stochastic gradient descent for `moved`"}),
                integer(&P::width, {.name = "width", .least = 1, .greatest = 256, .doc = "hidden units"}),
                integer(&P::fan_in, {.name = "fan_in", .least = 1, .greatest = 256, .doc = "inputs"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                probability<P, T>("zero_gradient",
                                  "probability that the gradient of the unit's weights and bias on a "
                                  "minibatch is exactly 0",
                                  &T::zero_gradient),
                probability<P, T>("moved", "probability that the unit's weights change within `steps` steps",
                                  &T::moved),
                identity<P, T>("zero_without_active_point",
                               "the minibatch gradient is 0 if the minibatch has no point on which the unit "
                               "is on, and not otherwise",
                               &T::zero_without_active_point),
                identity<P, T>("zero_only_when_dead",
                               "the minibatch gradient is 0 only if the unit is off on all the data",
                               &T::zero_only_when_dead),
                identity<P, T>("full_gradient_nonzero", "the gradient over all the data is not 0",
                               &T::full_gradient_nonzero),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{1536}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
