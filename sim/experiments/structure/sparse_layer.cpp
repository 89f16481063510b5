// Layers whose units have few non-zero weights, beside dense ones.
//   J. Martens: Deep learning via Hessian-free optimization. ICML 2010, section 5.

#include <boost/random/bernoulli_distribution.hpp>
#include <cmath>

#include "lib/nn/fill.hpp"
#include "lib/nn/initializer/sparse.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using nn::Index;
using Matrix = nn::Matrix<double>;
using Vector = nn::Vector<double>;

enum class Weights { sparse, bernoulli, dense, dense_scaled };

struct Parameters {
    std::int64_t fan_in = 400, nonzeros = 15;
    Weights weights = Weights::sparse;
};
using P = Parameters;

struct Tally {
    exact::Certificate exact_count;
    stats::Moments total_input;
    stats::BoundedSample squared_cosine{{0, 1}}, participation;
    stats::Proportion disjoint;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.exact_count, self.total_input, self.squared_cosine, self.participation,
                        self.disjoint);
    }
};
using T = Tally;

constexpr Index units = 32;

/// One row a unit.
void draw_weights(const P& p, random::Stream& stream, Matrix& w) {
    const double share = double(p.nonzeros) / double(p.fan_in);
    if (p.weights == Weights::sparse) {
        nn::Sparse{.nonzeros = p.nonzeros}(stream, w);
        return;
    }
    nn::fill_normal(stream, w);
    if (p.weights == Weights::dense_scaled) w *= std::sqrt(share);
    if (p.weights == Weights::bernoulli) {
        boost::random::bernoulli_distribution<double> chosen(share);
        for (double& weight : w.reshaped()) weight = chosen(stream) ? weight : 0;
    }
}

/// How many weights of a unit can be other than 0.
double most(const P& p) {
    return double(p.weights == Weights::sparse ? p.nonzeros : p.fan_in);
}

/// Missing: a unit without weights, which has no direction.
bool add(random::Stream& stream, const P& p, std::uint64_t replicate, Matrix& w, Vector& x, T& tally) {
    draw_weights(p, stream, w);
    nn::fill_normal(stream, x);
    const Vector squares = w.rowwise().squaredNorm();
    tally.exact_count.add(replicate, ((w.array() != 0.0).rowwise().count() == p.nonzeros).all());
    tally.total_input.add((w * x).squaredNorm() / double(units));
    double cosines = 0;
    for (Index i = 0; i < units; i += 2)
        cosines += std::pow(w.row(i).dot(w.row(i + 1)), 2) / (squares[i] * squares[i + 1]);
    cosines /= double(units / 2);
    // At least 1, and at most the number of weights that are not 0 (Cauchy and Schwarz), but for rounding.
    const double used = squares[0] * squares[0] / w.row(0).array().square().square().sum();
    tally.squared_cosine.add(std::min(cosines, 1.0));
    tally.participation.add(std::isfinite(used) ? std::clamp(used, 1.0, most(p)) : used);
    tally.disjoint.add(!((w.row(0).array() != 0.0) && (w.row(1).array() != 0.0)).any());
    return !std::isfinite(cosines);
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    Matrix w(units, p.fan_in);
    Vector x(p.fan_in);
    std::uint64_t missing = 0;
    for (std::uint64_t r = 0; r < replicates.count; ++r)
        missing += add(stream, p, replicates.first + r, w, x, tally) ? 1U : 0U;
    return missing;
}

}  // namespace

engine::Experiment sparse_layer() {
    using namespace engine;
    return experiment<P, T>({
        .name = "sparse-layer",
        .doc = "A layer of 32 units, each with `nonzeros` weights from N(0,1), and normal inputs.",
        .parameters =
            {
                integer(&P::fan_in, {.name = "fan_in", .least = 64, .greatest = 4096, .doc = "inputs m"}),
                integer(&P::nonzeros, {.name = "nonzeros",
                                       .least = 1,
                                       .greatest = 64,
                                       .doc = "weights k of a unit that are not 0"}),
                choice(&P::weights,
                       {.name = "weights",
                        .choices = {"sparse", "bernoulli", "dense", "dense-scaled"},
                        .doc = "k of a unit's weights are N(0,1); each with probability k/m; all; all are "
                               "N(0,k/m)"}),
            },
        .tally =
            [](const P& p) {
                return T{.participation = stats::BoundedSample({0, most(p)})};
            },
        .quantities =
            {
                identity<P, T>("exact_count", "every unit has exactly k weights that are not 0",
                               &T::exact_count),
                mean<P, T>("total_input", "mean square of a unit's total input, over the units and layers",
                           &T::total_input),
                bounded_mean<P, T>("squared_cosine", "mean squared cosine between the weights of two units",
                                   &T::squared_cosine),
                probability<P, T>("disjoint", "probability that two units share no input", &T::disjoint),
                bounded_mean<P, T>("participation", "mean of (sum w^2)^2 / sum w^4: how many weights matter",
                                   &T::participation),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 512; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
