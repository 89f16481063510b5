// Which learning rate serves a rule best, and what becomes of it when the loss is rescaled.
// Document: 002, slide on Adam.

#include <cmath>
#include <limits>

#include "lib/optim/objective/quadratic.hpp"
#include "lib/optim/spectrum.hpp"
#include "sim/experiments/adam/rate_grid.hpp"
#include "sim/experiments/adam/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adam;
using stats::Computed;

struct Parameters : Hyperparameters {
    Form form = Form::adam;
    double condition = 100;
    std::int64_t log2_factor = 0, steps = 200;
    Parameters() { epsilon = 0; }
};
using P = Parameters;

struct Tally {
    Computed best_rate, shift;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.best_rate, self.shift);
    }
};
using T = Tally;

constexpr Index dimension = 8;
constexpr int least_exponent = -40, greatest_exponent = 24;  ///< of the rates, powers of two

/// The loss, over its factor, after the last step on factor sum_i h_i theta_i^2 / 2 from theta_i = 1.
double last_loss(P p, double factor) {
    const optim::Quadratic<double> objective{optim::geometrically_spaced(1.0 / p.condition, 1.0, dimension)};
    Vector<double> theta = Vector<double>::Ones(dimension), gradient(dimension), loss(1);
    with_rule(p.form, p, [&](const auto& rule) {
        auto state = rule.init(dimension);
        for (std::int64_t t = 0; t < p.steps; ++t) {
            objective.gradient(theta, gradient);
            gradient *= factor;
            rule.step(state, gradient, theta);
        }
    });
    objective.values(theta, loss);
    return loss[0];
}

/// The number of the best rate.
int best_rate(P p, double factor) {
    int best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (int k = least_exponent * rates_an_octave; k <= greatest_exponent * rates_an_octave; ++k) {
        p.learning_rate = rate(k);
        const double loss = last_loss(p, factor);
        if (loss < least) {
            least = loss;
            best = k;
        }
    }
    return best;
}

std::uint64_t block(const P& p, random::Stream&, engine::Replicates, T& tally) {
    const int plain = best_rate(p, 1),
              rescaled = best_rate(p, std::ldexp(1.0, static_cast<int>(p.log2_factor)));
    tally.best_rate = {static_cast<double>(plain) / rates_an_octave, 0};
    tally.shift = {static_cast<double>(rescaled - plain) / rates_an_octave, 0};
    return 0;
}

}  // namespace

engine::Experiment adam_rates() {
    using namespace engine;
    return experiment<P, T>({
        .name = "adam-rates",
        .doc =
            "A quadratic in 8 dimensions with logarithmically spaced curvatures up to 1, from (1, ..., 1), "
            "at each of the learning rates 2^(k/4), 2^-40 to 2^24; and the same on a multiple of it.",
        .parameters = with_hyperparameters<P>(
            {form_parameter(&P::form),
             real(&P::condition, {.name = "condition",
                                  .least = 1,
                                  .greatest = 1e6,
                                  .doc = "largest over smallest curvature"}),
             integer(&P::log2_factor, {.name = "log2_factor",
                                       .least = -16,
                                       .greatest = 16,
                                       .doc = "logarithm to base 2 of the factor of the loss"}),
             integer(&P::steps, {.name = "steps", .least = 1, .greatest = 10000, .doc = "steps"})}),
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("best_rate", "logarithm to base 2 of the rate with the least last loss",
                               &T::best_rate),
                computed<P, T>("shift", "by how much best_rate changes when the loss is multiplied",
                               &T::shift),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
