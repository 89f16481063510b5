// A convex problem whose gradients are now and then large and of the sign that matters: where does Adam end?
//   S. J. Reddi, S. Kale, S. Kumar: On the convergence of Adam and beyond. ICLR 2018, theorem 1.
// Documents: 001, 002 algorithm 8.7.

#include <algorithm>

#include "lib/optim/schedule.hpp"
#include "sim/experiments/adam/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adam;
using stats::Computed;

struct Parameters : Hyperparameters {
    Form form = Form::adam;
    double large = 3, start = 0;
    std::int64_t steps = 30000;
    Parameters() {
        learning_rate = 0.1;
        beta1 = 0;
        beta2 = 0.1;
        epsilon = 0;
    }
};
using P = Parameters;

struct Tally {
    Computed last_point, mean_regret;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.last_point, self.mean_regret);
    }
};
using T = Tally;

/// f_t(x) = C x for t = 1, 4, 7, ... and -x otherwise, on [-1, 1], so that for C > 2 the sum of three is
/// least at -1. Learning rate eta / sqrt(t); the step is followed by the projection to [-1, 1].
std::uint64_t block(const P& p, random::Stream&, engine::Replicates, T& tally) {
    // The projection does not magnify errors; each step adds some roundings of numbers up to 1 + its length.
    const double error = 1e-14 * static_cast<double>(p.steps);
    with_rule(p.form, p, [&](auto rule) {
        const optim::InverseRootRate<double> rate{.scale = p.learning_rate, .offset = 0};
        auto state = rule.init(1);
        Vector<double> x(1), gradient(1);
        x[0] = p.start;
        double regret = 0;
        for (std::int64_t t = 1; t <= p.steps; ++t) {
            gradient[0] = t % 3 == 1 ? p.large : -1.0;
            regret += gradient[0] * (x[0] + 1);
            if constexpr (requires { rule.learning_rate; })
                rule.learning_rate = rate(static_cast<std::uint64_t>(t));
            else
                rule.h.learning_rate = rate(static_cast<std::uint64_t>(t));
            rule.step(state, gradient, x);
            x[0] = std::clamp(x[0], -1.0, 1.0);
        }
        tally.last_point = {x[0], error};
        tally.mean_regret = {regret / static_cast<double>(p.steps), p.large * error};
    });
    return 0;
}

}  // namespace

engine::Experiment adam_counterexample() {
    using namespace engine;
    return experiment<P, T>({
        .name = "adam-counterexample",
        .doc =
            "Online descent on [-1, 1] with slopes C, -1, -1, C, -1, -1, ..., at the rate eta/sqrt(t); for "
            "C above 2 the best fixed point is -1.",
        .parameters = with_hyperparameters<P>(
            {form_parameter(&P::form),
             real(&P::large, {.name = "large", .least = 0, .greatest = 1e3, .doc = "the large slope C"}),
             real(&P::start, {.name = "start", .least = -1, .greatest = 1, .doc = "the first point"}),
             integer(&P::steps,
                     {.name = "steps", .least = 3, .greatest = 1000000, .doc = "steps, three a round"})}),
        .tally = [](const P&) { return T{}; },
        .quantities = {computed<P, T>("last_point", "the last point", &T::last_point),
                       computed<P, T>("mean_regret",
                                      "by how much the mean loss of the points exceeds that of the point -1",
                                      &T::mean_regret)},
        .block = block,
    });
}

}  // namespace assay::experiments
