// Norms and condition numbers of products of random matrices: a deep linear network, forward.
//   C. M. Newman: The distribution of Lyapunov exponents: exact results for random matrices. Comm. Math.
//   Phys. 103 (1986), for the condition number of Gaussian products.

#include <Eigen/LU>
#include <cmath>
#include <vector>

#include "lib/nn/fill.hpp"
#include "lib/nn/initializer/fan_in_normal.hpp"
#include "lib/nn/initializer/orthogonal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using Matrix = nn::Matrix<double>;
using Vector = nn::Vector<double>;

enum class Weights { orthogonal, gaussian };

struct Parameters {
    std::int64_t width = 50, depth = 20;
    Weights weights = Weights::orthogonal;
    double log10_condition = 15;
};
using P = Parameters;

struct Tally {
    exact::Certificate norm_kept, well_conditioned;
    stats::Proportion ill_conditioned;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.norm_kept, self.well_conditioned, self.ill_conditioned);
    }
};
using T = Tally;

constexpr double tolerance = 1e-10;
constexpr int iterations = 30;

/// ln of the norm of P = W_L ... W_1 and of its inverse, each from below: power iterations on P'P and on
/// (P P')^-1, factor by factor, so that neither is limited by the range or the precision of double as the
/// product itself would be.
double log_condition(const std::vector<Matrix>& factors, Vector start) {
    std::vector<Eigen::PartialPivLU<Matrix>> inverses;
    for (const Matrix& w : factors) inverses.emplace_back(w);
    const auto log_norm = [&](auto forth, auto back) {
        Vector x = start.normalized();
        double log = 0;
        for (int i = 0; i < iterations; ++i) {
            log = 0;
            const auto rescale = [&] {
                log += std::log(x.norm());
                x.normalize();
            };
            for (std::size_t l = 0; l < factors.size(); ++l) {
                x = forth(l, x);
                rescale();
            }
            for (std::size_t l = factors.size(); l-- > 0;) {
                x = back(l, x);
                rescale();
            }
        }
        return log / 2;
    };
    const std::size_t last = factors.size() - 1;
    return log_norm([&](std::size_t l, const Vector& x) -> Vector { return factors[l] * x; },
                    [&](std::size_t l, const Vector& x) -> Vector { return factors[l].transpose() * x; }) +
           log_norm([&](std::size_t l, const Vector& x) -> Vector { return inverses[last - l].solve(x); },
                    [&](std::size_t l, const Vector& x) -> Vector {
                        return inverses[last - l].transpose().solve(x);
                    });
}

void add(const P& p, random::Stream& stream, std::uint64_t replicate, T& tally) {
    std::vector<Matrix> factors;
    for (std::int64_t l = 0; l < p.depth; ++l) {
        Matrix& w = factors.emplace_back(p.width, p.width);
        if (p.weights == Weights::orthogonal)
            nn::Orthogonal{}(stream, w);
        else
            nn::FanInNormal{}(stream, w);
    }
    Vector x(p.width), start(p.width);
    nn::fill_normal(stream, x);
    nn::fill_normal(stream, start);
    const double before = x.norm();
    for (const Matrix& w : factors) x = w * x;
    tally.norm_kept.add(replicate, std::abs(x.norm() / before - 1) <= tolerance);
    const double condition = log_condition(factors, start);
    tally.well_conditioned.add(replicate, std::abs(condition) <= tolerance);
    tally.ill_conditioned.add(condition >= p.log10_condition * std::log(10.0));
}

}  // namespace

engine::Experiment matrix_product() {
    using namespace engine;
    return experiment<P, T>({
        .name = "matrix-product",
        .doc = "The product of random square matrices, applied to a normal vector in double.",
        .parameters =
            {
                integer(&P::width, {.name = "width", .least = 1, .greatest = 200, .doc = "rows and columns"}),
                integer(&P::depth, {.name = "depth", .least = 1, .greatest = 200, .doc = "factors"}),
                choice(&P::weights, {.name = "weights",
                                     .choices = {"orthogonal", "gaussian"},
                                     .doc = "random orthogonal, or independent normal of variance 1/width"}),
                real(&P::log10_condition, {.name = "log10_condition",
                                           .least = 0,
                                           .greatest = 300,
                                           .doc = "what counts as ill-conditioned, in powers of 10"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                identity<P, T>("norm_kept", "the product changes the vector's norm by less than one in 10^10",
                               &T::norm_kept),
                identity<P, T>("well_conditioned", "the product's condition number is 1, but for 10^-10",
                               &T::well_conditioned),
                probability<P, T>("ill_conditioned",
                                  "probability that the condition number is 10^log10_condition at least; it "
                                  "is bounded from below by power iterations",
                                  &T::ill_conditioned),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    add(p, stream, replicates.first + r, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return 4; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
