// Stochastic gradient descent on a parabola with normal noise: every iterate is exactly normal, and its
// moments obey a linear recursion.

#include <array>
#include <cmath>
#include <memory>

#include "lib/optim/advance.hpp"
#include "lib/optim/batch_size.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/gradient_noise.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "lib/optim/lockstep.hpp"
#include "lib/optim/nesterov.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "lib/optim/polyak_average.hpp"
#include "lib/optim/schedule.hpp"
#include "lib/stats/combine.hpp"
#include "lib/stats/normal_sample.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using Eigen::Index;

enum class Method { plain, heavy_ball, nesterov };
enum class Schedule { constant, inverse, inverse_root, linear_decay };
enum class Growth { none, linear, geometric };

struct Parameters {
    Method method = Method::plain;
    Schedule schedule = Schedule::inverse;
    Growth growth = Growth::none;
    double curvature = 1, noise_sd = 1, start = 0;
    double scale = 1, offset = 0, floor_ratio = 0.01, momentum = 0.9;
    double batch = 1, batch_factor = 1.05;
    std::int64_t tau = 128, steps = 256;
};
using P = Parameters;

/// The rate of step k = 1, 2, ...: linear decay has its first rate at k = 0, as in 002 equation 8.14.
double rate(const P& p, std::uint64_t k) {
    switch (p.schedule) {
        case Schedule::inverse:
            return optim::InverseRate<double>{p.scale, p.offset}(k);
        case Schedule::inverse_root:
            return optim::InverseRootRate<double>{p.scale, p.offset}(k);
        case Schedule::linear_decay:
            return optim::LinearDecayRate<double>{p.scale, p.scale * p.floor_ratio,
                                                  static_cast<std::uint64_t>(p.tau)}(k);
        case Schedule::constant:
            break;
    }
    return optim::ConstantRate<double>{p.scale}(k);
}

double batch_size(const P& p, std::uint64_t k) {
    switch (p.growth) {
        case Growth::linear:
            return static_cast<double>(optim::LinearBatch{.initial = static_cast<std::uint64_t>(p.batch)}(k));
        case Growth::geometric:
            return static_cast<double>(
                optim::GeometricBatch{.initial = p.batch, .growth = p.batch_factor}(k));
        case Growth::none:
            break;
    }
    return p.batch;
}

/// 1, 2, 4, ... up to the last step.
std::vector<double> stops(const P& p) {
    std::vector<double> all;
    for (std::int64_t k = 1; k <= p.steps; k *= 2) all.push_back(static_cast<double>(k));
    return all;
}

/// Gradients of single examples taken so far, at each stop.
std::vector<double> evaluations(const P& p) {
    std::vector<double> all;
    double used = 0;
    for (std::int64_t k = 1, stop = 1; k <= p.steps; ++k) {
        used += batch_size(p, static_cast<std::uint64_t>(k));
        if (k == stop) {
            all.push_back(used);
            stop *= 2;
        }
    }
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

/// A tile of replicates through all steps. The mean of m examples' normal noise is drawn by its law, normal
/// of standard deviation noise_sd / sqrt(m). Returns how many end without a finite parameter.
template <class Rule>
std::uint64_t run(const P& p, Rule rule, Index replicates, random::Stream& stream, T& tally) {
    const optim::Quadratic<double> objective{Eigen::VectorXd::Constant(1, p.curvature)};
    rule.learning_rate = rate(p, 1);
    auto state = rule.init(replicates);
    optim::Vector<double> theta = Eigen::VectorXd::Constant(replicates, p.start);
    optim::Workspace<double> workspace(replicates);
    optim::PolyakAverage<double> average(replicates);
    std::size_t stop = 0;
    for (std::uint64_t k = 1; k <= static_cast<std::uint64_t>(p.steps); ++k) {
        rule.learning_rate = rate(p, k);
        const double sd = p.noise_sd / std::sqrt(batch_size(p, k));
        const auto gradient = [&](const optim::Vector<double>& at, optim::Vector<double>& out) {
            optim::draw_normal_gradient(stream, 0.0, sd, out);
            objective.add_gradient(at, out);
        };
        optim::advance(rule, state, gradient, theta, workspace);
        average.add(theta);
        if (k == std::uint64_t{1} << stop) {
            const auto n = static_cast<std::size_t>(replicates);
            tally.last[stop].add(std::span<const double>(theta.data(), n));
            tally.average[stop].add(std::span<const double>(average.mean.data(), n));
            ++stop;
        }
    }
    return static_cast<std::uint64_t>(replicates - theta.array().isFinite().count());
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const Index tile = optim::replicates_in_tile(1);
    std::uint64_t missing = 0;
    for (Index done = 0; done < static_cast<Index>(replicates.count); done += tile) {
        const Index n = std::min(tile, static_cast<Index>(replicates.count) - done);
        if (p.method == Method::heavy_ball)
            missing += run(p, optim::HeavyBall<double>{.momentum = p.momentum}, n, stream, tally);
        else if (p.method == Method::nesterov)
            missing += run(p, optim::Nesterov<double>{.momentum = p.momentum}, n, stream, tally);
        else
            missing += run(p, optim::GradientDescent<double>{}, n, stream, tally);
    }
    return missing;
}

/// curvature/2 (variance + mean^2) of exactly normal iterates, each of the two at half the level.
stats::Estimate excess(const P& p, const stats::Moments& iterates, double level) {
    const stats::Estimate mean = stats::normal_mean(iterates, level / 2);
    const stats::Estimate variance = stats::normal_variance(iterates, level / 2);
    const bool around_zero = mean.lower < 0 && mean.upper > 0;
    const double low = mean.lower * mean.lower, high = mean.upper * mean.upper;
    stats::Estimate square = mean;
    square.value = mean.value * mean.value;
    square.lower = around_zero ? 0 : std::min(low, high);
    square.upper = std::max(low, high);
    return stats::scaled(stats::difference(variance, stats::scaled(square, -1)), p.curvature / 2);
}

/// The second moments of parameter, velocity and average, by the recursion C <- A C A' + b b' that a step
/// without noise and the noise give; x0 x0' to begin with.
template <class S>
std::vector<S> second_moments(const P& p, bool of_average) {
    using Matrix = Eigen::Matrix<S, 3, 3>;
    const S curvature(p.curvature);
    const S momentum = p.method == Method::plain ? S(0) : S(p.momentum);
    Matrix c = Matrix::Zero();
    c(0, 0) = S(p.start) * S(p.start);
    std::vector<S> all;
    std::size_t stop = 0;
    for (std::uint64_t k = 1; k <= static_cast<std::uint64_t>(p.steps); ++k) {
        const S eta(rate(p, k)), share = S(1) / S(k);
        const S look_ahead = p.method == Method::nesterov ? momentum : S(0);
        const S sd = S(p.noise_sd) / std::sqrt(S(batch_size(p, k)));
        Matrix a = Matrix::Zero();  // rows: parameter, velocity, average
        a.row(1) << -eta * curvature, momentum - eta * curvature * look_ahead, S(0);
        a.row(0) = a.row(1);
        a(0, 0) += S(1);
        a.row(2) = share * a.row(0);
        a(2, 2) += S(1) - share;
        const Eigen::Matrix<S, 3, 1> b(-eta * sd, -eta * sd, -share * eta * sd);
        c = (a * c * a.transpose() + b * b.transpose()).eval();
        if (k == std::uint64_t{1} << stop) {
            all.push_back(of_average ? c(2, 2) : c(0, 0));
            ++stop;
        }
    }
    return all;
}

/// Computed in extended and in double precision: with 11 bits less the rounding errors are some 2000 times
/// larger, so that the difference bounds those of the extended one amply, and a double has 2^-52 of its own.
stats::Estimate exact_excess(const P& p, bool of_average, std::size_t stop) {
    const auto fine = second_moments<long double>(p, of_average);
    const auto coarse = second_moments<double>(p, of_average);
    const long double value = fine[stop];
    const auto error = static_cast<double>(std::abs(value - coarse[stop]) + value * 0x1p-50L);
    return stats::Computed{static_cast<double>(value) * p.curvature / 2, error * p.curvature / 2}.estimate();
}

auto computed_series(bool of_average) {
    return
        [of_average](const P& p, const T&, std::size_t i, double) { return exact_excess(p, of_average, i); };
}

}  // namespace

engine::Experiment noisy_descent() {
    using namespace engine;
    const auto last = [](const P& p, const T& t, std::size_t i, double level) {
        return excess(p, t.last[i], level);
    };
    return experiment<P, T>({
        .name = "noisy-descent",
        .doc = "Stochastic gradient descent on J = curvature theta^2/2: each step k = 1, 2, ... sees the "
               "gradient with independent normal noise, the mean of that of a batch of examples.",
        .parameters =
            {
                choice(
                    &P::method,
                    {.name = "method", .choices = {"plain", "heavy-ball", "nesterov"}, .doc = "update rule"}),
                choice(&P::schedule,
                       {.name = "schedule",
                        .choices = {"constant", "inverse", "inverse-root", "linear-decay"},
                        .doc = "rate: scale; scale/(k + offset); scale/sqrt(k + offset); from scale at k = 0 "
                               "linearly to floor_ratio scale at k = tau, then constant"}),
                choice(&P::growth, {.name = "growth",
                                    .choices = {"none", "linear", "geometric"},
                                    .doc = "batch of step k: batch; batch + k - 1; batch_factor^(k - 1) "
                                           "batch, rounded"}),
                real(&P::curvature,
                     {.name = "curvature", .least = 1e-3, .greatest = 1e3, .doc = "lambda of J"}),
                real(&P::noise_sd, {.name = "noise_sd",
                                    .least = 1e-6,
                                    .greatest = 1e3,
                                    .doc = "standard deviation of one example's gradient"}),
                real(&P::start, {.name = "start", .least = -1e3, .greatest = 1e3, .doc = "first parameter"}),
                real(&P::scale,
                     {.name = "scale", .least = 1e-6, .greatest = 1e3, .doc = "of the learning rate"}),
                real(&P::offset,
                     {.name = "offset", .least = 0, .greatest = 1e4, .doc = "added to k in the schedule"}),
                real(&P::floor_ratio, {.name = "floor_ratio",
                                       .least = 0,
                                       .greatest = 1,
                                       .doc = "last rate of linear decay over its first"}),
                real(
                    &P::momentum,
                    {.name = "momentum", .least = 0, .greatest = 0.999, .doc = "of heavy ball and Nesterov"}),
                real(&P::batch,
                     {.name = "batch", .least = 1, .greatest = 1e6, .doc = "examples of the first batch"}),
                real(&P::batch_factor, {.name = "batch_factor",
                                        .least = 1,
                                        .greatest = 2,
                                        .doc = "growth of geometric batches from step to step"}),
                integer(&P::tau,
                        {.name = "tau", .least = 1, .greatest = 1000000, .doc = "end of linear decay"}),
                integer(&P::steps, {.name = "steps", .least = 1, .greatest = 16384, .doc = "steps"}),
            },
        .tally =
            [](const P& p) {
                const std::size_t n = stops(p).size();
                return T{std::vector<stats::Moments>(n), std::vector<stats::Moments>(n)};
            },
        .quantities =
            {
                series<P, T>("excess", "step", "mean of J after k steps, k = 1, 2, 4, ...", stops, last),
                series<P, T>("excess_by_evaluations", "evaluations",
                             "the same, by the number of examples' gradients taken", evaluations, last),
                series<P, T>("averaged_excess", "step",
                             "mean of J at the average of the parameters after steps 1 to k", stops,
                             [](const P& p, const T& t, std::size_t i, double level) {
                                 return excess(p, t.average[i], level);
                             }),
                series<P, T>("exact_excess", "step", "`excess` by the recursion of second moments", stops,
                             computed_series(false)),
                series<P, T>("exact_averaged_excess", "step",
                             "`averaged_excess` by the recursion of second moments", stops,
                             computed_series(true)),
                series<P, T>("exact_excess_by_evaluations", "evaluations",
                             "`excess_by_evaluations` by the recursion of second moments", evaluations,
                             computed_series(false)),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 8192; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
