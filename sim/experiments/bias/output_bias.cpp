// An output unit whose bias comes from the mean of its targets, with and without weights beside it.
// Document: 002, slides on output biases.

#include <cmath>

#include "lib/nn/activations.hpp"
#include "lib/nn/bias.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Activation { identity, relu, leaky_relu, tanh, sigmoid };
enum class Start { inverse, mean };

struct Parameters {
    Activation activation = Activation::sigmoid;
    Start start = Start::inverse;
    double target_mean = 0.9, variance = 0, bound = 10;
};
using P = Parameters;

struct Tally {
    stats::Moments output;
    stats::Computed output_without_weights, output_at_lowest;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.output, self.output_without_weights, self.output_at_lowest);
    }
};
using T = Tally;

/// Replicate: a unit whose weighted sum is N(0, variance). Missing, all of them: the start has no bias for
/// this mean.
template <class F>
std::uint64_t block(F f, const P& p, random::Stream& stream, std::uint64_t count, T& tally) {
    // The machine's own numbers, exactly.
    tally.output_at_lowest = {f.value(-p.bound), 0};
    double b = p.target_mean;
    if (p.start == Start::inverse) {
        try {
            b = nn::marginal_bias(f, p.target_mean);
        } catch (const std::domain_error&) {
            return count;
        }
    }
    tally.output_without_weights = {f.value(b), 0};
    nn::Vector<double> s(static_cast<nn::Index>(count));
    nn::fill_normal(stream, s);
    s = s.unaryExpr([&](double z) { return f.value(b + std::sqrt(p.variance) * z); });
    tally.output.add(std::span(s.data(), static_cast<std::size_t>(count)));
    return 0;
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    switch (p.activation) {
        case Activation::identity:
            return block(nn::Identity{}, p, stream, replicates.count, tally);
        case Activation::relu:
            return block(nn::Relu{}, p, stream, replicates.count, tally);
        case Activation::leaky_relu:
            return block(nn::LeakyRelu{}, p, stream, replicates.count, tally);
        case Activation::tanh:
            return block(nn::Tanh{}, p, stream, replicates.count, tally);
        case Activation::sigmoid:
            return block(nn::Sigmoid{}, p, stream, replicates.count, tally);
    }
    return replicates.count;
}

}  // namespace

engine::Experiment output_bias() {
    using namespace engine;
    return experiment<P, T>({
        .name = "output-bias",
        .doc = "The output f(s + b) of a unit before training: b is set from the mean of its targets, and "
               "its weighted sum s is N(0, variance).",
        .parameters =
            {
                choice(&P::activation, {.name = "activation",
                                        .choices = {"identity", "relu", "leaky-relu", "tanh", "sigmoid"},
                                        .doc = "f"}),
                choice(&P::start, {.name = "start",
                                   .choices = {"inverse", "mean"},
                                   .doc = "b: the inverse of f at the targets' mean, or that mean itself"}),
                real(&P::target_mean,
                     {.name = "target_mean", .least = -1e3, .greatest = 1e3, .doc = "mean of the targets"}),
                real(&P::variance,
                     {.name = "variance", .least = 0, .greatest = 1e3, .doc = "of the weighted sum"}),
                real(&P::bound,
                     {.name = "bound", .least = 0, .greatest = 700, .doc = "largest size of a bias"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                mean<P, T>("output_mean", "mean output over random weights", &T::output),
                computed<P, T>("output_without_weights", "output where all weights are 0: f(b)",
                               &T::output_without_weights),
                computed<P, T>("output_at_lowest",
                               "output without weights at the lowest bias allowed: f(-bound)",
                               &T::output_at_lowest),
            },
        .block = [](const P& p, random::Stream& stream, Replicates replicates,
                    T& tally) { return block(p, stream, replicates, tally); },
        .replicates_per_block = [](const P&) { return std::uint64_t{1} << 14U; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
