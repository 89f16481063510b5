// Stochastic gradient descent with normal noise on convex functions of one parameter whose gradient is not
// linear.

#include <cmath>

#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/gradient_noise.hpp"
#include "lib/optim/lockstep.hpp"
#include "lib/optim/objective/separable.hpp"
#include "lib/optim/polyak_average.hpp"
#include "lib/optim/schedule.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using Eigen::Index;
using Vector = optim::Vector<double>;

enum class Objective { absolute, bowl };
enum class Schedule { constant, inverse, inverse_root };

struct Parameters {
    Objective objective = Objective::absolute;
    Schedule schedule = Schedule::inverse_root;
    double noise_sd = 1, start = 0, scale = 1, offset = 0;
    std::int64_t steps = 1024;
};
using P = Parameters;

/// x^2/2 + sqrt(1 + x^2) - 1: curvature from 2 at the minimum to 1 far away, so strongly convex.
struct Bowl {
    using Scalar = double;
    [[nodiscard]] static double value(double x) { return x * x / 2 + x * x / (1 + std::sqrt(1 + x * x)); }
    [[nodiscard]] static double slope(double x) { return x + x / std::sqrt(1 + x * x); }
};

double rate(const P& p, std::uint64_t k) {
    if (p.schedule == Schedule::inverse) return optim::InverseRate<double>{p.scale, p.offset}(k);
    if (p.schedule == Schedule::inverse_root) return optim::InverseRootRate<double>{p.scale, p.offset}(k);
    return optim::ConstantRate<double>{p.scale}(k);
}

std::vector<double> stops(const P& p) {
    std::vector<double> all;
    for (std::int64_t k = 1; k <= p.steps; k *= 2) all.push_back(static_cast<double>(k));
    return all;
}

struct Tally {
    std::vector<stats::Moments> last, average;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.last, self.average);
    }
};
using T = Tally;

template <class Phi>
void run(const P& p, const optim::Separable<Phi>& objective, Index replicates, random::Stream& stream,
         T& tally) {
    optim::GradientDescent<double> rule{.learning_rate = rate(p, 1)};
    auto state = rule.init(replicates);
    Vector theta = Vector::Constant(replicates, p.start), buffer(replicates), values(replicates);
    optim::Workspace<double> workspace(replicates);
    optim::PolyakAverage<double> average(replicates);
    const auto add = [&](const Vector& at, stats::Moments& moments) {
        objective.values(at, values);
        moments.add(std::span<const double>(values.data(), static_cast<std::size_t>(replicates)));
    };
    std::size_t stop = 0;
    for (std::uint64_t k = 1; k <= static_cast<std::uint64_t>(p.steps); ++k) {
        rule.learning_rate = rate(p, k);
        const auto gradient = [&](const Vector& at, Vector& out) {
            objective.gradient(at, out);
            optim::add_normal_noise(stream, p.noise_sd, buffer, out);
        };
        optim::advance(rule, state, gradient, theta, workspace);
        average.add(theta);
        if (k == std::uint64_t{1} << stop) {
            add(theta, tally.last[stop]);
            add(average.mean, tally.average[stop]);
            ++stop;
        }
    }
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const Index tile = optim::replicates_in_tile(1);
    for (Index done = 0; done < static_cast<Index>(replicates.count); done += tile) {
        const Index n = std::min(tile, static_cast<Index>(replicates.count) - done);
        if (p.objective == Objective::bowl)
            run(p, optim::Separable<Bowl>{}, n, stream, tally);
        else
            run(p, optim::Separable<optim::AbsoluteValue<double>>{}, n, stream, tally);
    }
    return 0;
}

auto mean_of(std::vector<stats::Moments> T::*part) {
    return [part](const P&, const T& t, std::size_t i, double level) {
        return stats::student_mean((t.*part)[i], level);
    };
}

}  // namespace

engine::Experiment noisy_slope() {
    using namespace engine;
    return experiment<P, T>({
        .name = "noisy-slope",
        .doc =
            "Stochastic gradient descent on |x|, which is convex and no more, or on x^2/2 + sqrt(1 + x^2), "
            "which is strongly convex; each step k = 1, 2, ... sees the slope with independent normal "
            "noise.",
        .parameters =
            {
                choice(&P::objective, {.name = "objective",
                                       .choices = {"absolute", "bowl"},
                                       .doc = "|x|, or x^2/2 + sqrt(1 + x^2) - 1"}),
                choice(&P::schedule, {.name = "schedule",
                                      .choices = {"constant", "inverse", "inverse-root"},
                                      .doc = "rate: scale, scale/(k + offset), scale/sqrt(k + offset)"}),
                real(&P::noise_sd, {.name = "noise_sd",
                                    .least = 0,
                                    .greatest = 1e3,
                                    .doc = "standard deviation of the slope"}),
                real(&P::start, {.name = "start", .least = -1e3, .greatest = 1e3, .doc = "first x"}),
                real(&P::scale,
                     {.name = "scale", .least = 1e-6, .greatest = 1e3, .doc = "of the learning rate"}),
                real(&P::offset,
                     {.name = "offset", .least = 0, .greatest = 1e4, .doc = "added to k in the schedule"}),
                integer(&P::steps, {.name = "steps", .least = 1, .greatest = 16384, .doc = "steps"}),
            },
        .tally =
            [](const P& p) {
                const std::size_t n = stops(p).size();
                return T{std::vector<stats::Moments>(n), std::vector<stats::Moments>(n)};
            },
        .quantities =
            {
                series<P, T>("excess", "step",
                             "mean of the objective after k steps, k = 1, 2, 4, ...; its "
                             "least value is 0",
                             stops, mean_of(&T::last)),
                series<P, T>("averaged_excess", "step",
                             "the same at the average of the parameters after steps 1 to k", stops,
                             mean_of(&T::average)),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 8192; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
