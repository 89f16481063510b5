// How well the learning rate must be chosen: the range within which a quadratic takes at most twice the steps
// of the best learning rate. Document: 002 on the price of the momentum parameter.

#include <cmath>

#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "lib/optim/spectrum.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Method { gradient_descent, heavy_ball };

struct Parameters {
    Method method = Method::heavy_ball;
    double momentum = 0.9, condition = 100, accuracy = 0.01;
    std::int64_t dimension = 20;
};
using P = Parameters;

struct Tally {
    stats::Computed decades, best_steps;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.decades, self.best_steps);
    }
};
using T = Tally;
using Vector = optim::Vector<double>;

constexpr int per_decade = 100, decades = 4,
              longest = 10000;  // learning rates from 1e-3 to 10, largest curvature 1

/// The first step after which the distance from the minimum is within the accuracy of the start's; `longest`
/// for none.
template <class Rule>
int steps_to_accuracy(const P& p, const Rule& rule) {
    const optim::Quadratic<double> quadratic{optim::geometrically_spaced(1 / p.condition, 1.0, p.dimension)};
    Vector theta = Vector::Ones(p.dimension);
    const double limit = p.accuracy * p.accuracy * theta.squaredNorm();
    auto state = rule.init(p.dimension);
    optim::Workspace<double> workspace(p.dimension);
    for (int k = 0; k < longest; ++k) {
        const double squared = theta.squaredNorm();
        if (squared <= limit) return k;
        if (!(squared < 1e12)) break;
        optim::advance(
            rule, state, [&](const Vector& at, Vector& out) { quadratic.gradient(at, out); }, theta,
            workspace);
    }
    return longest;
}
int steps_to_accuracy(const P& p, double learning_rate) {
    return p.method == Method::gradient_descent
               ? steps_to_accuracy(p, optim::GradientDescent<double>{learning_rate})
               : steps_to_accuracy(p, optim::HeavyBall<double>{learning_rate, p.momentum});
}

/// The interval of the grid around the best, up to the first learning rate on either side that takes more
/// than twice as many steps. Its ends are known to a step of the grid each.
void measure(const P& p, T& tally) {
    std::vector<int> steps;
    for (int i = 0; i <= per_decade * decades; ++i)
        steps.push_back(steps_to_accuracy(p, std::pow(10.0, -3 + static_cast<double>(i) / per_decade)));
    const auto best = std::min_element(steps.begin(), steps.end());
    if (*best == longest) return;  // no learning rate arrives: nothing to measure
    const auto good = [&](int n) { return n <= 2 * *best; };
    auto low = best, high = best;
    while (low != steps.begin() && good(*(low - 1))) --low;
    while (high + 1 != steps.end() && good(*(high + 1))) ++high;
    tally.decades = {static_cast<double>(high - low + 1) / per_decade, 2.0 / per_decade};
    tally.best_steps = {static_cast<double>(*best), 1};
}

}  // namespace

engine::Experiment momentum_window() {
    using namespace engine;
    return experiment<P, T>({
        .name = "momentum-window",
        .doc = "A quadratic with curvatures from 1/condition to 1 in equal ratios from (1, ..., 1), over a "
               "grid of "
               "learning rates from 0.001 to 10.",
        .parameters =
            {
                choice(&P::method, {.name = "method",
                                    .choices = {"gradient-descent", "heavy-ball"},
                                    .doc = "the update rule"}),
                real(&P::momentum, {.name = "momentum", .least = 0, .greatest = 0.999, .doc = "momentum a"}),
                real(&P::condition, {.name = "condition",
                                     .least = 2,
                                     .greatest = 1e3,
                                     .doc = "largest curvature over the smallest"}),
                real(&P::accuracy,
                     {.name = "accuracy",
                      .least = 1e-6,
                      .greatest = 0.5,
                      .doc = "distance from the minimum that counts as arrived, the start's being 1"}),
                integer(&P::dimension,
                        {.name = "dimension", .least = 2, .greatest = 64, .doc = "parameters"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("decades",
                               "decades of learning rates around the best that take at most twice its steps",
                               &T::decades),
                computed<P, T>("best_steps", "steps that the best learning rate of the grid takes",
                               &T::best_steps),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                measure(p, tally);
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
