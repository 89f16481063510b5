// What one layer of random weights does to the mean square of its inputs, and to its logarithm.
//   A. M. Saxe, J. L. McClelland, S. Ganguli: Exact solutions to the nonlinear dynamics of learning in deep
//   linear neural networks. ICLR 2014, for orthogonal matrices.

#include <array>
#include <cmath>

#include "lib/nn/activation.hpp"
#include "lib/nn/fill.hpp"
#include "lib/nn/initializer/orthogonal.hpp"
#include "lib/stats/student_variance.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using nn::Index;
using Matrix = nn::Matrix<float>;
using Vector = nn::Vector<float>;

enum class Activation { identity, relu, leaky_relu, tanh };
enum class Weights { gaussian, orthogonal };
enum class Sampling { law, matrices };

struct Parameters {
    std::int64_t width = 50;
    Activation activation = Activation::relu;
    Weights weights = Weights::gaussian;
    Sampling sampling = Sampling::law;
    double gain_squared = 1, slope = 0.5, mean_square = 1;
};
using P = Parameters;

struct Tally {
    stats::Moments ratio, log_ratio;
    stats::VarianceMoments log_variance;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.ratio, self.log_ratio, self.log_variance);
    }
};
using T = Tally;

/// The pre-activations of one layer for inputs h of the mean square q, |h|^2 = m q. By their law, whatever h:
/// normal weights of variance g^2/m make them independent N(0, g^2 q); g times a random orthogonal matrix
/// makes them a uniform point of the sphere of radius g |h|.
struct Layer {
    const P& p;
    Vector h, z;
    Matrix w;

    explicit Layer(const P& parameters) : p(parameters), h(p.width), z(p.width) {
        if (p.sampling == Sampling::matrices) w.resize(p.width, p.width);
    }

    void draw(random::Stream& stream) {
        const auto gain = static_cast<float>(std::sqrt(p.gain_squared));
        const auto root = static_cast<float>(std::sqrt(p.mean_square));
        const float length = root * std::sqrt(static_cast<float>(p.width));
        if (p.sampling == Sampling::law) {
            nn::fill_normal(stream, z);
            z *= p.weights == Weights::gaussian ? gain * root : gain * length / z.norm();
            return;
        }
        nn::fill_normal(stream, h);
        h *= length / h.norm();
        if (p.weights == Weights::gaussian) {
            nn::fill_normal(stream, w);
            w *= gain / std::sqrt(static_cast<float>(p.width));
        } else {
            nn::Orthogonal{.gain = gain}(stream, w);
        }
        z.noalias() = w * h;
    }

    /// The mean square of f(z).
    [[nodiscard]] double outputs() {
        switch (p.activation) {
            case Activation::identity:
                break;
            case Activation::relu:
                z = z.cwiseMax(0.0F);
                break;
            case Activation::leaky_relu:
                z = z.cwiseMax(0.0F) + static_cast<float>(p.slope) * z.cwiseMin(0.0F);
                break;
            case Activation::tanh:
                for (float& value : z) value = nn::Tanh{}.value(value);
                break;
        }
        return static_cast<double>(z.squaredNorm()) / static_cast<double>(p.width);
    }
};

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    Layer layer(p);
    constexpr std::size_t tile = 256;
    std::array<double, tile> ratio{}, log_ratio{};
    std::uint64_t missing = 0;
    for (std::uint64_t done = 0; done < replicates.count; done += tile) {
        const std::size_t n = std::min<std::uint64_t>(tile, replicates.count - done);
        for (std::size_t i = 0; i < n; ++i) {
            layer.draw(stream);
            ratio[i] = layer.outputs() / p.mean_square;
            log_ratio[i] = std::log(ratio[i]);
            missing += std::isfinite(log_ratio[i]) ? 0U : 1U;
        }
        tally.ratio.add(std::span(ratio).first(n));
        tally.log_ratio.add(std::span(log_ratio).first(n));
        tally.log_variance.add(std::span(log_ratio).first(n));
    }
    return missing;
}

}  // namespace

engine::Experiment layer_gain() {
    using namespace engine;
    return experiment<P, T>({
        .name = "layer-gain",
        .doc = "The mean square of a layer's outputs over that of its inputs, for random square weights.",
        .parameters =
            {
                integer(&P::width,
                        {.name = "width", .least = 2, .greatest = 1024, .doc = "inputs and units"}),
                choice(&P::activation, {.name = "activation",
                                        .choices = {"identity", "relu", "leaky-relu", "tanh"},
                                        .doc = "activation function"}),
                choice(&P::weights, {.name = "weights",
                                     .choices = {"gaussian", "orthogonal"},
                                     .doc = "independent normal weights, or a random orthogonal matrix"}),
                choice(&P::sampling, {.name = "sampling",
                                      .choices = {"law", "matrices"},
                                      .doc = "draw the pre-activations by their law, or by whole matrices"}),
                real(&P::gain_squared,
                     {.name = "gain_squared",
                      .least = 1e-6,
                      .greatest = 1e6,
                      .doc = "g^2: weights have variance g^2 / width, orthogonal ones norm g"}),
                real(&P::slope,
                     {.name = "slope", .least = 0, .greatest = 1, .doc = "slope of leaky-relu below 0"}),
                real(&P::mean_square,
                     {.name = "mean_square", .least = 1e-6, .greatest = 1e6, .doc = "q of the inputs"}),
            },
        .tally = [](const P&) { return T(); },
        .quantities =
            {
                mean<P, T>("gain", "mean of the outputs' mean square over the inputs'", &T::ratio),
                mean<P, T>("log_mean", "mean of the logarithm of that", &T::log_ratio),
                scalar<P, T>("log_variance", "variance of the logarithm of that",
                             [](const P&, const T& t, double level) {
                                 return stats::student_variance(t.log_variance, level);
                             }),
            },
        .block = block,
        .replicates_per_block =
            [](const P& p) {
                if (p.sampling == Sampling::law) return (std::uint64_t{1} << 23U) / std::uint64_t(p.width);
                return std::uint64_t{512};
            },
        .blocks = 128,
    });
}

}  // namespace assay::experiments
