// Least squares with more weights than data points, by gradient descent from random weights: what the scale
// of the start does to the error on new data.

#include <cmath>

#include "lib/linear/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/ridge/singular_data.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;

struct Parameters {
    std::int64_t points = 8, features = 24;
    double scale = 1, signal = 1;
};
using P = Parameters;

struct Tally {
    stats::Moments test_error;
    exact::Certificate interpolates;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.test_error, self.interpolates);
    }
};
using T = Tally;

/// The rows of X are orthonormal, so that descent is done after one step of half the largest rate, and
/// uniform among such: the true weights have a fixed direction.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const RealVector truth = RealVector::Constant(p.features, p.signal / std::sqrt(double(p.features)));
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        const RealMatrix x = orthonormal(p.features, p.points, stream).transpose();
        const RealVector y = x * truth, start = p.scale * normals(p.features, stream);
        const RealVector w = linear::descend<double>(x, y, start, 0, 0.45, 20);
        tally.test_error.add((w - truth).squaredNorm());
        tally.interpolates.add(replicates.first + r, (x * w - y).norm() <= 1e-9 * (1 + start.norm()));
    }
    return 0;
}

}  // namespace

engine::Experiment start_scale() {
    using namespace engine;
    return experiment<P, T>({
        .name = "start-scale",
        .doc = "Gradient descent on least squares with fewer data points than weights, from normal weights.",
        .parameters =
            {integer(&P::points, {.name = "points", .least = 1, .greatest = 8, .doc = "data points n"}),
             integer(&P::features, {.name = "features", .least = 9, .greatest = 64, .doc = "weights d"}),
             real(&P::scale, {.name = "scale",
                              .least = 0,
                              .greatest = 100,
                              .doc = "standard deviation of the initial weights"}),
             real(&P::signal,
                  {.name = "signal", .least = 0, .greatest = 100, .doc = "norm of the true weights"})},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                mean<P, T>(
                    "test_error",
                    "mean of |w - truth|^2 at the end: the squared error on new inputs of unit variance",
                    &T::test_error),
                identity<P, T>("interpolates", "the data are fitted, to 10^-9", &T::interpolates),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 512; },
        .blocks = 128,
    });
}

}  // namespace assay::experiments
