// What biases add to the signal from layer to layer under He's weights.
// Document: 002, slides on setting biases.

#include <cmath>
#include <memory>

#include "lib/nn/initialize.hpp"
#include "lib/nn/initializer/fan_in_normal.hpp"
#include "lib/nn/initializer/he_normal.hpp"
#include "lib/nn/initializer/he_uniform.hpp"
#include "lib/nn/statistics.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/geometric_median.hpp"

namespace assay::experiments {
namespace {

using nn::Index;

enum class Sampling { law, normal_matrices, uniform_matrices };

struct Parameters {
    double bias = 0.1, bias_sd = 0;
    std::int64_t width = 256, depth = 6;
    Sampling sampling = Sampling::law;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Histogram> log_variance;  ///< layers 0 .. depth
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.log_variance);
    }
};
using T = Tally;

/// E s^2 over the weights of the next layer, s = w'h, for h with this mean square: He's weights have variance
/// 2/width.
double next_variance(double mean_square) {
    return 2 * mean_square;
}

/// Given the layer below the weighted sums of a layer are independent N(0, q), as the weights are normal;
/// with their biases they are N(bias, q + bias_sd^2).
std::vector<double> variances_by_law(const P& p, random::Stream& stream) {
    std::vector<double> q = {1};
    nn::Matrix<float> z(p.width, 1);
    for (std::int64_t l = 0; l < p.depth; ++l) {
        nn::fill_normal(stream, z);
        const auto sd = static_cast<float>(std::sqrt(q.back() + p.bias_sd * p.bias_sd));
        z = (sd * z.array() + static_cast<float>(p.bias)).cwiseMax(0.F);
        q.push_back(next_variance(nn::statistics(z).second_moment));
    }
    return q;
}

/// Of a network whose first layer follows Xavier, on an input of mean square 1.
template <class Weights>
std::vector<double> variances_of_network(const P& p, const Weights& rule, random::Stream& stream) {
    nn::Network<float> network(
        nn::Layout(std::vector<Index>(static_cast<std::size_t>(p.depth) + 1, static_cast<Index>(p.width))));
    const auto draw_bias = [&p](random::Stream& from, auto&& bias) {
        nn::NormalBias{.sd = p.bias_sd}(from, bias);
        bias.array() += static_cast<float>(p.bias);
    };
    nn::initialize(stream, network, nn::FanInNormal{}, rule, draw_bias);
    nn::Trace<float> trace;
    nn::Matrix<float> below = nn::Matrix<float>::Ones(p.width, 1);
    std::vector<double> q = {1};
    for (std::size_t l = 0; l < network.layout.layers(); ++l) {
        nn::forward_layer(network, l, below, trace);
        // The last layer of a Network has no activation of its own.
        nn::activate(network.hidden, trace.preactivation[l], below);
        q.push_back(next_variance(nn::statistics(below).second_moment));
    }
    return q;
}

std::vector<double> variances(const P& p, random::Stream& stream) {
    switch (p.sampling) {
        case Sampling::law:
            return variances_by_law(p, stream);
        case Sampling::normal_matrices:
            return variances_of_network(p, nn::HeNormal{}, stream);
        case Sampling::uniform_matrices:
            return variances_of_network(p, nn::HeUniform{}, stream);
    }
    return {};
}

/// One replicate is a network. Missing: a variance overflows, or all units of a layer are off.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    std::uint64_t missing = 0;
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        const auto q = variances(p, stream);
        for (std::size_t l = 0; l < q.size(); ++l) {
            const double logarithm = std::log(q[l]);
            tally.log_variance[l].add(std::span(&logarithm, 1));
        }
        missing += std::isfinite(std::log(q.back())) ? 0U : 1U;
    }
    return missing;
}

}  // namespace

engine::Experiment bias_growth() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096));
    return experiment<P, T>({
        .name = "bias-growth",
        .doc = "How large the weighted sums of the layers of a ReLU network are: Xavier's weights in the "
               "first, He's in all others, an input of mean square 1, and biases N(bias, bias_sd^2).",
        .parameters =
            {
                real(&P::bias, {.name = "bias", .least = -1e3, .greatest = 1e3, .doc = "mean of the biases"}),
                real(&P::bias_sd, {.name = "bias_sd",
                                   .least = 0,
                                   .greatest = 1e3,
                                   .doc = "standard deviation of the biases"}),
                integer(&P::width,
                        {.name = "width", .least = 1, .greatest = 65536, .doc = "units of every layer"}),
                integer(&P::depth, {.name = "depth", .least = 1, .greatest = 1000, .doc = "layers"}),
                choice(&P::sampling,
                       {.name = "sampling",
                        .choices = {"law", "normal-matrices", "uniform-matrices"},
                        .doc = "draw each layer's pre-activations by their law given the layer below; or "
                               "whole matrices, normal or uniform"}),
            },
        .tally =
            [cells](const P& p) {
                return T{std::vector<stats::Histogram>(static_cast<std::size_t>(p.depth) + 1,
                                                       stats::Histogram(cells))};
            },
        .quantities = {series<P, T>(
            "variance", "layer",
            "median over networks of the variance, over the weights of the layer above, of its weighted "
            "sums: "
            "twice the mean square of the layer's outputs, and 1 for the input",
            [](const P& p) {
                std::vector<double> layers;
                for (std::int64_t l = 0; l <= p.depth; ++l) layers.push_back(static_cast<double>(l));
                return layers;
            },
            [](const P&, const T& t, std::size_t l, double level) {
                return geometric_median(t.log_variance[l], level);
            })},
        .block = block,
        // 512 networks by law, which are meant to be deep and wide, 1024 of matrices.
        .replicates_per_block =
            [](const P& p) { return p.sampling == Sampling::law ? std::uint64_t{8} : std::uint64_t{16}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
