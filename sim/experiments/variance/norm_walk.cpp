// How far the mean square of a linear or ReLU network's pre-activations wanders with depth at finite width.
// Documents: 000 section 1.2; 003, slide on Kaiming initialization.

#include <boost/random/binomial_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <cmath>
#include <memory>

#include "lib/nn/activations.hpp"
#include "lib/nn/fill.hpp"
#include "lib/nn/layout.hpp"
#include "lib/stats/student_variance.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Kind { identity, relu };
enum class Drawn { norms, units, matrices };

struct Parameters {
    Kind activation = Kind::relu;
    double scale = 2, bias_variance = 0;
    std::int64_t width = 50, depth = 50;
    Drawn drawn = Drawn::norms;

    [[nodiscard]] std::size_t layers() const { return static_cast<std::size_t>(depth); }
};
using P = Parameters;

struct Tally {
    std::vector<stats::JointMoments<2>> pairs;  ///< mean squares of layers l and l - 1, l = 2 .. depth
    std::vector<stats::Moments> second_moment;  ///< q_l
    stats::Moments mean_log_step;
    std::vector<stats::Moments> step;  ///< q_l / q_(l-1)
    stats::VarianceMoments log_walk;   ///< ln(q_depth) / sqrt(depth - 1)
    stats::Histogram log_ratio;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.pairs, self.second_moment, self.mean_log_step, self.step, self.log_walk,
                        self.log_ratio);
    }
};
using T = Tally;

// Each sampler gives |f(z)|^2 / width for the pre-activations z of a layer whose units are, given the layer
// below, independent N(0, variance); and starts at a first layer with variance 1.

/// By its law: variance / width times a chi-square variable, whose degrees of freedom are the units that are
/// on, Bin(width, 1/2) of them for ReLU, all of them for the identity.
struct Norms {
    explicit Norms(const P& p) : half(static_cast<int>(p.width), 0.5) {}
    boost::random::binomial_distribution<int> half;

    double output(const P& p, random::Stream& stream, double variance) {
        const double on = p.activation == Kind::identity ? static_cast<double>(p.width) : half(stream);
        if (on == 0) return 0;
        const double chi_square = boost::random::gamma_distribution<double>(on / 2, 2)(stream);
        return variance * chi_square / static_cast<double>(p.width);
    }
    double first(const P& p, random::Stream& stream) { return output(p, stream, 1); }
    double next(const P& p, random::Stream& stream, double below) {
        return output(p, stream, p.scale * below + p.bias_variance);
    }
};

/// f(z) for z of the layer.
void activate(const P& p, nn::Vector<double>& z) {
    if (p.activation == Kind::relu) z = z.cwiseMax(0.0);
}

/// One normal number a unit.
struct Units {
    explicit Units(const P& p) : z(p.width) {}
    nn::Vector<double> z;

    double output(const P& p, random::Stream& stream, double variance) {
        nn::fill_normal(stream, z);
        activate(p, z);
        return variance * z.squaredNorm() / static_cast<double>(p.width);
    }
    double first(const P& p, random::Stream& stream) { return output(p, stream, 1); }
    double next(const P& p, random::Stream& stream, double below) {
        return output(p, stream, p.scale * below + p.bias_variance);
    }
};

/// One normal number a weight.
struct Matrices {
    explicit Matrices(const P& p) : h(p.width), z(p.width), weights(p.width, p.width) {}
    nn::Vector<double> h, z;
    nn::Matrix<double> weights;

    double output(const P& p) {
        h = z;
        activate(p, h);
        return h.squaredNorm() / static_cast<double>(p.width);
    }
    double first(const P& p, random::Stream& stream) {
        nn::fill_normal(stream, z);
        return output(p);
    }
    double next(const P& p, random::Stream& stream, double) {
        nn::fill_normal(stream, weights);
        nn::fill_normal(stream, z);
        z *= std::sqrt(p.bias_variance);
        z.noalias() += std::sqrt(p.scale / static_cast<double>(p.width)) * weights * h;
        return output(p);
    }
};

/// Replicate: a network, seen through m_l = mean square of layer l's outputs. With the bias known to have
/// variance v, layer l's pre-activations have the variance scale m_(l-1) + v given the layer below; q_l is
/// that of layer l, q_1 = 1. Missing: the signal is 0 or overflows.
template <class Sampler>
std::uint64_t block(const P& p, random::Stream& stream, std::uint64_t count, T& tally) {
    Sampler sampler(p);
    std::uint64_t missing = 0;
    for (std::uint64_t r = 0; r < count; ++r) {
        double output = sampler.first(p, stream), q = 1;
        for (std::size_t l = 2; l <= p.layers(); ++l) {
            const double below = q;
            q = p.scale * output + p.bias_variance;
            tally.pairs[l - 2].add({q, below});
            tally.step[l - 2].add(q / below);
            tally.second_moment[l - 2].add(q);
            output = sampler.next(p, stream, output);
        }
        const double logarithm = std::log(q);
        missing += std::isfinite(logarithm) ? 0U : 1U;
        tally.log_ratio.add(std::span(&logarithm, 1));
        tally.mean_log_step.add(logarithm / static_cast<double>(p.depth - 1));
        tally.log_walk.add(logarithm / std::sqrt(static_cast<double>(p.depth - 1)));
    }
    return missing;
}

std::vector<double> later_layers(const P& p) {
    std::vector<double> layers;
    for (std::int64_t l = 2; l <= p.depth; ++l) layers.push_back(static_cast<double>(l));
    return layers;
}

}  // namespace

engine::Experiment norm_walk() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096));
    return experiment<P, T>({
        .name = "norm-walk",
        .doc = "q_l, the variance of a unit of layer l given the layer below, along random networks of "
               "finite width with normal weights of variance scale/width and normal biases, for an input "
               "that gives q_1 = 1.",
        .parameters =
            {
                choice(&P::activation,
                       {.name = "activation", .choices = {"identity", "relu"}, .doc = "of every layer"}),
                real(&P::scale, {.name = "scale",
                                 .least = 1e-3,
                                 .greatest = 1e4,
                                 .doc = "width times a weight's variance"}),
                real(&P::bias_variance,
                     {.name = "bias_variance", .least = 0, .greatest = 1e3, .doc = "variance of a bias"}),
                integer(&P::width,
                        {.name = "width", .least = 1, .greatest = 65536, .doc = "units of every layer"}),
                integer(&P::depth,
                        {.name = "depth", .least = 2, .greatest = 1000, .doc = "number of layers"}),
                choice(&P::drawn, {.name = "drawn",
                                   .choices = {"norms", "units", "matrices"},
                                   .doc = "what is drawn: the mean square of a layer by its law, its units "
                                          "given the layer below, or its weights"}),
            },
        .tally =
            [cells](const P& p) {
                return T{std::vector<stats::JointMoments<2>>(p.layers() - 1),
                         std::vector<stats::Moments>(p.layers() - 1),
                         stats::Moments(),
                         std::vector<stats::Moments>(p.layers() - 1),
                         stats::VarianceMoments(),
                         stats::Histogram(cells)};
            },
        .quantities =
            {
                series<P, T>("gain", "layer", "q_l / q_(l-1): ratio of the means over networks", later_layers,
                             [](const P&, const T& t, std::size_t i, double level) {
                                 return stats::student_ratio(t.pairs[i], level);
                             }),
                series<P, T>("second_moment", "layer", "mean of q_l over networks", later_layers,
                             [](const P&, const T& t, std::size_t i, double level) {
                                 return stats::student_mean(t.second_moment[i], level);
                             }),
                mean<P, T>("mean_log_step", "mean of ln(q_depth) / (depth - 1)", &T::mean_log_step),
                series<P, T>("mean_step", "layer", "mean over networks of q_l / q_(l-1)", later_layers,
                             [](const P&, const T& t, std::size_t i, double level) {
                                 return stats::student_mean(t.step[i], level);
                             }),
                scalar<P, T>("log_step_variance", "variance of ln(q_depth) / (depth - 1)",
                             [](const P&, const T& t, double level) {
                                 return stats::student_variance(t.log_walk, level);
                             }),
                quantile<P, T>("median_log", "median of ln(q_depth), the typical network", &T::log_ratio,
                               0.5),
                law<P, T>("log_ratio", "law of ln(q_depth)", &T::log_ratio),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                switch (p.drawn) {
                    case Drawn::norms:
                        return block<Norms>(p, stream, replicates.count, tally);
                    case Drawn::units:
                        return block<Units>(p, stream, replicates.count, tally);
                    default:
                        return block<Matrices>(p, stream, replicates.count, tally);
                }
            },
        // About 40 ms a block.
        .replicates_per_block =
            [](const P& p) {
                const auto depth = static_cast<std::uint64_t>(p.depth),
                           width = static_cast<std::uint64_t>(p.width);
                const std::uint64_t draws = p.drawn == Drawn::norms   ? 100 * depth
                                            : p.drawn == Drawn::units ? 2 * width * depth
                                                                      : width * width * depth;
                return std::clamp<std::uint64_t>((std::uint64_t{1} << 24U) / draws, 2, 16384);
            },
        .blocks = 32,
    });
}

}  // namespace assay::experiments
