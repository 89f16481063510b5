// What a rule for the biases of a layer makes of its pre-activations.
// Documents: 000 section 1.3; 002, slide on biases of ReLU units; 004 section 1.2.

#include <algorithm>
#include <cmath>

#include "lib/nn/bias.hpp"
#include "lib/nn/initializer/bias_as_weight.hpp"
#include "lib/nn/initializer/fan_in_normal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using nn::Index;
using Matrix = nn::Matrix<double>;
using Vector = nn::Vector<double>;

enum class Rule { as_weight, constant, normal };
enum class Inputs { ones, rectified };

struct Parameters {
    Rule rule = Rule::as_weight;
    double scale = 1, bias = 0, bias_sd = 0.01;
    Inputs inputs = Inputs::ones;
    double mean_square = 1;
    std::int64_t fan_in = 4;
};
using P = Parameters;

struct Tally {
    stats::Moments square;
    stats::Proportion on, switched_on;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.square, self.on, self.switched_on);
    }
};
using T = Tally;

/// The weights and biases of units that are the rows of a layer.
void draw_layer(const P& p, random::Stream& stream, Matrix& weights, Vector& bias) {
    if (p.rule == Rule::as_weight) {
        const nn::BiasAsWeight rule{.scale = p.scale};
        rule(stream, weights);
        rule.fill_bias(stream, bias, weights.cols());
        return;
    }
    nn::FanInNormal{.gain = std::sqrt(p.scale)}(stream, weights);
    if (p.rule == Rule::constant)
        nn::ConstantBias{.value = p.bias}(stream, bias);
    else
        nn::NormalBias{.sd = p.bias_sd}(stream, bias);
}

/// A row of inputs for each unit, so that units are independent.
void draw_inputs(const P& p, random::Stream& stream, Matrix& inputs) {
    if (p.inputs == Inputs::ones) {
        inputs.setConstant(std::sqrt(p.mean_square));
        return;
    }
    nn::fill_normal(stream, inputs);
    inputs = std::sqrt(2 * p.mean_square) * inputs.cwiseMax(0);
}

/// One replicate is a unit with weights and a bias of its own.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    constexpr std::uint64_t tile = 512;
    for (std::uint64_t first = 0; first < replicates.count; first += tile) {
        const auto units = static_cast<Index>(std::min(tile, replicates.count - first));
        Matrix weights(units, p.fan_in), inputs(units, p.fan_in);
        Vector bias(units);
        draw_layer(p, stream, weights, bias);
        draw_inputs(p, stream, inputs);
        const Vector sum = weights.cwiseProduct(inputs).rowwise().sum(), s = sum + bias;
        const Vector square = s.cwiseAbs2();
        tally.square.add(std::span(square.data(), static_cast<std::size_t>(units)));
        for (Index i = 0; i < units; ++i) {
            tally.on.add(s[i] > 0);
            tally.switched_on.add(s[i] > 0 && !(sum[i] > 0));
        }
    }
    return 0;
}

}  // namespace

engine::Experiment bias_rules() {
    using namespace engine;
    return experiment<P, T>({
        .name = "bias-rules",
        .doc = "The pre-activation s = w'x + b of a unit with independent normal weights and a bias that "
               "follows a rule.",
        .parameters =
            {
                choice(&P::rule,
                       {.name = "rule",
                        .choices = {"as-weight", "constant", "normal"},
                        .doc = "of the bias: drawn as a weight, both with variance scale/(fan_in + 1); or, "
                               "with weights of variance scale/fan_in, a constant or normal"}),
                real(&P::scale, {.name = "scale",
                                 .least = 1e-12,
                                 .greatest = 1e6,
                                 .doc = "of the weights' variance: 1 in Xavier's rule, 2 in He's"}),
                real(&P::bias, {.name = "bias", .least = -1e6, .greatest = 1e6, .doc = "the constant bias"}),
                real(&P::bias_sd, {.name = "bias_sd",
                                   .least = 0,
                                   .greatest = 1e6,
                                   .doc = "standard deviation of normal biases"}),
                choice(&P::inputs,
                       {.name = "inputs",
                        .choices = {"ones", "rectified"},
                        .doc = "all the same number; or independent, relu(z) of a normal z of mean 0"}),
                real(
                    &P::mean_square,
                    {.name = "mean_square", .least = 0, .greatest = 1e6, .doc = "second moment of an input"}),
                integer(&P::fan_in,
                        {.name = "fan_in", .least = 1, .greatest = 4096, .doc = "inputs of the unit"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                mean<P, T>("second_moment", "mean of s^2", &T::square),
                probability<P, T>("on", "probability that s > 0", &T::on),
                probability<P, T>("switched_on", "probability that s > 0 although w'x <= 0: the bias did it",
                                  &T::switched_on),
            },
        .block = block,
        // About 2^19 weights a block.
        .replicates_per_block =
            [](const P& p) {
                return std::max<std::uint64_t>(
                    512, (std::uint64_t{1} << 19U) / static_cast<std::uint64_t>(p.fan_in + 1));
            },
        .blocks = 128,
    });
}

}  // namespace assay::experiments
