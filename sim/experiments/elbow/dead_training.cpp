// Full-batch gradient descent on a ReLU network in which one unit of the last hidden layer starts dead: off
// on all the data. With one hidden layer its inputs never change; with more, the layers below may carry it
// back.

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

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
    std::int64_t hidden_layers = 1, width = 8, fan_in = 2, points = 16, steps = 200;
    double learning_rate = 0.05, margin = 0.1;
};

struct Tally {
    stats::Proportion recovered, loss_fell;
    exact::Certificate never_revives, unchanged;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.recovered, self.loss_fell, self.never_revives, self.unchanged);
    }
};

using P = Parameters;
using T = Tally;

constexpr Index unit = 0;  // the one that starts dead

/// What a block reuses from replicate to replicate.
struct Workspace {
    Network network;
    Matrix inputs, targets, output_gradient;
    Vector gradient;
    nn::Trace<float> trace;
};

Workspace workspace(const P& p) {
    std::vector<Index> widths{p.fan_in};
    widths.insert(widths.end(), static_cast<std::size_t>(p.hidden_layers), p.width);
    widths.push_back(1);
    Network network{nn::Layout(std::move(widths))};
    Vector gradient(network.layout.size());
    return {std::move(network),  Matrix(p.fan_in, p.points), Matrix(1, p.points),
            Matrix(1, p.points), std::move(gradient),        {}};
}

/// The largest pre-activation of the unit on the data, as of the last forward pass.
float largest(const Workspace& ws, std::size_t layer) {
    return ws.trace.preactivation[layer].row(unit).maxCoeff();
}

/// Standard normal inputs and targets; weights normal with variance 2 / fan_in and biases 0 (K. He et al.:
/// Delving deep into rectifiers, ICCV 2015, equation 10); the unit's bias such that its largest
/// pre-activation is -margin.
void start(const P& p, random::Stream& stream, std::size_t layer, Workspace& ws) {
    nn::fill_normal(stream, ws.inputs);
    nn::fill_normal(stream, ws.targets);
    nn::fill_normal(stream, ws.network.parameters);
    for (std::size_t l = 0; l < ws.network.layout.layers(); ++l) {
        ws.network.weight(l) *= std::sqrt(2.0F / static_cast<float>(ws.network.layout.fan_in(l)));
        ws.network.bias(l).setZero();
    }
    (void)nn::forward(ws.network, ws.inputs, ws.trace);
    ws.network.bias(layer)[unit] = -largest(ws, layer) - static_cast<float>(p.margin);
}

/// Returns whether the training diverged: what it did to the unit is then not known.
bool replicate(const P& p, random::Stream& stream, std::uint64_t number, Workspace& ws, T& tally) {
    const auto layer = static_cast<std::size_t>(p.hidden_layers) - 1;
    start(p, stream, layer, ws);
    const Network initial = ws.network;

    const optim::GradientDescent<float> rule{.learning_rate = static_cast<float>(p.learning_rate)};
    auto state = rule.init(ws.network.layout.size());
    float first_loss = 0;
    bool revived = false;
    for (std::int64_t step = 0; step < p.steps; ++step) {
        const Matrix& outputs = nn::forward(ws.network, ws.inputs, ws.trace);
        revived = revived || largest(ws, layer) > 0;
        if (step == 0) first_loss = nn::squared_loss(outputs, ws.targets, nn::Reduction::mean);
        nn::squared_loss_gradient(outputs, ws.targets, nn::Reduction::mean, ws.output_gradient);
        nn::backward(ws.network, ws.inputs, ws.output_gradient, ws.trace, ws.gradient);
        rule.step(state, ws.gradient, ws.network.parameters);
    }
    const Matrix& outputs = nn::forward(ws.network, ws.inputs, ws.trace);
    revived = revived || largest(ws, layer) > 0;
    const float last_loss = nn::squared_loss(outputs, ws.targets, nn::Reduction::mean);

    if (!std::isfinite(last_loss)) {
        ++tally.recovered.missing;
        ++tally.loss_fell.missing;
        return true;
    }
    tally.recovered.add(revived);
    tally.never_revives.add(number, !revived);
    tally.loss_fell.add(last_loss < first_loss);
    // Equal floats here are equal bits: no parameter of the unit is NaN or 0 at the start.
    tally.unchanged.add(number,
                        ws.network.weight(layer).row(unit) == initial.weight(layer).row(unit) &&
                            ws.network.bias(layer)[unit] == initial.bias(layer)[unit] &&
                            ws.network.weight(layer + 1).col(unit) == initial.weight(layer + 1).col(unit));
    return false;
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    Workspace ws = workspace(p);
    std::uint64_t missing = 0;
    for (std::uint64_t i = 0; i < replicates.count; ++i)
        missing += replicate(p, stream, replicates.first + i, ws, tally) ? 1U : 0U;
    return missing;
}

}  // namespace

engine::Experiment dead_training() {
    using namespace engine;
    return experiment<P, T>({
        .name = "dead-training",
        .doc = "Gradient descent on the mean squared loss of a ReLU network with normal inputs and targets; "
               "one unit of "
               "the last hidden layer starts dead.",
        .parameters =
            {
                integer(&P::hidden_layers,
                        {.name = "hidden_layers", .least = 1, .greatest = 8, .doc = "hidden layers"}),
                integer(&P::width,
                        {.name = "width", .least = 1, .greatest = 256, .doc = "units of each hidden layer"}),
                integer(&P::fan_in, {.name = "fan_in", .least = 1, .greatest = 256, .doc = "inputs"}),
                integer(&P::points, {.name = "points", .least = 1, .greatest = 1024, .doc = "data points"}),
                integer(
                    &P::steps,
                    {.name = "steps", .least = 0, .greatest = 100000, .doc = "steps of gradient descent"}),
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-12, .greatest = 10, .doc = "step size"}),
                real(&P::margin,
                     {.name = "margin",
                      .least = 1e-3,
                      .greatest = 100,
                      .doc = "how far the unit's largest pre-activation lies below 0 at the start"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                probability<P, T>("recovered", "probability that the unit is on for some point at some step",
                                  &T::recovered),
                probability<P, T>("loss_fell",
                                  "probability that the loss is smaller at the end than at the start",
                                  &T::loss_fell),
                identity<P, T>("never_revives", "the unit is off on all points at all steps",
                               &T::never_revives),
                identity<P, T>("unchanged",
                               "the unit's weights, its bias and the weights from it have the same bits at "
                               "the end as at the start",
                               &T::unchanged),
            },
        .block = block,
        // A deep network trains longer, and its law is judged with wider margins.
        .replicates_per_block = [](const P& p) { return std::uint64_t{p.hidden_layers == 1 ? 64U : 8U}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
