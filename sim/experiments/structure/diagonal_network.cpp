// A two-layer linear network with one unit an input, from a large and from a small start, on a sparse target.
//   B. Woodworth, S. Gunasekar, J. D. Lee, E. Moroshko, P. Savarese, I. Golan, D. Soudry, N. Srebro: Kernel
//   and rich regimes in overparametrized models. COLT 2020, section 4.

#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>

#include "sim/engine/experiment.hpp"
#include "sim/experiments/ridge/singular_data.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;

struct Parameters {
    std::int64_t points = 10, features = 20, nonzeros = 2;
    double large = 1, small = 0.01, learning_rate = 0.01, tolerance = 0.01;
};
using P = Parameters;

struct Tally {
    stats::Proportion faster, worse, both;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.faster, self.worse, self.both);
    }
};
using T = Tally;

struct Outcome {
    int steps = 0;
    RealVector weights;
};

/// Gradient descent on |X beta - y|^2 / 2, beta = u^2 - v^2 elementwise, from u = v = scale, until the loss
/// is the tolerance times |y|^2 / 2; 20,000 steps at most.
Outcome train(const P& p, const RealMatrix& x, const RealVector& y, double scale) {
    RealVector u = RealVector::Constant(p.features, scale), v = u;
    Outcome outcome;
    for (;; ++outcome.steps) {
        outcome.weights = u.cwiseAbs2() - v.cwiseAbs2();
        const RealVector residual = x * outcome.weights - y;
        if (residual.squaredNorm() <= p.tolerance * y.squaredNorm() || outcome.steps == 20'000)
            return outcome;
        const RealVector gradient = 2 * p.learning_rate * (x.transpose() * residual);
        u -= u.cwiseProduct(gradient);
        v += v.cwiseProduct(gradient);
    }
}

void add(const P& p, random::Stream& stream, T& tally) {
    const RealMatrix x = normals(p.points, p.features, stream) / std::sqrt(double(p.points));
    RealVector truth = RealVector::Zero(p.features);
    while (truth.cwiseAbs().sum() < double(p.nonzeros))
        truth[boost::random::uniform_int_distribution<Eigen::Index>(0, p.features - 1)(stream)] =
            boost::random::uniform_int_distribution<int>(0, 1)(stream) == 0 ? -1 : 1;
    const RealVector y = x * truth;
    const Outcome large = train(p, x, y, p.large), small = train(p, x, y, p.small);
    const bool faster = large.steps < small.steps;
    const bool worse = (large.weights - truth).squaredNorm() > (small.weights - truth).squaredNorm();
    tally.faster.add(faster);
    tally.worse.add(worse);
    tally.both.add(faster && worse);
}

}  // namespace

engine::Experiment diagonal_network() {
    using namespace engine;
    return experiment<P, T>({
        .name = "diagonal-network",
        .doc = "The linear network beta = u^2 - v^2 learns sparse weights from few data without noise, from "
               "u = v = a large and a small constant.",
        .parameters =
            {
                integer(&P::points, {.name = "points", .least = 1, .greatest = 64, .doc = "data points"}),
                integer(&P::features, {.name = "features", .least = 4, .greatest = 64, .doc = "inputs"}),
                integer(
                    &P::nonzeros,
                    {.name = "nonzeros", .least = 1, .greatest = 4, .doc = "true weights that are not 0"}),
                real(&P::large, {.name = "large", .least = 1e-6, .greatest = 2, .doc = "the large start"}),
                real(&P::small, {.name = "small", .least = 1e-6, .greatest = 2, .doc = "the small start"}),
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-4, .greatest = 0.01, .doc = "step size"}),
                real(&P::tolerance, {.name = "tolerance",
                                     .least = 1e-6,
                                     .greatest = 0.5,
                                     .doc = "share of the initial loss that counts as learned"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                probability<P, T>("faster", "probability that the large start learns in fewer steps",
                                  &T::faster),
                probability<P, T>("worse",
                                  "probability that its weights end farther from the truth, which is the "
                                  "error on new inputs",
                                  &T::worse),
                probability<P, T>("both", "probability of both", &T::both),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r) add(p, stream, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return 16; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
