// The single learning rate with which gradient descent on a quadratic is fastest from the worst start.
// Document: 000 section 2.1.

#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/bowl.hpp"

namespace assay::experiments {
namespace {

using namespace descent;

struct Parameters {
    std::int64_t directions = 5;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Computed> rate, contraction;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.rate, self.contraction);
    }
};
using T = Tally;

std::vector<double> conditions(const P&) {
    return {2, 10, 100, 1000};
}

/// What a step leaves of an error in the slowest direction: the geometric mean over 16 steps of descent.
double contraction(const optim::Quadratic<double>& objective, double rate) {
    const optim::GradientDescent<double> rule{.learning_rate = rate};
    auto state = rule.init(objective.dimension());
    Vector at = Vector::Ones(objective.dimension()), gradient = at;
    constexpr int steps = 16;
    for (int t = 0; t < steps; ++t) {
        objective.gradient(at, gradient);
        rule.step(state, gradient, at);
    }
    return std::pow(at.cwiseAbs().maxCoeff(), 1.0 / steps);
}

/// Ternary search: the contraction falls and then rises with the rate.
double best_rate(const optim::Quadratic<double>& objective) {
    double low = 1e-6, high = 2;
    while (high - low > 1e-11) {
        const double third = (high - low) / 3, a = low + third, b = high - third;
        if (contraction(objective, a) > contraction(objective, b))
            low = a;
        else
            high = b;
    }
    return (low + high) / 2;
}

}  // namespace

engine::Experiment best_learning_rate() {
    using namespace engine;
    return experiment<P, T>({
        .name = "best-learning-rate",
        .doc =
            "Search for the rate at which gradient descent on a quadratic with curvatures from 1/condition "
            "to 1 shrinks the slowest error most.",
        .parameters = {integer(
            &P::directions,
            {.name = "directions", .least = 2, .greatest = 100, .doc = "eigen-directions, in equal ratios"})},
        .tally =
            [](const P& p) {
                const std::vector<stats::Computed> empty(conditions(p).size());
                return T{empty, empty};
            },
        .quantities =
            {
                series<P, T>(
                    "best_rate", "condition", "that rate, in units of 1 over the largest curvature",
                    conditions,
                    [](const P&, const T& t, std::size_t i, double) { return t.rate[i].estimate(); }),
                series<P, T>(
                    "best_contraction", "condition", "what a step at that rate leaves of the slowest error",
                    conditions,
                    [](const P&, const T& t, std::size_t i, double) { return t.contraction[i].estimate(); }),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                const auto all = conditions(p);
                for (std::size_t i = 0; i < all.size(); ++i) {
                    const auto objective = bowl(Spacing::ratios, all[i], p.directions);
                    const double rate = best_rate(objective);
                    tally.rate[i] = {.value = rate, .error = 1e-9};
                    tally.contraction[i] = {.value = contraction(objective, rate), .error = 1e-9};
                }
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
