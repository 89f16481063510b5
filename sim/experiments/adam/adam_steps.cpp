// How far Adam and its printed forms move one parameter under prescribed gradients.
// Documents: 002 algorithm 8.7; 003, slide on Adam; 001.

#include <limits>

#include "sim/experiments/adam/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adam;
using stats::Computed;

/// constant: g at every step; late: 0 but for the last `burst` steps.
enum class Pattern { constant, late };

struct Parameters : Hyperparameters {
    Form form = Form::adam;
    Pattern pattern = Pattern::constant;
    double gradient = 1;
    std::int64_t steps = 100, burst = 1;
};
using P = Parameters;

struct Tally {
    std::vector<Computed> step;  ///< at t = 1 ... steps
    Computed first_step, last_step, largest_step, largest_at;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.step, self.first_step, self.last_step, self.largest_step, self.largest_at);
    }
};
using T = Tally;

double gradient_at(const P& p, std::int64_t t) {
    return p.pattern == Pattern::constant || t > p.steps - p.burst ? p.gradient : 0.0;
}

/// theta_(t-1) - theta_t over the learning rate, from theta = 0 before every step, since no rule looks at
/// theta: so a step loses no digits to where the parameter stands.
std::uint64_t block(const P& p, random::Stream&, engine::Replicates, T& tally) {
    // Every term of the averages has one sign, and each step adds at most four roundings to them.
    const double roundings = 16.0 + 4.0 * static_cast<double>(p.steps);
    const auto bounded = [&](double value) {
        return Computed{value, std::abs(value) * roundings * std::numeric_limits<double>::epsilon()};
    };
    tally.largest_step = bounded(0);
    with_rule(p.form, p, [&](const auto& rule) {
        auto state = rule.init(1);
        Vector<double> gradient(1), theta(1);
        for (std::int64_t t = 1; t <= p.steps; ++t) {
            gradient[0] = gradient_at(p, t);
            theta[0] = 0;
            rule.step(state, gradient, theta);
            const Computed step = bounded(-theta[0] / p.learning_rate);
            tally.step[static_cast<std::size_t>(t) - 1] = step;
            if (std::abs(step.value) > tally.largest_step.value) {
                tally.largest_step = bounded(std::abs(step.value));
                tally.largest_at = {static_cast<double>(t), 0};
            }
        }
    });
    tally.first_step = tally.step.front();
    tally.last_step = tally.step.back();
    return 0;
}

}  // namespace

engine::Experiment adam_steps() {
    using namespace engine;
    return experiment<P, T>({
        .name = "adam-steps",
        .doc =
            "Steps of one parameter, in units of the learning rate and counted against the gradient, under "
            "a constant gradient or one that is 0 up to the last few steps.",
        .parameters = with_hyperparameters<P>(
            {form_parameter(&P::form),
             choice(&P::pattern, {.name = "pattern",
                                  .choices = {"constant", "late"},
                                  .doc = "the gradient at every step, or at the last `burst` steps after "
                                         "zeros"}),
             real(&P::gradient, {.name = "gradient",
                                 .least = -1e9,
                                 .greatest = 1e9,
                                 .doc = "the gradient where it is not 0"}),
             integer(&P::steps, {.name = "steps", .least = 1, .greatest = 20000, .doc = "steps"}),
             integer(&P::burst, {.name = "burst",
                                 .least = 1,
                                 .greatest = 20000,
                                 .doc = "last steps with a gradient, in the late pattern"})}),
        .tally =
            [](const P& p) { return T{.step = std::vector<Computed>(static_cast<std::size_t>(p.steps))}; },
        .quantities =
            {
                series<P, T>(
                    "step", "step", "the step at t, in units of the learning rate",
                    [](const P& p) { return every_step(p.steps); },
                    [](const P&, const T& t, std::size_t k, double) { return t.step[k].estimate(); }),
                computed<P, T>("first_step", "the first step", &T::first_step),
                computed<P, T>("last_step", "the last step", &T::last_step),
                computed<P, T>("largest_step", "size of the largest step", &T::largest_step),
                computed<P, T>("largest_at", "the t of the largest step", &T::largest_at),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
