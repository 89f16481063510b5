// A narrow basin with a high floor beside a wide one whose floor is 0.
// Document: 002 on choosing the learning rate.

#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/bowl.hpp"

namespace assay::experiments {
namespace {

using namespace descent;

struct Parameters {
    double curvature = 20, floor = 0.5, learning_rate = 0.05;
    std::int64_t steps = 10000;
};
using P = Parameters;

struct Tally {
    stats::Computed cost;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.cost);
    }
};
using T = Tally;

double narrow(const P& p, double x) {
    return p.curvature * (x + 1) * (x + 1) / 2 + p.floor;
}
double wide(double x) {
    return (x - 2) * (x - 2) / 2;
}

/// f(x) = min(curvature (x + 1)^2 / 2 + floor, (x - 2)^2 / 2), from x = -1.1 in the narrow basin.
double last_cost(const P& p) {
    const optim::GradientDescent<double> rule{.learning_rate = p.learning_rate};
    auto state = rule.init(1);
    Vector at = Vector::Constant(1, -1.1), gradient(1);
    for (std::int64_t t = 0; t < p.steps; ++t) {
        const double x = at[0];
        gradient[0] = narrow(p, x) < wide(x) ? p.curvature * (x + 1) : x - 2;
        rule.step(state, gradient, at);
    }
    return std::min(narrow(p, at[0]), wide(at[0]));
}

}  // namespace

engine::Experiment two_basins() {
    using namespace engine;
    return experiment<P, T>({
        .name = "two-basins",
        .doc = "Gradient descent from a narrow basin with its floor above 0, at x = -1, beside one of "
               "curvature 1 with floor 0, at x = 2: the lower of two parabolas.",
        .parameters =
            {real(&P::curvature,
                  {.name = "curvature", .least = 2, .greatest = 1000, .doc = "of the narrow basin"}),
             real(&P::floor, {.name = "floor", .least = 0, .greatest = 2, .doc = "cost at its bottom"}),
             real(&P::learning_rate,
                  {.name = "learning_rate", .least = 1e-6, .greatest = 1.9, .doc = "step size"}),
             integer(&P::steps,
                     {.name = "steps", .least = 1, .greatest = 1000000, .doc = "steps of descent"})},
        .tally = [](const P&) { return T{}; },
        .quantities = {computed<P, T>("cost", "cost after the steps", &T::cost)},
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                tally.cost = {.value = last_cost(p), .error = 1e-12};
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
