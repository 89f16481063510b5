// A learning rate for each coordinate: what it does to the condition number of a valley along the axes, and
// of a turned one. Documents: 000 section 2.1, 003.

#include <numbers>

#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/bowl.hpp"

namespace assay::experiments {
namespace {

using namespace descent;

enum class Rates { single, diagonal };

struct Parameters {
    Rates rates = Rates::diagonal;
    double condition = 100, degrees = 0;
};
using P = Parameters;

struct Tally {
    stats::Computed condition, steps;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.condition, self.steps);
    }
};
using T = Tally;

/// Descent in the scaled parameters sqrt(H_ii) theta_i is descent with rates eta / H_ii: there the Hessian is
/// H_ij / sqrt(H_ii H_jj).
optim::DenseQuadratic<double> objective(const P& p) {
    const double angle = p.degrees * std::numbers::pi / 180;
    auto valley = optim::rotated(bowl(Spacing::ratios, p.condition, 2), std::cos(angle), std::sin(angle));
    if (p.rates == Rates::diagonal) {
        const Vector root = valley.hessian.diagonal().cwiseSqrt().cwiseInverse();
        valley.hessian = (root.asDiagonal() * valley.hessian * root.asDiagonal()).eval();
    }
    return valley;
}

/// Steps at the best single rate in those parameters until the cost is 10^-6 of the first one, from the worse
/// of two starts: (1, 1) and (1, -1).
double steps(const optim::DenseQuadratic<double>& objective, double least, double greatest) {
    const optim::GradientDescent<double> rule{.learning_rate = 2 / (least + greatest)};
    auto state = rule.init(2);
    double worst = 0;
    for (const double sign : {1.0, -1.0}) {
        Vector at(2), gradient(2);
        at << 1, sign;
        const double target = 1e-6 * optim::value(objective, at);
        double count = 0;
        for (; optim::value(objective, at) > target; ++count) {
            objective.gradient(at, gradient);
            rule.step(state, gradient, at);
        }
        worst = std::max(worst, count);
    }
    return worst;
}

/// The eigenvalues of a symmetric 2 x 2 matrix: half the trace +- the root of what is left.
std::uint64_t block(const P& p, random::Stream&, engine::Replicates, T& tally) {
    const auto valley = objective(p);
    const auto& h = valley.hessian;
    const double middle = h.trace() / 2,
                 radius = std::hypot((h(0, 0) - h(1, 1)) / 2, (h(0, 1) + h(1, 0)) / 2);
    tally.condition = rounded((middle + radius) / (middle - radius), 1e-9);
    tally.steps = counted(steps(valley, middle - radius, middle + radius));
    return 0;
}

}  // namespace

engine::Experiment diagonal_rates() {
    using namespace engine;
    return experiment<P, T>({
        .name = "diagonal-rates",
        .doc = "A valley in two parameters, turned by an angle, under one learning rate and under rates of 1 "
               "over each parameter's own curvature.",
        .parameters = {choice(&P::rates, {.name = "rates",
                                          .choices = {"single", "diagonal"},
                                          .doc = "one for both parameters, or one for each"}),
                       real(&P::condition, {.name = "condition",
                                            .least = 1.001,
                                            .greatest = 1e4,
                                            .doc = "largest over smallest curvature"}),
                       real(&P::degrees, {.name = "degrees",
                                          .least = 0,
                                          .greatest = 90,
                                          .unit = "degree",
                                          .doc = "angle between the valley and the axes"})},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>(
                    "condition_number",
                    "largest over smallest curvature in the parameters scaled by the roots of their "
                    "rates",
                    &T::condition),
                computed<P, T>("steps", "steps until the cost is 10^-6 of the first one", &T::steps),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
