// At which layer a signal or a gradient that grows from layer to layer leaves the range of the numbers it is
// computed in.
// Documents: 002, slide on large initial weights; 003, slide on Kaiming initialization.

#include <algorithm>
#include <cmath>

#include "lib/nn/fill.hpp"
#include "lib/nn/network.hpp"
#include "lib/nn/statistics.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Precision { binary32, binary64 };
enum class Hidden { relu, tanh };

struct Parameters {
    std::int64_t width = 100, depth = 60;
    double weight_sd = 1;
    Precision precision = Precision::binary32;
    Hidden activation = Hidden::relu;
};
using P = Parameters;

struct Tally {
    stats::Histogram forward, backward;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.forward, self.backward);
    }
};
using T = Tally;

/// A forward pass that brings each layer's signal back to mean square 1 before it goes on. ReLU layers
/// without biases pass a factor on, so that the units which are on, and with them all gradients, stay what
/// they were.
template <class Network, class Scalar>
void forward_rescaled(const Network& network, const nn::Matrix<Scalar>& input, nn::Trace<Scalar>& trace) {
    for (std::size_t l = 0; l < network.layout.layers(); ++l) {
        nn::forward_layer(network, l, l == 0 ? input : trace.activation[l - 1], trace);
        const double size = std::sqrt(nn::statistics(trace.preactivation[l]).second_moment);
        trace.preactivation[l] /= static_cast<Scalar>(size);
        trace.activation[l] /= static_cast<Scalar>(size);
    }
}

/// The first layer, from 1, with a value that is not finite; one more than there are when there is none.
template <class Scalar>
void add_layer(const std::vector<nn::Matrix<Scalar>>& layers, stats::Histogram& histogram) {
    const auto layer = static_cast<double>(nn::first_nonfinite(layers) + 1);
    histogram.add(std::span(&layer, 1));
}

template <class Scalar, class Activation>
void add_networks(const P& p, random::Stream& stream, std::uint64_t count, T& tally) {
    const auto depth = static_cast<std::size_t>(p.depth);
    nn::Network<Scalar, Activation> network(
        nn::Layout(std::vector<nn::Index>(depth + 1, static_cast<nn::Index>(p.width))));
    nn::Matrix<Scalar> input(p.width, 1), output_gradient(p.width, 1);
    nn::Trace<Scalar> trace;
    nn::Vector<Scalar> gradient;
    for (std::uint64_t r = 0; r < count; ++r) {
        nn::fill_normal(
            stream, std::span(network.parameters.data(), static_cast<std::size_t>(network.parameters.size())),
            static_cast<Scalar>(p.weight_sd));
        for (std::size_t l = 0; l < depth; ++l) network.bias(l).setZero();
        nn::fill_normal(stream, input);
        nn::fill_normal(stream, output_gradient);
        nn::forward(network, input, trace);
        add_layer(trace.preactivation, tally.forward);
        if constexpr (std::is_same_v<Activation, nn::Relu>) forward_rescaled(network, input, trace);
        nn::backward(network, input, output_gradient, trace, gradient);
        std::reverse(trace.delta.begin(), trace.delta.end());
        add_layer(trace.delta, tally.backward);
    }
}

template <class Scalar>
void add_networks(const P& p, random::Stream& stream, std::uint64_t count, T& tally) {
    if (p.activation == Hidden::relu)
        add_networks<Scalar, nn::Relu>(p, stream, count, tally);
    else
        add_networks<Scalar, nn::Tanh>(p, stream, count, tally);
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    if (p.precision == Precision::binary32)
        add_networks<float>(p, stream, replicates.count, tally);
    else
        add_networks<double>(p, stream, replicates.count, tally);
    return 0;
}

constexpr std::int64_t deepest = 1000;

}  // namespace

engine::Experiment overflow_layer() {
    using namespace engine;
    const auto cells =
        std::make_shared<const stats::Cells>(stats::Cells::lattice(static_cast<std::size_t>(deepest) + 1));
    return experiment<P, T>({
        .name = "overflow-layer",
        .doc = "A network of equal widths without biases whose weights all have the same standard "
               "deviation; input and output gradient are standard normal. An overflow is what is measured "
               "here, not a missing outcome.",
        .parameters =
            {integer(&P::width, {.name = "width", .least = 1, .greatest = 1000, .doc = "units of a layer"}),
             integer(&P::depth, {.name = "depth", .least = 1, .greatest = deepest, .doc = "layers"}),
             real(&P::weight_sd,
                  {.name = "weight_sd", .least = 1e-6, .greatest = 1e3, .doc = "of every weight"}),
             choice(&P::precision, {.name = "precision",
                                    .choices = {"binary32", "binary64"},
                                    .doc = "the numbers that are computed with"}),
             choice(
                 &P::activation,
                 {.name = "activation", .choices = {"relu", "tanh"}, .doc = "of all layers but the last"})},
        .tally =
            [cells](const P&) {
                return T{stats::Histogram(cells), stats::Histogram(cells)};
            },
        .quantities =
            {
                quantile<P, T>("forward_overflow",
                               "median over networks of the first layer with a pre-activation that is not "
                               "finite; depth + 1 when there is none",
                               &T::forward, 0.5),
                quantile<P, T>("backward_overflow",
                               "the same for gradients, layers counted from the output layer down",
                               &T::backward, 0.5),
            },
        .block = block,
        // Some two million weights a block, a network at least.
        .replicates_per_block =
            [](const P& p) {
                return static_cast<std::uint64_t>(
                    std::max<std::int64_t>(1, 2000000 / (p.width * p.width * p.depth)));
            },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
