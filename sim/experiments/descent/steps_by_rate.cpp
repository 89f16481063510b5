// How the number of steps depends on the learning rate, on a bowl, on a plateau and in the tail of a
// saturated unit. Documents: 001, 002.

#include <cmath>

#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/bowl.hpp"

namespace assay::experiments {
namespace {

using namespace descent;

enum class Landscape { bowl, plateau, tail };

struct Parameters {
    Landscape landscape = Landscape::bowl;
    double start = 1, slope = 1e-3;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Computed> steps;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.steps);
    }
};
using T = Tally;

std::vector<double> rates(const P&) {
    return {1e-3, 1e-2, 1e-1, 1};
}

/// Slopes of x^2/2, of -slope x, and of 1 - sigmoid(x).
double slope(const P& p, double x) {
    if (p.landscape == Landscape::bowl) return x;
    if (p.landscape == Landscape::plateau) return -p.slope;
    const double s = 1 / (1 + std::exp(-x));
    return -s * (1 - s);
}

/// The bowl from `start` until x <= start/100; the others from -start until x >= 0. Half a step of tolerance
/// keeps sums of steps from deciding by their rounding.
double steps(const P& p, double rate) {
    const optim::GradientDescent<double> rule{.learning_rate = rate};
    auto state = rule.init(1);
    const bool bowl = p.landscape == Landscape::bowl;
    Vector at = Vector::Constant(1, bowl ? p.start : -p.start), gradient(1);
    double count = 0;
    for (; bowl ? at[0] > p.start / 100 : at[0] < 0; ++count) {
        gradient[0] = slope(p, at[0]);
        if (p.landscape == Landscape::plateau && at[0] + rate * p.slope / 2 >= 0) break;
        rule.step(state, gradient, at);
    }
    return count;
}

}  // namespace

engine::Experiment steps_by_rate() {
    using namespace engine;
    return experiment<P, T>({
        .name = "steps-by-rate",
        .doc = "Steps of gradient descent in one parameter, by the learning rate.",
        .parameters =
            {choice(&P::landscape, {.name = "landscape",
                                    .choices = {"bowl", "plateau", "tail"},
                                    .doc = "x^2/2, a constant slope, or 1 - sigmoid(x)"}),
             real(&P::start,
                  {.name = "start", .least = 0.1, .greatest = 8, .doc = "distance of the first x from 0"}),
             real(&P::slope, {.name = "slope", .least = 1e-3, .greatest = 1, .doc = "slope of the plateau"})},
        .tally = [](const P& p) { return T{std::vector<stats::Computed>(rates(p).size())}; },
        .quantities = {series<P, T>(
            "steps", "learning_rate",
            "steps to a hundredth of the start on the bowl, to 0 on the plateau and in the tail", rates,
            [](const P&, const T& t, std::size_t i, double) { return t.steps[i].estimate(); })},
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                const auto all = rates(p);
                for (std::size_t i = 0; i < all.size(); ++i) tally.steps[i] = counted(steps(p, all[i]));
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
