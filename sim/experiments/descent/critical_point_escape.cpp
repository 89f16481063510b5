// How long gradient descent takes to leave a critical point that is no minimum.
// Document: 001.

#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/bowl.hpp"

namespace assay::experiments {
namespace {

using namespace descent;

enum class Surface { saddle, maximum, flat };

struct Parameters {
    Surface surface = Surface::saddle;
    double learning_rate = 0.1;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Computed> steps;
    stats::Computed left_manifold;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.steps, self.left_manifold);
    }
};
using T = Tally;

std::vector<double> starts(const P&) {
    return {1e-9, 1e-6, 1e-4, 1e-2};
}

/// saddle: (x^2 - y^2)/2; maximum: -(x^2 + y^2)/2; flat: x^2/2 - y^3/3, without curvature along y.
void gradient(Surface surface, const Vector& at, Vector& out) {
    if (surface == Surface::flat) {
        out[0] = at[0];
        out[1] = -at[1] * at[1];
        return;
    }
    Vector h(2);
    h << (surface == Surface::saddle ? 1 : -1), -1;
    optim::Quadratic<double>{h}.gradient(at, out);
}

/// From y = start, and x = 1 where the surface rises along x, start/2 where it falls, until |y| >= 1.
double steps(const P& p, double start) {
    const optim::GradientDescent<double> rule{.learning_rate = p.learning_rate};
    auto state = rule.init(2);
    Vector at(2), slope(2);
    at << (p.surface == Surface::maximum ? start / 2 : 1), start;
    double count = 0;
    for (; std::abs(at[1]) < 1; ++count) {
        gradient(p.surface, at, slope);
        rule.step(state, slope, at);
    }
    return count;
}

/// |y| after 100000 steps from y = 0, exactly on the stable manifold.
double distance_from_manifold(const P& p) {
    const optim::GradientDescent<double> rule{.learning_rate = p.learning_rate};
    auto state = rule.init(2);
    Vector at(2), slope(2);
    at << 1, 0;
    for (int t = 0; t < 100'000; ++t) {
        gradient(p.surface, at, slope);
        rule.step(state, slope, at);
    }
    return std::abs(at[1]);
}

}  // namespace

engine::Experiment critical_point_escape() {
    using namespace engine;
    return experiment<P, T>({
        .name = "critical-point-escape",
        .doc =
            "Gradient descent near the critical point 0 of a saddle of curvatures 1 and -1, of a maximum of "
            "curvatures -1, or of x^2/2 - y^3/3.",
        .parameters = {choice(&P::surface, {.name = "surface",
                                            .choices = {"saddle", "maximum", "flat"},
                                            .doc = "the kind of critical point"}),
                       real(&P::learning_rate,
                            {.name = "learning_rate", .least = 0.05, .greatest = 1, .doc = "step size"})},
        .tally =
            [](const P& p) {
                auto few = starts(p);
                return T{std::vector<stats::Computed>(few.size()), {}};
            },
        .quantities =
            {
                series<P, T>(
                    "steps", "start", "steps until |y| is 1, by its first value", starts,
                    [](const P&, const T& t, std::size_t i, double) { return t.steps[i].estimate(); }),
                computed<P, T>("left_manifold", "|y| after 100000 steps from y = 0", &T::left_manifold),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                const auto all = starts(p);
                for (std::size_t i = 0; i < all.size(); ++i)
                    // along y^3 the time is 1/(rate start): a start of 10^-9 would take hours
                    if (p.surface != Surface::flat || all[i] >= 1e-6)
                        tally.steps[i] = counted(steps(p, all[i]));
                tally.left_manifold = counted(distance_from_manifold(p));
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
