// Stochastic gradient descent from a point on the stable manifold of a saddle.
// Document: 001.

#include <memory>

#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/gradient_noise.hpp"
#include "lib/optim/lockstep.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double noise = 1e-3, learning_rate = 0.1;
    std::int64_t horizon = 400;
};
using P = Parameters;

struct Tally {
    stats::Histogram steps;
    stats::Proportion escapes;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.steps, self.escapes);
    }
};
using T = Tally;

using Vector = optim::Vector<double>;
constexpr Eigen::Index tile = 128;

/// `tile` trajectories on (x^2 - y^2)/2 from (1, 0), noise in both elements of the gradient, until |y| >= 1;
/// those that have not left at the horizon count as leaving then.
void add_tile(const P& p, random::Stream& stream, T& tally) {
    const auto objective = optim::saddle(1.0, 1.0);
    const optim::GradientDescent<double> rule{.learning_rate = p.learning_rate};
    auto state = rule.init(2 * tile);
    Vector at = Vector::Zero(2 * tile), gradient(2 * tile), buffer(2 * tile);
    at.head(tile).setOnes();
    Vector steps = Vector::Zero(tile);
    Eigen::Array<bool, Eigen::Dynamic, 1> inside =
        Eigen::Array<bool, Eigen::Dynamic, 1>::Constant(tile, true);
    for (std::int64_t t = 0; t < p.horizon && inside.any(); ++t) {
        objective.gradient(at, gradient);
        optim::add_normal_noise(stream, p.noise, buffer, gradient);
        rule.step(state, gradient, at);
        steps.array() += inside.cast<double>();
        inside = inside && (at.tail(tile).array().abs() < 1);
    }
    tally.steps.add({steps.data(), static_cast<std::size_t>(tile)});
    for (const bool still : inside) tally.escapes.add(!still);
}

}  // namespace

engine::Experiment noisy_saddle() {
    using namespace engine;
    return experiment<P, T>({
        .name = "noisy-saddle",
        .doc = "Gradient descent with additive normal noise on (x^2 - y^2)/2 from (1, 0), where the gradient "
               "without noise leads straight into the saddle.",
        .parameters = {real(&P::noise, {.name = "noise",
                                        .least = 0,
                                        .greatest = 1,
                                        .doc = "standard deviation of each element of the gradient"}),
                       real(&P::learning_rate,
                            {.name = "learning_rate", .least = 0.01, .greatest = 1, .doc = "step size"}),
                       integer(&P::horizon,
                               {.name = "horizon", .least = 1, .greatest = 4000, .doc = "steps at most"})},
        .tally =
            [](const P& p) {
                return T{stats::Histogram(std::make_shared<const stats::Cells>(
                             stats::Cells::lattice(static_cast<std::size_t>(p.horizon)))),
                         {}};
            },
        .quantities =
            {
                quantile<P, T>("median_steps", "median of the steps until |y| is 1", &T::steps, 0.5),
                probability<P, T>("escapes", "probability that |y| reaches 1 within the horizon",
                                  &T::escapes),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; r += tile) add_tile(p, stream, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{512}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
