// The logarithm of a signal's size on its way through a deep random network.
//   D. Sussillo, L. F. Abbott: Random walk initialization for training very deep feedforward networks.
//   arXiv:1412.6558, 2014.

#include <cmath>
#include <memory>
#include <vector>

#include "lib/nn/fill.hpp"
#include "lib/nn/log_step.hpp"
#include "lib/stats/combine.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using nn::Index;
using Matrix = nn::Matrix<float>;
using Vector = nn::Vector<float>;

enum class Activation { identity, relu };
enum class Gain { plain, drift_free, fitted };
enum class Sampling { law, matrices, backward, same_matrix };

struct Parameters {
    std::int64_t width = 100, depth = 1000;
    Activation activation = Activation::relu;
    Gain gain = Gain::plain;
    Sampling sampling = Sampling::law;
    double decades = 2;
};
using P = Parameters;

constexpr std::size_t stops = 8;  ///< layers at which the walk is looked at

struct Tally {
    std::vector<stats::Moments> log_square;  ///< of |h_l|^2 / |h_0|^2, at each stop
    std::vector<stats::Histogram> walk;      ///< the same in units of sqrt(l / width)
    stats::Proportion kept;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.log_square, self.walk, self.kept);
    }
};
using T = Tally;

/// Layers depth/8, 2 depth/8, ..., depth, rounded up.
std::int64_t stop(const P& p, std::size_t i) {
    return (p.depth * static_cast<std::int64_t>(i + 1) + static_cast<std::int64_t>(stops) - 1) /
           static_cast<std::int64_t>(stops);
}
std::vector<double> layers(const P& p) {
    std::vector<double> all;
    for (std::size_t i = 0; i < stops; ++i) all.push_back(static_cast<double>(stop(p, i)));
    return all;
}

double weight_variance(const P& p) {
    const auto of = [&](auto f, double plain) {
        switch (p.gain) {
            case Gain::plain:
                break;
            case Gain::drift_free:
                return std::pow(nn::random_walk_gain(f, p.width), 2);
            case Gain::fitted:
                return std::pow(nn::sussillo_abbott_gain(f, p.width), 2);
        }
        return plain;
    };
    return p.activation == Activation::relu ? of(nn::Relu{}, 2) : of(nn::Identity{}, 1);
}

/// One network: log |h_l|^2 / |h_0|^2 for l = 1 .. depth.
class Network {
  public:
    explicit Network(const P& p)
        : p_(p),
          variance_(weight_variance(p)),
          walk_(std::size_t(p.depth)),
          h_(p.width),
          tile_(p.width, std::min<Index>(p.depth, 1 + 1024 / p.width)) {}

    const std::vector<double>& draw(random::Stream& stream) {
        switch (p_.sampling) {
            case Sampling::law:
                by_law(stream);
                break;
            case Sampling::same_matrix:
                draw_weights(stream);
                [[fallthrough]];
            case Sampling::matrices:
                by_matrices(stream);
                break;
            case Sampling::backward:
                by_matrices(stream);
                backward();
                break;
        }
        return walk_;
    }

  private:
    /// Given the layer below, z_i are independent N(0, variance |h|^2 / width).
    void by_law(random::Stream& stream) {
        double log_square = 0;
        for (std::size_t l = 0; l < walk_.size(); ++l) {
            const Index column = Index(l) % tile_.cols();
            if (column == 0) nn::fill_normal(stream, tile_);
            const auto z = tile_.col(column);
            const float square =
                p_.activation == Activation::relu ? z.cwiseMax(0.0F).squaredNorm() : z.squaredNorm();
            walk_[l] = log_square += std::log(variance_ * static_cast<double>(square) / double(p_.width));
        }
    }

    void draw_weights(random::Stream& stream) {
        weights_.resize(p_.width, p_.width);
        nn::fill_normal(stream, weights_);
        weights_ *= static_cast<float>(std::sqrt(variance_ / double(p_.width)));
    }

    /// Keeps h at norm 1, so that nothing overflows, the places of the matrices in the stream, and which
    /// units are on.
    void by_matrices(random::Stream& stream) {
        nn::fill_normal(stream, h_);
        h_.normalize();
        double log_square = 0;
        on_.resize(p_.width, p_.depth);
        at_.clear();
        for (std::size_t l = 0; l < walk_.size(); ++l) {
            at_.push_back(stream);
            if (p_.sampling != Sampling::same_matrix) draw_weights(stream);
            z_.noalias() = weights_ * h_;
            if (p_.activation == Activation::relu) z_ = z_.cwiseMax(0.0F);
            on_.col(Index(l)) = (z_.array() != 0.0F).cast<float>();
            walk_[l] = log_square += 2 * std::log(static_cast<double>(z_.norm()));
            h_ = z_.normalized();
        }
        nn::fill_normal(stream, h_);  // the gradient in the outputs
    }

    /// b_(l-1) = W_l^T D_l b_l from the last layer down, each matrix drawn once more from its place.
    void backward() {
        h_.normalize();
        double log_square = 0;
        for (std::size_t l = walk_.size(); l-- > 0;) {
            draw_weights(at_[l]);
            h_.array() *= on_.col(Index(l)).array();
            z_.noalias() = weights_.transpose() * h_;
            walk_[walk_.size() - 1 - l] = log_square += 2 * std::log(static_cast<double>(z_.norm()));
            h_ = z_.normalized();
        }
    }

    P p_;
    double variance_;
    std::vector<double> walk_;
    Vector h_, z_;
    Matrix tile_, weights_, on_;  // tile: the normals of some layers, drawn at once
    std::vector<random::Stream> at_;
};

/// Missing: a network all of whose units of a layer are off, so that its signal is 0.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    Network network(p);
    std::uint64_t missing = 0;
    const double window = 2 * p.decades * std::log(10.0);
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        const std::vector<double>& walk = network.draw(stream);
        for (std::size_t i = 0; i < stops; ++i) {
            const auto layer = stop(p, i);
            const double here = walk[std::size_t(layer - 1)];
            const double scaled = here * std::sqrt(double(p.width) / double(layer));
            tally.log_square[i].add(here);
            tally.walk[i].add(std::span(&scaled, 1));
        }
        const bool dead = !std::isfinite(walk.back());
        missing += dead ? 1U : 0U;
        tally.kept.add(!dead && std::abs(walk.back()) <= window);
    }
    return missing;
}

}  // namespace

engine::Experiment random_walk() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096));
    return experiment<P, T>({
        .name = "random-walk",
        .doc = "The logarithm of a signal's squared norm from layer to layer of a network of constant width "
               "with normal weights and no biases.",
        .parameters =
            {
                integer(&P::width,
                        {.name = "width", .least = 2, .greatest = 1024, .doc = "units of each layer"}),
                integer(&P::depth, {.name = "depth", .least = 8, .greatest = 10000, .doc = "layers"}),
                choice(&P::activation,
                       {.name = "activation", .choices = {"identity", "relu"}, .doc = "activation function"}),
                choice(
                    &P::gain,
                    {.name = "gain",
                     .choices = {"plain", "drift-free", "fitted"},
                     .doc = "of the weights' variance times the width: 1 for identity and 2 for relu; what "
                            "keeps the logarithm in the mean; what Sussillo and Abbott fitted to that"}),
                choice(&P::sampling,
                       {.name = "sampling",
                        .choices = {"law", "matrices", "backward", "same-matrix"},
                        .doc = "draw each layer's pre-activations by their law, or by whole matrices; a "
                               "gradient's way back through these; one matrix for all layers"}),
                real(&P::decades, {.name = "decades",
                                   .least = 0,
                                   .greatest = 300,
                                   .doc = "what counts as kept: a norm within a factor of 10^decades"}),
            },
        .tally =
            [cells](const P&) {
                return T{std::vector<stats::Moments>(stops),
                         std::vector<stats::Histogram>(stops, stats::Histogram(cells)),
                         {}};
            },
        .quantities =
            {
                series<P, T>("log_square", "layer", "mean of ln(|h_l|^2 / |h_0|^2) over networks", layers,
                             [](const P&, const T& t, std::size_t i, double level) {
                                 return stats::student_mean(t.log_square[i], level);
                             }),
                series<P, T>("typical", "layer", "median of ln(|h_l|^2 / |h_0|^2)", layers,
                             [](const P& p, const T& t, std::size_t i, double level) {
                                 return stats::scaled(stats::quantile(t.walk[i], 0.5, level),
                                                      std::sqrt(double(stop(p, i)) / double(p.width)));
                             }),
                series<P, T>(
                    "spread", "layer", "half the interquartile range of ln(|h_l|^2 / |h_0|^2)", layers,
                    [](const P& p, const T& t, std::size_t i, double level) {
                        return stats::scaled(stats::difference(stats::quantile(t.walk[i], 0.75, level / 2),
                                                               stats::quantile(t.walk[i], 0.25, level / 2)),
                                             std::sqrt(double(stop(p, i)) / double(p.width)) / 2);
                    }),
                probability<P, T>("kept", "probability that the norm after the last layer is kept", &T::kept),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 128; },
        .blocks = 128,
    });
}

}  // namespace assay::experiments
