// What each layer of a random network does to the size of a signal on its way up and of a gradient on its way
// down.
// Documents: 001, block on initialization; 002, equation 8.23; 003, slide on Kaiming initialization.
//   X. Glorot, Y. Bengio: Understanding the difficulty of training deep feedforward neural networks. AISTATS
//   2010.

#include <cmath>

#include "lib/nn/initialize.hpp"
#include "lib/nn/log_step.hpp"
#include "sim/experiments/variance/weight_schemes.hpp"

namespace assay::experiments {
namespace {

using variance::Scheme;

enum class Cotangent { independent, squared_loss };

struct Parameters {
    Scheme scheme = Scheme::fan_in_normal;
    double slope = 1, scale = 1;
    std::int64_t odd_fan_in = 32, even_fan_in = 32, layers = 3;
    Cotangent output_gradient = Cotangent::independent;
};
using P = Parameters;

/// By layer, from 1: layer l maps Z_{l-1} to Z_l, and Z_0 is the input.
struct Tally {
    std::vector<stats::Moments> forward, backward, both, log_forward;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.forward, self.backward, self.both, self.log_forward);
    }
};
using T = Tally;
using Network = nn::Network<float, nn::LeakyRelu>;

nn::Layout layout(const P& p) {
    std::vector<nn::Index> widths;
    for (std::int64_t l = 0; l <= p.layers; ++l)
        widths.push_back(static_cast<nn::Index>(l % 2 == 0 ? p.odd_fan_in : p.even_fan_in));
    return nn::Layout(widths);
}

double mean_square(const nn::Matrix<float>& values) {
    return static_cast<double>(values.squaredNorm()) / static_cast<double>(values.size());
}

/// Adds one network's gains; a signal or gradient that is 0 or not finite has none. True when all are finite.
bool add_gains(const nn::Matrix<float>& input, const nn::Trace<float>& trace, T& tally) {
    bool finite = true;
    for (std::size_t l = 0; l < trace.preactivation.size(); ++l) {
        const double below = mean_square(l == 0 ? input : trace.preactivation[l - 1]);
        const double forward = mean_square(trace.preactivation[l]) / below;
        tally.forward[l].add(forward);
        tally.log_forward[l].add(std::log(forward));
        finite = finite && std::isfinite(std::log(forward));
        if (l == 0) continue;
        const double backward = mean_square(trace.delta[l - 1]) / mean_square(trace.delta[l]);
        tally.backward[l].add(backward);
        tally.both[l].add(forward + backward);
        finite = finite && std::isfinite(backward);
    }
    return finite;
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const auto scheme = variance::scheme(p.scheme, p.slope);
    Network network(layout(p), nn::LeakyRelu{.slope = p.slope});
    nn::Trace<float> trace;
    nn::Vector<float> gradient;
    nn::Matrix<float> input(p.odd_fan_in, 1), last(network.layout.fan_out(network.layout.layers() - 1), 1);
    std::uint64_t missing = 0;
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        std::visit([&](const auto& init) { nn::initialize(stream, network, init); }, scheme);
        network.parameters *= static_cast<float>(p.scale);
        nn::fill_normal(stream, input);
        nn::fill_normal(stream, last);  // the gradient itself, or the targets
        const auto& output = nn::forward(network, input, trace);
        if (p.output_gradient == Cotangent::squared_loss) last = 2 * (output - last);
        nn::backward(network, input, last, trace, gradient);
        missing += add_gains(input, trace, tally) ? 0U : 1U;
    }
    return missing;
}

std::vector<double> numbers(std::int64_t first, std::int64_t last) {
    std::vector<double> all;
    for (auto l = first; l <= last; ++l) all.push_back(static_cast<double>(l));
    return all;
}
std::vector<double> from_first(const P& p) {
    return numbers(1, p.layers);
}
std::vector<double> from_second(const P& p) {
    return numbers(2, p.layers);
}

/// E ln of the gain in layer 2 and above were the weights normal with the same variance: of rectified or of
/// linear layers, known exactly.
stats::Estimate normal_log_gain(const P& p, std::size_t point, double) {
    if (p.slope != 0 && p.slope != 1) return {.method = "known for slopes 0 and 1 only"};
    const auto shape = layout(p);
    const std::size_t layer = point + 1;
    const auto scheme = variance::scheme(p.scheme, p.slope);
    const double weight_variance =
        std::visit([&](const auto& init) { return init.variance(shape.fan_in(layer), shape.fan_out(layer)); },
                   scheme) *
        p.scale * p.scale * static_cast<double>(shape.fan_in(layer));
    // The activation's part belongs to the layer below, the chi-square variable to this one.
    const nn::Index below = shape.fan_in(layer), here = shape.fan_out(layer);
    const double linear = nn::log_step(nn::Identity{}, here, weight_variance).mean;
    const double rectified =
        nn::log_step(nn::Relu{}, below, 1).mean - nn::log_step(nn::Identity{}, below, 1).mean;
    const double value = p.slope == 1 ? linear : linear + rectified;
    return stats::Computed{value, 1e-12 * std::max(1.0, std::abs(value))}.estimate();
}

template <std::vector<stats::Moments> T::*part, std::size_t skipped>
stats::Estimate mean_of(const P&, const T& t, std::size_t point, double level) {
    return stats::student_mean((t.*part)[point + skipped], level);
}

}  // namespace

engine::Experiment alternating_widths() {
    using namespace engine;
    return experiment<P, T>({
        .name = "alternating-widths",
        .doc = "A random network of leaky ReLU layers without biases, whose fan-ins alternate, one standard "
               "normal input and full backpropagation: the mean square of a layer's pre-activations over "
               "that of the layer below, and of its gradients over that of the layer above.",
        .parameters =
            {variance::scheme_parameter(&P::scheme),
             real(&P::slope, {.name = "slope",
                              .least = -1,
                              .greatest = 1,
                              .doc = "of the leaky ReLU below 0: 0 for a ReLU, 1 for linear layers"}),
             real(&P::scale,
                  {.name = "scale", .least = 0.01, .greatest = 100, .doc = "factor on all weights"}),
             integer(&P::odd_fan_in, {.name = "odd_fan_in",
                                      .least = 2,
                                      .greatest = 1024,
                                      .doc = "inputs of layers 1, 3, ..., outputs of layers 2, 4, ..."}),
             integer(&P::even_fan_in, {.name = "even_fan_in",
                                       .least = 2,
                                       .greatest = 1024,
                                       .doc = "inputs of layers 2, 4, ..., outputs of layers 1, 3, ..."}),
             integer(&P::layers, {.name = "layers", .least = 2, .greatest = 50, .doc = "weight matrices"}),
             choice(&P::output_gradient,
                    {.name = "output_gradient",
                     .choices = {"independent", "squared-loss"},
                     .doc = "standard normal, whatever the outputs, or that of the squared distance from "
                            "standard normal targets"})},
        .tally =
            [](const P& p) {
                const std::vector<stats::Moments> empty(static_cast<std::size_t>(p.layers));
                return T{empty, empty, empty, empty};
            },
        .quantities =
            {
                series<P, T>("forward_gain", "layer",
                             "mean of |Z_l|^2/width over |Z_{l-1}|^2/width; Z_0 is the input", from_first,
                             mean_of<&T::forward, 0>),
                series<P, T>("backward_gain", "layer",
                             "mean of |dL/dZ_{l-1}|^2/width over |dL/dZ_l|^2/width, through layer l",
                             from_second, mean_of<&T::backward, 1>),
                series<P, T>("gain_sum", "layer", "forward gain plus backward gain of the same layer",
                             from_second, mean_of<&T::both, 1>),
                series<P, T>("log_gain", "layer", "mean of the logarithm of the forward gain", from_second,
                             mean_of<&T::log_forward, 1>),
                series<P, T>("normal_log_gain", "layer",
                             "the same for normal weights of the same variance, exactly; slopes 0 and 1",
                             from_second,
                             [](const P& p, const T&, std::size_t point, double level) {
                                 return normal_log_gain(p, point, level);
                             }),
            },
        .block = block,
        .replicates_per_block =
            [](const P& p) {
                // 262144 networks at the standard budget, 65536 of those that take longer.
                return std::uint64_t{layout(p).size() <= 16384 ? 1024U : 256U};
            },
        .blocks = 256,
    });
}

}  // namespace assay::experiments
