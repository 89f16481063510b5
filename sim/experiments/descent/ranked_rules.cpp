// Gradient descent and Adam on one quadratic, each at its best constant learning rate.
// Document: 002 on choosing the right optimization algorithm.

#include "lib/optim/adam.hpp"
#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/bowl.hpp"

namespace assay::experiments {
namespace {

using namespace descent;

struct Parameters {
    double condition = 100, tolerance = 1e-6;
};
using P = Parameters;

struct Tally {
    stats::Computed descent, adam, ratio;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.descent, self.adam, self.ratio);
    }
};
using T = Tally;

constexpr Eigen::Index directions = 10;
constexpr double most_steps = 1e6;

/// Steps until the cost is `tolerance` of the first one, from 1, 1/2, ..., 1/10; `limit` if it is not by
/// then.
template <optim::UpdateRule Rule>
double steps(const Rule& rule, const optim::Quadratic<double>& objective, double tolerance, double limit) {
    auto state = rule.init(directions);
    optim::Workspace<double> workspace(directions);
    Vector at = Vector::LinSpaced(directions, 1, directions).cwiseInverse();
    const double target = tolerance * optim::value(objective, at);
    double count = 0;
    for (; count < limit && optim::value(objective, at) > target; ++count)
        optim::advance(
            rule, state, [&](const Vector& here, Vector& out) { objective.gradient(here, out); }, at,
            workspace);
    return count;
}

/// The fewest steps over rates from 2 down to 0.002, in equal ratios of 1.26. The large rates first, so that
/// the small ones are given up early.
template <class MakeRule>
double fewest_steps(const P& p, MakeRule rule) {
    const auto objective = bowl(Spacing::ratios, p.condition, directions);
    double fewest = most_steps;
    for (const double rate : optim::geometrically_spaced(2e-3, 2.0, 31).reverse().eval())
        fewest = std::min(fewest, steps(rule(rate), objective, p.tolerance, fewest));
    return fewest;
}

}  // namespace

engine::Experiment ranked_rules() {
    using namespace engine;
    return experiment<P, T>({
        .name = "ranked-rules",
        .doc =
            "Gradient descent and Adam on a quadratic along the axes with 10 curvatures from 1/condition to "
            "1, each at the best of 31 learning rates from 0.002 to 2.",
        .parameters =
            {real(&P::condition, {.name = "condition",
                                  .least = 1,
                                  .greatest = 1e4,
                                  .doc = "largest over smallest curvature"}),
             real(&P::tolerance,
                  {.name = "tolerance", .least = 1e-8, .greatest = 0.1, .doc = "last cost over first cost"})},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("descent_steps", "steps of gradient descent at its best rate", &T::descent),
                computed<P, T>("adam_steps", "steps of Adam at its best rate", &T::adam),
                computed<P, T>("ratio", "steps of Adam over steps of gradient descent", &T::ratio),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                const double descent = fewest_steps(
                    p, [](double rate) { return optim::GradientDescent<double>{.learning_rate = rate}; });
                const double adam =
                    fewest_steps(p, [](double rate) { return optim::Adam<double>{.learning_rate = rate}; });
                tally.descent = counted(descent);
                tally.adam = counted(adam);
                tally.ratio = rounded(adam / descent, 1e-15);
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
