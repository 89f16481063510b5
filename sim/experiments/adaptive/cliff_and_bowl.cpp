// A loss in one weight that is steep far from its minimum and gentle near it, not convex between.
// Document: 002, slides on AdaGrad and RMSProp.

#include <cmath>
#include <memory>

#include "lib/optim/advance.hpp"
#include "lib/random/uniform.hpp"
#include "sim/experiments/adaptive/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adaptive;
using Vector = optim::Vector<double>;

struct Parameters {
    Settings settings;
    double cliff = 100, plateau = 0.2;
};
using P = Parameters;

constexpr Eigen::Index lanes = 64;    ///< replicates side by side
constexpr int horizon = 20000;        ///< steps at most
constexpr double arrived = 0.05;      ///< distance from the minimum that counts
constexpr double bowl = 1, edge = 5;  ///< where the bowl ends and the cliff begins

struct Tally {
    stats::Histogram steps;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.steps);
    }
};
using T = Tally;

/// w in the bowl |w| < 1, then the slope of the plateau up to |w| = 5, then that of the cliff. With a plateau
/// less steep than the bowl's edge, slope 1, the loss is not convex.
double slope(const P& p, double w) {
    const double away = std::abs(w);
    const double size = away < bowl ? away : away < edge ? p.plateau : p.cliff;
    return w < 0 ? -size : size;
}

/// Steps to within 0.05 of the minimum, from starts on the cliff between 6 and 7; horizon + 1 for those that
/// do not get there.
template <class RuleType>
void run(const P& p, const RuleType& rule, random::Stream& stream, Eigen::Index replicates, T& tally) {
    Vector at(replicates);
    random::fill_uniform(stream, std::span(at.data(), std::size_t(replicates)));
    at.array() += 6;
    const auto gradient = [&](const Vector& point, Vector& out) {
        for (Eigen::Index i = 0; i < point.size(); ++i) out[i] = slope(p, point[i]);
    };
    auto state = rule.init(replicates);
    optim::Workspace<double> workspace(replicates);
    std::vector<double> steps(std::size_t(replicates), horizon + 1);
    Eigen::Index under_way = replicates;
    for (int t = 1; t <= horizon && under_way > 0; ++t) {
        optim::advance(rule, state, gradient, at, workspace);
        for (Eigen::Index i = 0; i < replicates; ++i) {
            double& count = steps[std::size_t(i)];
            if (count <= horizon || !(std::abs(at[i]) < arrived)) continue;
            count = t;
            --under_way;
        }
    }
    tally.steps.add(steps);
}

}  // namespace

engine::Experiment cliff_and_bowl() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::lattice(horizon + 1));
    return experiment<P, T>({
        .name = "cliff-and-bowl",
        .doc = "Steps that a rule takes down a cliff, over a plateau and into the bowl w^2/2 behind it, to "
               "within 0.05 of the minimum; starts are uniform on one unit of the cliff.",
        .parameters = rule_parameters<P>(
            &P::settings,
            {real(&P::cliff, {.name = "cliff", .least = 0.01, .greatest = 1e6, .doc = "slope, |w| > 5"}),
             real(&P::plateau,
                  {.name = "plateau", .least = 1e-6, .greatest = 100, .doc = "slope, 1 < |w| < 5"})}),
        .tally = [cells](const P&) { return T{stats::Histogram(cells)}; },
        .quantities = {quantile<P, T>("median_steps", "median number of steps; 20001 for none within 20000",
                                      &T::steps, 0.5)},
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                with_rule(p.settings, [&](const auto& rule) {
                    run(p, rule, stream, Eigen::Index(replicates.count), tally);
                });
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{lanes}; },
        .blocks = 16,
    });
}

}  // namespace assay::experiments
