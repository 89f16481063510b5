// The error of the ridge solution when the responses have noise, for orthonormal features.
// Document: 004 section 2.2 (implied).
//   A. E. Hoerl, R. W. Kennard: Ridge regression: biased estimation for nonorthogonal problems. Technometrics
//   12 (1970).

#include "lib/linear/ridge.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/ridge/singular_data.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;

struct Parameters {
    std::int64_t rows = 12, columns = 4;
    double signal = 2, noise_sd = 1, penalty = 1, other_penalty = 0;
};
using P = Parameters;

struct Tally {
    stats::Moments error, excess;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.error, self.excess);
    }
};
using T = Tally;

/// y = X w + noise with X'X = I; all components of w are equal.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const RealVector w =
        RealVector::Constant(p.columns, p.signal / std::sqrt(static_cast<double>(p.columns)));
    const RealMatrix x = orthonormal(p.rows, p.columns, stream);
    const RealVector signal = x * w;
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        const RealVector y = signal + p.noise_sd * normals(p.rows, stream);
        const auto error = [&](double penalty) {
            return (linear::ridge(linear::Form::primal, x, y, penalty) - w).squaredNorm();
        };
        const double here = error(p.penalty);
        tally.error.add(here);
        tally.excess.add(error(p.other_penalty) - here);
    }
    return 0;
}

}  // namespace

engine::Experiment ridge_risk() {
    using namespace engine;
    return experiment<P, T>({
        .name = "ridge-risk",
        .doc = "Squared error of the ridge weights for orthonormal features and responses with normal noise.",
        .parameters = {integer(&P::rows,
                               {.name = "rows", .least = 8, .greatest = 100, .doc = "data points n"}),
                       integer(&P::columns,
                               {.name = "columns", .least = 1, .greatest = 8, .doc = "features d"}),
                       real(&P::signal,
                            {.name = "signal", .least = 0.01, .greatest = 100, .doc = "norm of the true w"}),
                       real(&P::noise_sd, {.name = "noise_sd",
                                           .least = 0,
                                           .greatest = 100,
                                           .doc = "standard deviation of the responses' noise"}),
                       real(&P::penalty,
                            {.name = "penalty", .least = 0, .greatest = 1e6, .doc = "ridge penalty lambda"}),
                       real(&P::other_penalty, {.name = "other_penalty",
                                                .least = 0,
                                                .greatest = 1e6,
                                                .doc = "another one, on the same data"})},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                mean<P, T>("error", "mean squared distance of the ridge weights from the true ones",
                           &T::error),
                mean<P, T>("excess", "by how much that is more with the other penalty, on the same data",
                           &T::excess),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 2048; },
        .blocks = 128,
    });
}

}  // namespace assay::experiments
