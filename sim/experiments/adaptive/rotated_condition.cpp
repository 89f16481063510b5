// The best that one rate for each parameter can do: the condition of a rotated quadratic, scaled by its
// diagonal.
// Document: 002, slide on algorithms with adaptive learning rates.
//   A. van der Sluis: Condition numbers and equilibration of matrices. Numer. Math. 14 (1969): in two
//   dimensions scaling the diagonal to 1 is the best scaling.

#include <array>
#include <cmath>
#include <numbers>

#include "lib/optim/objective/quadratic.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double condition = 1000;
};
using P = Parameters;

constexpr std::array<double, 6> angles = {0, 1, 5, 15, 30, 45};

struct Tally {
    std::vector<stats::Computed> scaled = std::vector<stats::Computed>(angles.size());
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.scaled);
    }
};
using T = Tally;

/// D^(-1/2) H D^(-1/2) with D the diagonal of H = R diag(1, condition) R' has rows (1, s) and (s, 1), hence
/// eigenvalues 1 + s and 1 - s. With 1 - s^2 = det H / (h11 h22), nothing cancels:
///   (1 + |s|) / (1 - |s|) = (1 + |s|)^2 h11 h22 / det H.
double scaled_condition(const P& p, double angle) {
    const double radians = angle * std::numbers::pi / 180;
    optim::Vector<double> eigenvalues(2);
    eigenvalues << 1, p.condition;
    const auto h =
        optim::rotated(optim::Quadratic<double>{eigenvalues}, std::cos(radians), std::sin(radians)).hessian;
    const double product = h(0, 0) * h(1, 1), s = std::abs(h(0, 1)) / std::sqrt(product);
    return (1 + s) * (1 + s) * product / p.condition;
}

}  // namespace

engine::Experiment rotated_condition() {
    using namespace engine;
    return experiment<P, T>({
        .name = "rotated-condition",
        .doc =
            "Condition number of a quadratic in the plane, turned against the axes, after the best scaling "
            "of the parameters.",
        .parameters = {real(&P::condition, {.name = "condition",
                                            .least = 1,
                                            .greatest = 1e6,
                                            .doc = "larger over smaller eigenvalue before"})},
        .tally = [](const P&) { return T{}; },
        .quantities = {series<P, T>(
            "scaled_condition", "angle", "after scaling both diagonal elements to 1, by the angle in degrees",
            [](const P&) { return std::vector<double>(angles.begin(), angles.end()); },
            [](const P&, const T& t, std::size_t i, double) { return t.scaled[i].estimate(); })},
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                for (std::size_t i = 0; i < angles.size(); ++i) {
                    const double condition = scaled_condition(p, angles[i]);
                    tally.scaled[i] = {condition, 1e-13 * condition};
                }
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
