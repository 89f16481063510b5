// A rule on a parabola: where it goes, and whether it settles.
// Documents: 001, "per-component learning rate"; 002, slides on AdaGrad and RMSProp.

#include <array>
#include <cmath>

#include "lib/optim/advance.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "sim/experiments/adaptive/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adaptive;

struct Parameters {
    Settings settings;
    double curvature = 1, start = 1;
};
using P = Parameters;

constexpr std::array<double, 14> points = {1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000};
constexpr double last_steps = 100;  ///< over which the amplitude is taken

struct Tally {
    std::vector<stats::Computed> position = std::vector<stats::Computed>(points.size()),
                                 progress = std::vector<stats::Computed>(points.size());
    stats::Computed amplitude, swing;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.position, self.progress, self.amplitude, self.swing);
    }
};
using T = Tally;

/// Rounding enters in each of 10^4 steps; the steps shrink it, or leave it as it is: below 1e4 units of 2^-53
/// of the start.
stats::Computed rounded(const P& p, double value) {
    return {value, 1e-11 * std::abs(p.start)};
}

/// Missing: the rule diverges, or divides 0 by 0.
template <class RuleType>
std::uint64_t run(const P& p, const RuleType& rule, T& tally) {
    using Vector = optim::Vector<double>;
    const optim::Quadratic<double> bowl{Vector::Constant(1, p.curvature)};
    const auto gradient = [&](const Vector& at, Vector& out) { bowl.gradient(at, out); };
    auto state = rule.init(1);
    optim::Workspace<double> workspace(1);
    Vector at = Vector::Constant(1, p.start);
    double amplitude = 0, swing = 0;
    std::size_t next = 0;
    for (double t = 1; t <= points.back(); ++t) {
        const double before = at[0];
        optim::advance(rule, state, gradient, at, workspace);
        swing = std::abs(at[0] - before);
        if (t > points.back() - last_steps) amplitude = std::max(amplitude, std::abs(at[0]));
        if (t != points[next]) continue;
        tally.position[next] = rounded(p, at[0]);
        tally.progress[next] = rounded(p, 1 - at[0] / p.start);
        ++next;
    }
    if (!std::isfinite(at[0])) return 1;
    tally.amplitude = rounded(p, amplitude);
    tally.swing = rounded(p, swing);
    return 0;
}

engine::QuantitiesOf<P, T> part(std::string name, std::string doc, std::vector<stats::Computed> T::*member) {
    return engine::series<P, T>(
        std::move(name), "step", std::move(doc),
        [](const P&) { return std::vector<double>(points.begin(), points.end()); },
        [member](const P&, const T& t, std::size_t i, double) { return (t.*member)[i].estimate(); });
}

}  // namespace

engine::Experiment bowl_descent() {
    using namespace engine;
    return experiment<P, T>({
        .name = "bowl-descent",
        .doc = "10,000 steps of a rule on curvature w^2 / 2.",
        .parameters = rule_parameters<P>(
            &P::settings,
            {real(&P::curvature,
                  {.name = "curvature", .least = 1e-6, .greatest = 1e6, .doc = "of the parabola"}),
             real(&P::start, {.name = "start", .least = 1e-6, .greatest = 1e6, .doc = "w at the start"})}),
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                part("position", "w", &T::position),
                part("progress", "1 - w/start: the share of the way that is done", &T::progress),
                computed<P, T>("amplitude", "the largest |w| of the last 100 steps", &T::amplitude),
                computed<P, T>("swing", "size of the last step", &T::swing),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                return with_rule(p.settings, [&](const auto& rule) { return run(p, rule, tally); });
            },
    });
}

}  // namespace assay::experiments
