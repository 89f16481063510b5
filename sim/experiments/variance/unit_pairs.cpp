// What a wide random network makes of two inputs: variances, means, shapes and correlations of its units,
// layer by layer.
// Documents: 000 section 1.2.2; 001, block on initialization; 003, slide on Kaiming initialization; 004
// section 1.2.

#include <cmath>

#include "lib/nn/activations.hpp"
#include "lib/nn/elementwise.hpp"
#include "lib/nn/fill.hpp"
#include "lib/nn/layout.hpp"
#include "lib/stats/combine.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    nn::ActivationKind activation = nn::ActivationKind::relu;
    double scale = 2, first_scale = 1, correlation = 0;
    std::int64_t width = 256, depth = 10;

    [[nodiscard]] std::size_t layers() const { return static_cast<std::size_t>(depth); }
};
using P = Parameters;

/// Of one layer, means over its units. Both inputs serve where the quantity concerns one.
struct Layer {
    stats::JointMoments<2> pair;           ///< q of this layer and of the one below, from layer 2 on
    stats::Moments distance;               ///< |z_a - z_b|^2 / 2
    stats::Moments square, fourth;         ///< z^2, z^4
    stats::Moments output, output_square;  ///< f(z), f(z)^2

    void merge(const Layer& other) {
        pair.merge(other.pair);
        distance.merge(other.distance);
        square.merge(other.square);
        fourth.merge(other.fourth);
        output.merge(other.output);
        output_square.merge(other.output_square);
    }
};
struct Tally {
    std::vector<Layer> layers;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.layers);
    }
};
using T = Tally;

using Units = nn::Matrix<float>;  ///< width x 2, a column for either input

/// Turns independent normals into units of either input with covariances given by the Gram matrix
/// (aa, ab; ab, bb): those of a layer with independent normal weights, given the layer below.
void correlate(Units& z, double aa, double ab, double bb) {
    const double along = aa > 0 ? ab / std::sqrt(aa) : 0;
    const double across = std::sqrt(std::max(0.0, bb - along * along));
    z.col(1) = static_cast<float>(along) * z.col(0) + static_cast<float>(across) * z.col(1);
    z.col(0) *= static_cast<float>(std::sqrt(aa));
}

double mean_of(double sum, const P& p) {
    return sum / static_cast<double>(p.width);
}

/// Replicate: a network. Its inputs have mean square 1 and the given correlation. Missing: an overflow.
template <class Activation>
std::uint64_t block(Activation f, const P& p, random::Stream& stream, std::uint64_t count, T& tally) {
    Units z(p.width, 2), h(p.width, 2);
    std::uint64_t missing = 0;
    for (std::uint64_t r = 0; r < count; ++r) {
        double aa = p.first_scale, ab = p.first_scale * p.correlation, bb = p.first_scale, below = 0;
        for (std::size_t l = 0; l < p.layers(); ++l) {
            nn::fill_normal(stream, z);
            correlate(z, aa, ab, bb);
            nn::activate(f, z, h);
            Layer& layer = tally.layers[l];
            const auto squares = z.array().square();
            const double q = mean_of(static_cast<double>(squares.sum()), p) / 2;
            if (l > 0) layer.pair.add({q, below});
            below = q;
            layer.distance.add(mean_of(static_cast<double>((z.col(0) - z.col(1)).squaredNorm()), p) / 2);
            layer.square.add(q);
            layer.fourth.add(mean_of(static_cast<double>(squares.square().sum()), p) / 2);
            const double h_aa = mean_of(static_cast<double>(h.col(0).squaredNorm()), p);
            const double h_bb = mean_of(static_cast<double>(h.col(1).squaredNorm()), p);
            layer.output.add(mean_of(static_cast<double>(h.sum()), p) / 2);
            layer.output_square.add((h_aa + h_bb) / 2);
            ab = p.scale * mean_of(static_cast<double>(h.col(0).dot(h.col(1))), p);
            aa = p.scale * h_aa;
            bb = p.scale * h_bb;
        }
        missing += std::isfinite(aa + bb) ? 0U : 1U;
    }
    return missing;
}

/// The square of a number whose interval holds it: [least, greatest] of the squares of the interval's points.
stats::Estimate squared(stats::Estimate estimate) {
    const double a = estimate.lower * estimate.lower, b = estimate.upper * estimate.upper;
    const double factor = 2 * std::abs(estimate.value);
    const bool crosses = estimate.lower < 0 && estimate.upper > 0;
    estimate.value *= estimate.value;
    estimate.lower = crosses ? 0 : std::min(a, b);
    estimate.upper = std::max(a, b);
    estimate.lasting_below *= factor;
    estimate.lasting_above *= factor;
    return estimate;
}

engine::QuantitiesOf<P, T> layer_series(std::string name, std::string doc, double first,
                                        std::function<stats::Estimate(const Layer&, double)> estimate) {
    return engine::series<P, T>(
        std::move(name), "layer", std::move(doc),
        [first](const P& p) {
            std::vector<double> layers;
            for (double l = first; l <= static_cast<double>(p.depth); ++l) layers.push_back(l);
            return layers;
        },
        [first, estimate](const P&, const T& t, std::size_t i, double level) {
            return estimate(t.layers[i + static_cast<std::size_t>(first) - 1], level);
        });
}

}  // namespace

engine::Experiment unit_pairs() {
    using namespace engine;
    return experiment<P, T>({
        .name = "unit-pairs",
        .doc = "Units of a random network without biases for two inputs of mean square 1: pre-activations z "
               "are drawn given the layer below, as normal weights of variance scale/width make them, and "
               "q is the mean square of z.",
        .parameters =
            {
                choice(&P::activation,
                       {.name = "activation",
                        .choices = {"identity", "relu", "leaky-relu", "tanh", "sigmoid", "threshold"},
                        .doc = "f, of every layer"}),
                real(&P::scale, {.name = "scale",
                                 .least = 1e-3,
                                 .greatest = 100,
                                 .doc = "width times a weight's variance, from layer 2 on"}),
                real(&P::first_scale,
                     {.name = "first_scale",
                      .least = 1e-3,
                      .greatest = 100,
                      .doc = "fan-in times a weight's variance in layer 1: the mean of q_1"}),
                real(&P::correlation, {.name = "correlation",
                                       .least = -1,
                                       .greatest = 1,
                                       .doc = "of the two inputs: their product's mean"}),
                integer(&P::width,
                        {.name = "width", .least = 1, .greatest = 65536, .doc = "units of every layer"}),
                integer(&P::depth,
                        {.name = "depth", .least = 2, .greatest = 1000, .doc = "number of layers"}),
            },
        .tally = [](const P& p) { return T{std::vector<Layer>(p.layers())}; },
        .quantities =
            {
                layer_series(
                    "gain", "q_l / q_(l-1): ratio of the means over networks", 2,
                    [](const Layer& layer, double level) { return stats::student_ratio(layer.pair, level); }),
                layer_series("second_moment", "mean of q_l over networks", 1,
                             [](const Layer& layer, double level) {
                                 return stats::student_mean(layer.square, level);
                             }),
                layer_series("decorrelation",
                             "1 - c_l, c_l the correlation over networks of a unit's pre-activations for the "
                             "two inputs",
                             1,
                             [](const Layer& layer, double level) {
                                 return stats::ratio(stats::student_mean(layer.distance, level / 2),
                                                     stats::student_mean(layer.square, level / 2));
                             }),
                layer_series("kurtosis", "fourth moment of z over the square of its second, over networks", 1,
                             [](const Layer& layer, double level) {
                                 return stats::ratio(stats::student_mean(layer.fourth, level / 2),
                                                     squared(stats::student_mean(layer.square, level / 2)));
                             }),
                layer_series("output_mean", "mean of f(z) over networks", 1,
                             [](const Layer& layer, double level) {
                                 return stats::student_mean(layer.output, level);
                             }),
                layer_series("output_second_moment", "second moment of f(z) over networks", 1,
                             [](const Layer& layer, double level) {
                                 return stats::student_mean(layer.output_square, level);
                             }),
                layer_series("output_variance", "variance of f(z) over networks", 1,
                             [](const Layer& layer, double level) {
                                 return stats::difference(
                                     stats::student_mean(layer.output_square, level / 2),
                                     squared(stats::student_mean(layer.output, level / 2)));
                             }),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                return std::visit([&](const auto& f) { return block(f, p, stream, replicates.count, tally); },
                                  nn::activation(p.activation));
            },
        // Enough for a mean over networks (some 20,000 of them), and about four million units a block where
        // narrow ones make that cheap.
        .replicates_per_block =
            [](const P& p) {
                const auto units = static_cast<std::uint64_t>(2 * p.width * p.depth);
                return std::clamp<std::uint64_t>((std::uint64_t{1} << 22U) / units, 1024, 32768);
            },
        .blocks = 32,
    });
}

}  // namespace assay::experiments
