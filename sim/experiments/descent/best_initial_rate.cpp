// The initial learning rate that is best after 100 noisy steps, and the one that is best at the end.
// Document: 002 on choosing the learning rate.

#include <cmath>

#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/schedule.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/bowl.hpp"

namespace assay::experiments {
namespace {

using namespace descent;

enum class Schedule { constant, decaying };

struct Parameters {
    Schedule schedule = Schedule::decaying;
    double noise = 0.3, condition = 100;
    std::int64_t directions = 2, steps = 1000;
};
using P = Parameters;

struct Tally {
    stats::Computed early, last, ratio;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.early, self.last, self.ratio);
    }
};
using T = Tally;

constexpr std::int64_t early_steps = 100;
constexpr Eigen::Index rates = 1000;  ///< tried, from 0.005 to 1.99 in equal ratios of 1.006

struct Costs {
    double early = 0, last = 0;
};

/// The expected cost: a step multiplies the mean square of an error by (1 - eta h)^2, which is what it does
/// to an error squared, and adds eta^2 noise^2. From 1 in every direction.
Costs costs(const P& p, const Vector& curvatures, double initial) {
    const optim::LinearDecayRate<double> decaying{
        .initial = initial, .floor = initial / 100, .tau = static_cast<std::uint64_t>(p.steps)};
    Costs result;
    Vector square = Vector::Ones(curvatures.size());
    for (std::int64_t k = 0; k < p.steps; ++k) {
        const double eta =
            p.schedule == Schedule::decaying ? decaying(static_cast<std::uint64_t>(k)) : initial;
        square.array() *= (1 - eta * curvatures.array()).square();
        square.array() += eta * eta * p.noise * p.noise;
        if (k + 1 == early_steps) result.early = square.dot(curvatures) / 2;
    }
    result.last = square.dot(curvatures) / 2;
    return result;
}

std::uint64_t block(const P& p, random::Stream&, engine::Replicates, T& tally) {
    const Vector curvatures = bowl(Spacing::ratios, p.condition, p.directions).eigenvalues;
    Costs least{.early = HUGE_VAL, .last = HUGE_VAL};
    double early = 0, last = 0;
    for (const double rate : optim::geometrically_spaced(0.005, 1.99, rates)) {
        const Costs now = costs(p, curvatures, rate);
        if (now.early < least.early) early = rate;
        if (now.last < least.last) last = rate;
        least = {std::min(least.early, now.early), std::min(least.last, now.last)};
    }
    tally.early = rounded(early, 0.006);
    tally.last = rounded(last, 0.006);
    tally.ratio = rounded(last / early, 0.012);
    return 0;
}

}  // namespace

engine::Experiment best_initial_rate() {
    using namespace engine;
    return experiment<P, T>({
        .name = "best-initial-rate",
        .doc =
            "Gradient descent with additive noise on a quadratic with curvatures from 1/condition to 1, at "
            "a constant rate or one that decays linearly to a hundredth: the expected cost, computed.",
        .parameters =
            {choice(&P::schedule,
                    {.name = "schedule",
                     .choices = {"constant", "decaying"},
                     .doc = "the rate over the steps: as it starts, or falling to 1 % of that at the end"}),
             real(&P::noise, {.name = "noise",
                              .least = 0,
                              .greatest = 10,
                              .doc = "standard deviation of each element of the gradient"}),
             real(&P::condition, {.name = "condition",
                                  .least = 1.001,
                                  .greatest = 1e6,
                                  .doc = "largest over smallest curvature"}),
             integer(&P::directions, {.name = "directions",
                                      .least = 2,
                                      .greatest = 100,
                                      .doc = "eigen-directions, in equal ratios"}),
             integer(&P::steps,
                     {.name = "steps", .least = 101, .greatest = 10000, .doc = "steps of descent"})},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("best_early", "initial rate with the least expected cost after 100 steps",
                               &T::early),
                computed<P, T>("best_last", "initial rate with the least expected cost at the end", &T::last),
                computed<P, T>("ratio", "the second over the first", &T::ratio),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
