// How much a layer of a freshly initialized network changes the mean square of what passes through it,
// forwards and backwards, for every initializer and activation.
// Documents: 000 section 1.2; 001, block on initialization; 003, slide on Kaiming initialization; 004 section
// 1.2.

#include <cmath>
#include <memory>

#include "lib/nn/activations.hpp"
#include "lib/nn/initialize.hpp"
#include "lib/nn/initializers.hpp"
#include "lib/nn/statistics.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/geometric_median.hpp"

namespace assay::experiments {
namespace {

enum class First { same, fan_in_normal };

struct Parameters {
    nn::InitializerKind initializer = nn::InitializerKind::he_normal;
    First first = First::same;
    nn::ActivationKind activation = nn::ActivationKind::relu;
    std::int64_t width = 32, depth = 5;

    [[nodiscard]] std::size_t layers() const { return static_cast<std::size_t>(depth); }
};
using P = Parameters;

/// Of each layer: pairs (mean square after it, mean square before it), and the logarithm of their ratio.
struct Tally {
    std::vector<stats::JointMoments<2>> forward;   ///< layers 1 .. depth
    std::vector<stats::JointMoments<2>> backward;  ///< layers 2 .. depth
    std::vector<stats::Histogram> log_forward;     ///< layers 1 .. depth
    std::vector<stats::Histogram> log_backward;    ///< layers 2 .. depth
    stats::Histogram log_pooled;                   ///< mean of the former from layer 2 on
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.forward, self.backward, self.log_forward, self.log_backward, self.log_pooled);
    }
};
using T = Tally;

double mean_square(const nn::Matrix<float>& values) {
    return nn::statistics(values).second_moment;
}

/// A network's mean squares: of the input and of each layer's pre-activations, and of each layer's gradients.
void add(const std::vector<double>& forward, const std::vector<double>& backward, T& tally) {
    const std::size_t layers = backward.size();
    double pooled = 0;
    for (std::size_t l = 0; l < layers; ++l) {
        const double logarithm = std::log(forward[l + 1] / forward[l]);
        tally.forward[l].add({forward[l + 1], forward[l]});
        tally.log_forward[l].add(std::span(&logarithm, 1));
        if (l > 0) pooled += logarithm / static_cast<double>(layers - 1);
    }
    for (std::size_t l = 1; l < layers; ++l) {
        const double logarithm = std::log(backward[l - 1] / backward[l]);
        tally.backward[l - 1].add({backward[l - 1], backward[l]});
        tally.log_backward[l - 1].add(std::span(&logarithm, 1));
    }
    tally.log_pooled.add(std::span(&pooled, 1));
}

/// Each network sees a batch, over which mean squares are taken: its weights are what costs, and the inputs'
/// directions, which begin independent, average over them.
constexpr nn::Index samples = 8;

/// Networks of this activation. Replicate: a network with a batch of inputs, which are standard normal and
/// scaled to mean square 1 together, and of standard normal output gradients. Missing: a mean square
/// overflows.
template <class Activation>
std::uint64_t block(Activation activation, const P& p, random::Stream& stream, std::uint64_t count,
                    T& tally) {
    const std::size_t layers = p.layers();
    nn::Network<float, Activation> network(nn::Layout(std::vector<nn::Index>(layers + 1, p.width)),
                                           activation);
    const auto rest = nn::initializer(p.initializer);
    const auto first = p.first == First::same ? rest : nn::AnyInitializer(nn::FanInNormal{});
    const auto filled_by = [](const nn::AnyInitializer& chosen) {
        return [&chosen](random::Stream& from, auto&& weights) { nn::fill_weights(chosen, from, weights); };
    };
    nn::Matrix<float> input(p.width, samples), delta(p.width, samples), delta_below(p.width, samples);
    nn::Trace<float> trace;
    std::vector<double> forward(layers + 1), backward(layers);
    std::uint64_t missing = 0;
    for (std::uint64_t r = 0; r < count; ++r) {
        nn::initialize(stream, network, filled_by(first), filled_by(rest));
        nn::fill_normal(stream, input);
        nn::fill_normal(stream, delta);
        input /= static_cast<float>(std::sqrt(mean_square(input)));
        nn::forward(network, input, trace);
        forward[0] = mean_square(input);
        for (std::size_t l = 0; l < layers; ++l) forward[l + 1] = mean_square(trace.preactivation[l]);
        // As nn::backward does, without the gradients in the weights, which cost as much again.
        backward[layers - 1] = mean_square(delta);
        for (std::size_t l = layers - 1; l > 0; --l) {
            delta_below.noalias() = network.weight(l).transpose() * delta;
            nn::multiply_by_derivative(activation, trace.preactivation[l - 1], delta_below);
            std::swap(delta, delta_below);
            backward[l - 1] = mean_square(delta);
        }
        missing += std::isfinite(forward[layers]) && std::isfinite(backward[0]) ? 0U : 1U;
        add(forward, backward, tally);
    }
    return missing;
}

std::vector<double> layers_from(double first, const P& p) {
    std::vector<double> layers;
    for (double l = first; l <= static_cast<double>(p.depth); ++l) layers.push_back(l);
    return layers;
}

}  // namespace

engine::Experiment layer_gains() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096));
    return experiment<P, T>({
        .name = "layer-gains",
        .doc = "Mean squares, over units and a batch, of pre-activations and of their gradients from layer "
               "to layer, in freshly "
               "initialized networks whose layers all have the same width, without biases.",
        .parameters =
            {
                choice(
                    &P::initializer,
                    {.name = "initializer",
                     .choices = {"fan-in-normal", "fan-out-normal", "glorot-normal", "glorot-uniform",
                                 "uniform-plus-one", "he-normal", "he-uniform", "fan-in-uniform",
                                 "bias-as-weight", "truncated-normal", "orthogonal", "sparse", "random-walk"},
                     .doc = "how weights are drawn"}),
                choice(&P::first, {.name = "first",
                                   .choices = {"same", "fan-in-normal"},
                                   .doc = "how those of the first layer are drawn"}),
                choice(&P::activation,
                       {.name = "activation",
                        .choices = {"identity", "relu", "leaky-relu", "tanh", "sigmoid", "threshold"},
                        .doc = "of all layers but the last"}),
                integer(&P::width,
                        {.name = "width", .least = 1, .greatest = 4096, .doc = "units of every layer"}),
                integer(&P::depth,
                        {.name = "depth", .least = 2, .greatest = 1000, .doc = "number of layers"}),
            },
        .tally =
            [cells](const P& p) {
                const std::size_t steps = p.layers() - 1;
                return T{std::vector<stats::JointMoments<2>>(p.layers()),
                         std::vector<stats::JointMoments<2>>(steps),
                         std::vector<stats::Histogram>(p.layers(), stats::Histogram(cells)),
                         std::vector<stats::Histogram>(steps, stats::Histogram(cells)),
                         stats::Histogram(cells)};
            },
        .quantities =
            {
                series<P, T>(
                    "forward_gain", "layer",
                    "mean square of a layer's pre-activations over that of the layer below, or of the "
                    "input: ratio of the means over networks",
                    [](const P& p) { return layers_from(1, p); },
                    [](const P&, const T& t, std::size_t i, double level) {
                        return stats::student_ratio(t.forward[i], level);
                    }),
                series<P, T>(
                    "backward_gain", "layer",
                    "mean square of the gradient in the pre-activations of the layer below over that in the "
                    "layer's: ratio of the means over networks",
                    [](const P& p) { return layers_from(2, p); },
                    [](const P&, const T& t, std::size_t i, double level) {
                        return stats::student_ratio(t.backward[i], level);
                    }),
                series<P, T>(
                    "typical_forward_gain", "layer", "median over networks of the forward gain",
                    [](const P& p) { return layers_from(1, p); },
                    [](const P&, const T& t, std::size_t i, double level) {
                        return geometric_median(t.log_forward[i], level);
                    }),
                series<P, T>(
                    "typical_backward_gain", "layer", "median over networks of the backward gain",
                    [](const P& p) { return layers_from(2, p); },
                    [](const P&, const T& t, std::size_t i, double level) {
                        return geometric_median(t.log_backward[i], level);
                    }),
                scalar<P, T>(
                    "pooled_gain",
                    "median over networks of the geometric mean of the forward gains of layers 2 and "
                    "above",
                    [](const P&, const T& t, double level) { return geometric_median(t.log_pooled, level); }),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                return std::visit([&](const auto& f) { return block(f, p, stream, replicates.count, tally); },
                                  nn::activation(p.activation));
            },
        // About two million weights a block, and four networks at least.
        .replicates_per_block =
            [](const P& p) {
                const auto weights = static_cast<std::uint64_t>(p.depth * p.width * p.width);
                return std::clamp<std::uint64_t>((std::uint64_t{1} << 21U) / weights, 4, 8192);
            },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
