// Gradient descent in one parameter, with learning rates up to far too large ones.
// Document: 002 on choosing the learning rate.

#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/objective/separable.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/bowl.hpp"

namespace assay::experiments {
namespace {

using namespace descent;

enum class Cost { quadratic, log_cosh, quartic };

struct Parameters {
    Cost cost = Cost::quadratic;
    double learning_rate = 1, start = 1;
    std::int64_t steps = 100;
};
using P = Parameters;

struct Tally {
    stats::Computed flips, rises, size, cost_ratio, steps_to_huge;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.flips, self.rises, self.size, self.cost_ratio, self.steps_to_huge);
    }
};
using T = Tally;

constexpr double huge = 1e100;

/// Counts end where the point is beyond 10^100, so that nothing overflows; `steps_to_huge` has no value where
/// it never is.
template <optim::Objective Objective>
void descend(const P& p, const Objective& objective, T& tally) {
    const optim::GradientDescent<double> rule{.learning_rate = p.learning_rate};
    auto state = rule.init(1);
    Vector at = Vector::Constant(1, p.start), gradient(1);
    const double first = optim::value(objective, at);
    double flips = 0, rises = 0, before = first;
    std::int64_t t = 0;
    for (; t < p.steps && std::abs(at[0]) <= huge; ++t) {
        const double last = at[0];
        objective.gradient(at, gradient);
        rule.step(state, gradient, at);
        const double after = optim::value(objective, at);
        flips += last * at[0] < 0 ? 1 : 0;
        rises += after > before ? 1 : 0;
        before = after;
    }
    const double error = 1e-13 * static_cast<double>(p.steps);
    tally.flips = counted(flips);
    tally.rises = counted(rises);
    tally.size = rounded(std::abs(at[0]), error);
    tally.cost_ratio = rounded(before / first, error);
    if (std::abs(at[0]) > huge) tally.steps_to_huge = counted(static_cast<double>(t));
}

std::uint64_t block(const P& p, random::Stream&, engine::Replicates, T& tally) {
    if (p.cost == Cost::quadratic)
        descend(p, optim::Quadratic<double>{Vector::Ones(1)}, tally);
    else if (p.cost == Cost::log_cosh)
        descend(p, optim::Separable<optim::LogCosh<double>>{}, tally);
    else
        descend(p, optim::Separable<optim::Quartic<double>>{}, tally);
    return 0;
}

}  // namespace

engine::Experiment one_parameter_descent() {
    using namespace engine;
    return experiment<P, T>({
        .name = "one-parameter-descent",
        .doc = "Gradient descent on x^2/2, on ln cosh x or on x^4; the first two have curvature 1 at most.",
        .parameters =
            {choice(&P::cost, {.name = "cost",
                               .choices = {"quadratic", "log-cosh", "quartic"},
                               .doc = "x^2/2, ln cosh x or x^4"}),
             real(&P::learning_rate,
                  {.name = "learning_rate", .least = 1e-9, .greatest = 10, .doc = "step size"}),
             real(&P::start, {.name = "start", .least = 1e-3, .greatest = 100, .doc = "first x"}),
             integer(&P::steps,
                     {.name = "steps", .least = 1, .greatest = 1000000, .doc = "steps of descent at most"})},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("flips", "steps at which x changes its sign", &T::flips),
                computed<P, T>("rises", "steps at which the cost rises", &T::rises),
                computed<P, T>("size", "last |x|", &T::size),
                computed<P, T>("cost_ratio", "last cost over first cost", &T::cost_ratio),
                computed<P, T>("steps_to_huge", "steps until |x| is beyond 10^100", &T::steps_to_huge),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
