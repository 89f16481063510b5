// Which learning rates a rule bears on a quadratic, and how fast it is there.
// Document: 002 on Nesterov momentum.

#include <cmath>

#include "sim/engine/experiment.hpp"
#include "sim/experiments/nesterov/linear_step.hpp"

namespace assay::experiments {
namespace {

using namespace nesterov;

struct Parameters {
    Method method = Method::nesterov;
    double momentum = 0.9, learning_rate = 1;
};
using P = Parameters;

struct Tally {
    stats::Computed limit, growth;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.limit, self.growth);
    }
};
using T = Tally;

/// The larger modulus of the eigenvalues of a step, from its trace and determinant: what an error is
/// multiplied with a step, in the long run.
double growth(const P& p, double learning_rate) {
    const Eigen::Matrix2d map = with_rule(p.method, learning_rate, p.momentum, [](const auto& rule) {
                                    return linear_step(rule, 1.0);
                                }).map;
    const double half = map.trace() / 2, determinant = map(0, 0) * map(1, 1) - map(0, 1) * map(1, 0),
                 rest = half * half - determinant;
    return rest < 0 ? std::sqrt(determinant) : std::abs(half) + std::sqrt(rest);
}

/// The rate at which errors begin to grow, by bisection.
double limit(const P& p) {
    double stable = 1e-3, unstable = 10;
    while (unstable - stable > 1e-12) {
        const double middle = (stable + unstable) / 2;
        (growth(p, middle) < 1 ? stable : unstable) = middle;
    }
    return (stable + unstable) / 2;
}

}  // namespace

engine::Experiment momentum_stability() {
    using namespace engine;
    return experiment<P, T>({
        .name = "momentum-stability",
        .doc = "Gradient descent, heavy ball and Nesterov momentum on a quadratic of curvature 1.",
        .parameters =
            {choice(&P::method, {.name = "method",
                                 .choices = {"gradient-descent", "heavy-ball", "nesterov"},
                                 .doc = "update rule"}),
             real(&P::momentum,
                  {.name = "momentum", .least = 0, .greatest = 0.999, .doc = "kept part of the velocity"}),
             real(&P::learning_rate, {.name = "learning_rate",
                                      .least = 1e-3,
                                      .greatest = 10,
                                      .unit = "1/curvature",
                                      .doc = "step size at which the growth is taken"})},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("limit", "largest stable learning rate, in units of 1/curvature", &T::limit),
                computed<P, T>("growth", "what a step multiplies the error with, in the long run",
                               &T::growth),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                tally.limit = {.value = limit(p), .error = 1e-10};
                // a double root moves by the root of a rounding error
                tally.growth = {.value = growth(p, p.learning_rate), .error = 1e-7};
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
