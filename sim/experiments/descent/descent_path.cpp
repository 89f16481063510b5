// Gradient descent on a quadratic, direction by direction.
// Documents: 000 section 2.1, 001, 002, 003.

#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/bowl.hpp"

namespace assay::experiments {
namespace {

using namespace descent;

struct Parameters {
    Spacing spacing = Spacing::ratios;
    double condition = 100, learning_rate = 1;
    std::int64_t directions = 5, steps = 100;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Computed> flips, error;
    stats::Computed rises, cost_ratio, gradient_curvature, steepest_share;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.flips, self.error, self.rises, self.cost_ratio, self.gradient_curvature,
                        self.steepest_share);
    }
};
using T = Tally;

std::vector<double> curvatures(const P& p) {
    const Vector h = bowl(p.spacing, p.condition, p.directions).eigenvalues;
    return {h.begin(), h.end()};
}

/// From 1 in every direction; missing where the cost overflows. An error of 2^-53 a step and factor stays
/// below 1e-12 relative for the shares, but an absolute 1e-13 is what remains of a factor 1 - eta h near 0.
std::uint64_t block(const P& p, random::Stream&, engine::Replicates, T& tally) {
    const auto objective = bowl(p.spacing, p.condition, p.directions);
    const optim::GradientDescent<double> rule{.learning_rate = p.learning_rate};
    auto state = rule.init(p.directions);
    optim::Workspace<double> workspace(p.directions);
    Vector at = Vector::Ones(p.directions);
    Eigen::ArrayXd flips = Eigen::ArrayXd::Zero(p.directions);
    const double first = optim::value(objective, at);
    double before = first, rises = 0;
    for (std::int64_t t = 0; t < p.steps; ++t) {
        const Vector last = at;
        optim::advance(
            rule, state, [&](const Vector& here, Vector& out) { objective.gradient(here, out); }, at,
            workspace);
        flips += (last.array() * at.array() < 0).cast<double>();
        const double after = optim::value(objective, at);
        rises += after > before ? 1 : 0;
        before = after;
    }
    if (!std::isfinite(before)) return 1;
    objective.gradient(at, workspace.gradient);
    const Vector squares = workspace.gradient.cwiseAbs2();
    const double error = 1e-15 * static_cast<double>(p.steps + 10);
    for (std::size_t i = 0; i < tally.flips.size(); ++i) {
        const auto k = static_cast<Eigen::Index>(i);
        tally.flips[i] = counted(flips[k]);
        tally.error[i] = {.value = at[k], .error = 1e-13 + error * std::abs(at[k])};
    }
    tally.rises = counted(rises);
    tally.cost_ratio = rounded(before / first, 4 * error);
    tally.gradient_curvature = rounded(squares.dot(objective.eigenvalues) / squares.sum(), 8 * error);
    tally.steepest_share = rounded(squares[p.directions - 1] / squares.sum(), 8 * error);
    return 0;
}

}  // namespace

engine::Experiment descent_path() {
    using namespace engine;
    return experiment<P, T>({
        .name = "descent-path",
        .doc = "Gradient descent on a quadratic with curvatures from 1/condition to 1, from 1 in every "
               "direction.",
        .parameters = {choice(&P::spacing, {.name = "spacing",
                                            .choices = {"ratios", "differences"},
                                            .doc = "what is equal between neighbouring curvatures"}),
                       real(&P::condition, {.name = "condition",
                                            .least = 1.001,
                                            .greatest = 1e6,
                                            .doc = "largest over smallest curvature"}),
                       real(&P::learning_rate, {.name = "learning_rate",
                                                .least = 1e-9,
                                                .greatest = 10,
                                                .unit = "1/largest curvature",
                                                .doc = "step size"}),
                       integer(
                           &P::directions,
                           {.name = "directions", .least = 2, .greatest = 1000, .doc = "eigen-directions"}),
                       integer(
                           &P::steps,
                           {.name = "steps", .least = 0, .greatest = 1000000, .doc = "steps of descent"})},
        .tally =
            [](const P& p) {
                const auto n = static_cast<std::size_t>(p.directions);
                return T{std::vector<stats::Computed>(n), std::vector<stats::Computed>(n), {}, {}, {}, {}};
            },
        .quantities =
            {
                series<P, T>(
                    "flips", "curvature", "steps at which the error changes its sign", curvatures,
                    [](const P&, const T& t, std::size_t i, double) { return t.flips[i].estimate(); }),
                series<P, T>(
                    "error", "curvature", "what is left after the steps of a first error of 1", curvatures,
                    [](const P&, const T& t, std::size_t i, double) { return t.error[i].estimate(); }),
                computed<P, T>("rises", "steps at which the cost rises", &T::rises),
                computed<P, T>("cost_ratio", "last cost over first cost", &T::cost_ratio),
                computed<P, T>("gradient_curvature", "mean curvature along the last gradient, g'Hg / g'g",
                               &T::gradient_curvature),
                computed<P, T>("steepest_share",
                               "share of the squared gradient in the direction of largest curvature",
                               &T::steepest_share),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
