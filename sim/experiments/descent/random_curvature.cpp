// Is a critical point with a random Hessian a minimum?
// Document: 001. Model: a matrix of the Gaussian orthogonal ensemble.
//   J. P. Dedieu, G. Malajovich: On the number of minima of a random polynomial. J. Complexity 24 (2008);
//   D. S. Dean, S. N. Majumdar: Large deviations of extreme eigenvalues of random matrices. Phys. Rev. Lett.
//   97 (2006).

#include <array>
#include <numbers>
#include <span>

#include "lib/random/normal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t dimension = 2;
};
using P = Parameters;

struct Tally {
    stats::Proportion minimum;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.minimum);
    }
};
using T = Tally;

constexpr std::size_t most = 6;

/// Positive definite: all pivots of Gaussian elimination are positive. The elements of the lower triangle are
/// independent normals, of variance 2 on the diagonal and 1 elsewhere.
bool positive_definite(std::size_t n, std::span<const double> normals) {
    std::array<std::array<double, most>, most> a{};
    std::size_t next = 0;
    for (std::size_t i = 0; i < n; ++i) {
        a[i][i] = std::numbers::sqrt2 * normals[next++];
        if (a[i][i] <= 0) return false;
        for (std::size_t j = 0; j < i; ++j) a[i][j] = normals[next++];
    }
    for (std::size_t k = 0; k < n; ++k) {
        if (a[k][k] <= 0) return false;
        for (std::size_t i = k + 1; i < n; ++i)
            for (std::size_t j = k + 1; j <= i; ++j) a[i][j] -= a[i][k] * a[j][k] / a[k][k];
    }
    return true;
}

}  // namespace

engine::Experiment random_curvature() {
    using namespace engine;
    return experiment<P, T>({
        .name = "random-curvature",
        .doc =
            "Symmetric matrices with independent normal elements, of twice the variance on the diagonal, as "
            "Hessians of critical points.",
        .parameters = {integer(&P::dimension,
                               {.name = "dimension", .least = 1, .greatest = 6, .doc = "parameters N"})},
        .tally = [](const P&) { return T{}; },
        .quantities = {probability<P, T>("minimum", "probability that all eigenvalues are positive",
                                         &T::minimum)},
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                const auto n = static_cast<std::size_t>(p.dimension), size = n * (n + 1) / 2;
                constexpr std::size_t matrices = 64;
                std::array<double, matrices * most*(most + 1) / 2> buffer;
                const std::span<double> normals(buffer.data(), matrices * size);
                for (std::uint64_t r = 0; r < replicates.count; r += matrices) {
                    random::fill_normal(stream, normals);
                    for (std::size_t i = 0; i < matrices; ++i)
                        tally.minimum.add(positive_definite(n, normals.subspan(i * size, size)));
                }
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{131072}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
