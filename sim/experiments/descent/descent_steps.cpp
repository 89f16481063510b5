// How many steps gradient descent takes, by the condition number.
// Documents: 000 section 2.1, 003.

#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/bowl.hpp"

namespace assay::experiments {
namespace {

using namespace descent;

enum class Rate { steepest, best, tenth };

struct Parameters {
    Spacing spacing = Spacing::ratios;
    Rate rate = Rate::steepest;
    double tolerance = 1e-6;
    std::int64_t directions = 2;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Computed> steps, flat_steps, steep_steps;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.steps, self.flat_steps, self.steep_steps);
    }
};
using T = Tally;

std::vector<double> conditions(const P&) {
    return {3, 10, 30, 100, 300, 1000, 3000, 10000};
}

/// From 1 in every direction, until the cost is `tolerance` of the first one, and until the errors of the
/// flattest and of the steepest direction are 1/e.
void add(const P& p, double condition, std::size_t i, T& tally) {
    const auto objective = bowl(p.spacing, condition, p.directions);
    const double rate = p.rate == Rate::steepest ? 1 : p.rate == Rate::best ? 2 / (1 + 1 / condition) : 0.1;
    const optim::GradientDescent<double> rule{.learning_rate = rate};
    auto state = rule.init(p.directions);
    optim::Workspace<double> workspace(p.directions);
    Vector at = Vector::Ones(p.directions);
    const double target = p.tolerance * optim::value(objective, at), mark = std::exp(-1.0);
    double steps = 0, flat = 0, steep = 0;
    while (optim::value(objective, at) > target || std::abs(at[0]) > mark) {
        flat += std::abs(at[0]) > mark ? 1 : 0;
        steep += std::abs(at[p.directions - 1]) > mark ? 1 : 0;
        steps += optim::value(objective, at) > target ? 1 : 0;
        optim::advance(
            rule, state, [&](const Vector& here, Vector& out) { objective.gradient(here, out); }, at,
            workspace);
    }
    tally.steps[i] = counted(steps);
    tally.flat_steps[i] = counted(flat);
    tally.steep_steps[i] = counted(steep);
}

std::function<stats::Estimate(const P&, const T&, std::size_t, double)> counts(
    std::vector<stats::Computed> T::*part) {
    return [part](const P&, const T& t, std::size_t i, double) { return (t.*part)[i].estimate(); };
}

}  // namespace

engine::Experiment descent_steps() {
    using namespace engine;
    return experiment<P, T>({
        .name = "descent-steps",
        .doc = "Steps of gradient descent on quadratics with curvatures from 1/condition to 1, from 1 in "
               "every direction.",
        .parameters =
            {choice(&P::spacing, {.name = "spacing",
                                  .choices = {"ratios", "differences"},
                                  .doc = "what is equal between neighbouring curvatures"}),
             choice(&P::rate, {.name = "rate",
                               .choices = {"steepest", "best", "tenth"},
                               .doc = "1 over the largest curvature, 2 over the sum of largest and smallest, "
                                      "or 0.1 over the largest"}),
             real(&P::tolerance,
                  {.name = "tolerance", .least = 1e-12, .greatest = 0.1, .doc = "last cost over first cost"}),
             integer(&P::directions,
                     {.name = "directions", .least = 2, .greatest = 100, .doc = "eigen-directions"})},
        .tally =
            [](const P& p) {
                const std::vector<stats::Computed> empty(conditions(p).size());
                return T{empty, empty, empty};
            },
        .quantities =
            {
                series<P, T>("steps", "condition", "steps until the cost is `tolerance` of the first cost",
                             conditions, counts(&T::steps)),
                series<P, T>("flat_steps", "condition",
                             "steps until the error in the flattest direction is 1/e of the first one",
                             conditions, counts(&T::flat_steps)),
                series<P, T>("steep_steps", "condition", "the same in the steepest direction", conditions,
                             counts(&T::steep_steps)),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                const auto all = conditions(p);
                for (std::size_t i = 0; i < all.size(); ++i) add(p, all[i], i, tally);
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
