// Least squares of least norm with many features that have nothing to do with the data.
// Document: 004 section 2.4.
//   M. Belkin, D. Hsu, S. Ma, S. Mandal: Reconciling modern machine-learning practice and the classical
//   bias-variance trade-off. PNAS 116 (2019) for the peak where features match data points.

#include <Eigen/Cholesky>
#include <array>

#include "sim/engine/experiment.hpp"
#include "sim/experiments/ridge/singular_data.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;

enum class Features { independent, correlated };

struct Parameters {
    double penalty = 2;
    Features features = Features::independent;
};
using P = Parameters;

constexpr Eigen::Index data_points = 8, true_features = 3;
constexpr std::array<double, 5> counts = {64, 128, 256, 512, 1024};  ///< D, of added features

struct Tally {
    std::vector<stats::Moments> deviation = std::vector<stats::Moments>(counts.size());
    stats::Proportion worse_at_the_peak;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.deviation, self.worse_at_the_peak);
    }
};
using T = Tally;

/// X'(XX' + G)^-1 y: the first weights of the least-norm solution of [X F] u = y, where G = FF'.
RealVector least_norm(const RealMatrix& x, const RealMatrix& g, const RealVector& y) {
    return x.transpose() * (x * x.transpose() + g).llt().solve(y);
}

/// F has D columns with entries of variance lambda/D: the first D of the same 1024 columns, rescaled.
void add_deviations(const P& p, const RealMatrix& x, const RealVector& y, random::Stream& stream, T& tally) {
    const RealMatrix identity = RealMatrix::Identity(data_points, data_points);
    const RealVector ridge = least_norm(x, p.penalty * identity, y);
    RealMatrix columns = normals(data_points, static_cast<Eigen::Index>(counts.back()), stream);
    if (p.features == Features::correlated)
        columns = std::sqrt(0.5) * (columns.colwise() + normals(data_points, stream));
    RealMatrix g = RealMatrix::Zero(data_points, data_points);
    Eigen::Index done = 0;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        const auto count = static_cast<Eigen::Index>(counts[k]);
        const auto more = columns.middleCols(done, count - done);
        g += more * more.transpose();
        done = count;
        const RealVector w = least_norm(x, g * (p.penalty / counts[k]), y);
        tally.deviation[k].add((w - ridge).norm());
    }
}

/// Are the weights of least squares farther from the true ones when random features are added until there are
/// as many as data points?
bool worse_at_the_peak(const RealMatrix& x, const RealVector& y, const RealVector& w,
                       random::Stream& stream) {
    RealMatrix all(data_points, data_points);
    all << x, normals(data_points, data_points - true_features, stream);
    const RealVector few = x.colPivHouseholderQr().solve(y), many = all.colPivHouseholderQr().solve(y);
    return (many.head(true_features) - w).norm() > (few - w).norm();
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        const RealMatrix x = normals(data_points, true_features, stream);
        const RealVector w = normals(true_features, stream), y = x * w + normals(data_points, stream);
        add_deviations(p, x, y, stream, tally);
        tally.worse_at_the_peak.add(worse_at_the_peak(x, y, w, stream));
    }
    return 0;
}

}  // namespace

engine::Experiment random_features() {
    using namespace engine;
    return experiment<P, T>({
        .name = "random-features",
        .doc = "Least squares of least norm for 8 data points with 3 true features and D added ones, normal "
               "and unrelated to the responses, of variance lambda/D.",
        .parameters = {real(&P::penalty, {.name = "penalty",
                                          .least = 0.01,
                                          .greatest = 100,
                                          .doc = "lambda: D times their variance"}),
                       choice(&P::features,
                              {.name = "features",
                               .choices = {"independent", "correlated"},
                               .doc = "the added features: independent, or with correlation 1/2"})},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                series<P, T>(
                    "deviation", "features",
                    "mean distance of the true features' weights from the ridge solution, by D",
                    [](const P&) { return std::vector<double>(counts.begin(), counts.end()); },
                    [](const P&, const T& t, std::size_t k, double level) {
                        return stats::student_mean(t.deviation[k], level);
                    }),
                probability<P, T>("worse_at_the_peak",
                                  "share of data sets on which as many features as data points give weights "
                                  "farther from the true ones than the true features alone",
                                  &T::worse_at_the_peak),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 1024; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
