// Stochastic gradient descent on minibatches of a finite data set: least squares with one weight.

#include <cmath>
#include <numeric>

#include "lib/optim/minibatch.hpp"
#include "lib/optim/schedule.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/sgd/data_set.hpp"

namespace assay::experiments {
namespace {

using Eigen::Index;

enum class Inputs { signs, normal };
enum class Sampling { with_replacement, without_replacement };
enum class Schedule { constant, inverse };

struct Parameters {
    Inputs inputs = Inputs::signs;
    Sampling sampling = Sampling::with_replacement;
    Schedule schedule = Schedule::constant;
    double label_sd = 1, start = 1, scale = 0.1, tiny = 1e-20;
    std::int64_t examples = 64, batch = 1, steps = 128;
};
using P = Parameters;

std::vector<double> stops(const P& p) {
    std::vector<double> all;
    for (std::int64_t k = 1; k <= p.steps; k *= 2) all.push_back(static_cast<double>(k));
    return all;
}

struct Tally {
    std::vector<stats::Moments> excess, digits;
    stats::Proportion tiny;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.excess, self.digits, self.tiny);
    }
};
using T = Tally;

/// Targets label_sd times noise, of which least squares makes w = 0, so that no digit of a small w is lost:
/// of signs the noise times the sign has mean 0 and mean square 1, of normal inputs the part of the noise
/// along them is taken away.
struct Data {
    Eigen::VectorXd x, y;
    double mean_square = 1;  ///< of the inputs: the cost's curvature, J being the mean of (y - x w)^2/2
};
Data data(const P& p) {
    Data d;
    d.x = fixed_inputs(p.examples, 1).col(0);
    Eigen::VectorXd noise = fixed_noise(p.examples);
    if (p.inputs == Inputs::signs) {
        d.x = (d.x.array() < 0)
                  .select(Eigen::VectorXd::Constant(p.examples, -1), Eigen::VectorXd::Ones(p.examples));
        noise = noise.cwiseProduct(d.x);
    } else {
        noise -= d.x * (d.x.dot(noise) / d.x.squaredNorm());
    }
    d.y = p.label_sd * noise;
    d.mean_square = d.x.squaredNorm() / static_cast<double>(p.examples);
    return d;
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const Data d = data(p);
    std::vector<Index> order(static_cast<std::size_t>(p.examples)), drawn(static_cast<std::size_t>(p.batch));
    std::iota(order.begin(), order.end(), Index{0});
    const Index without = std::min(p.batch, p.examples);
    const double first = d.mean_square * p.start * p.start / 2;
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        double w = p.start, excess = first;
        std::size_t stop = 0;
        for (std::uint64_t k = 1; k <= static_cast<std::uint64_t>(p.steps); ++k) {
            std::span<const Index> batch = drawn;
            if (p.sampling == Sampling::without_replacement)
                batch = optim::draw_without_replacement(stream, order, without);
            else
                optim::draw_with_replacement(stream, p.examples, drawn);
            double gradient = 0;
            for (const Index j : batch) gradient += d.x[j] * (d.x[j] * w - d.y[j]);
            const double rate =
                p.schedule == Schedule::inverse ? optim::InverseRate<double>{p.scale, 0}(k) : p.scale;
            w -= rate * gradient / static_cast<double>(batch.size());
            if (k == std::uint64_t{1} << stop) {
                excess = d.mean_square * w * w / 2;
                tally.excess[stop].add(excess);
                tally.digits[stop].add(-std::log10(std::max(excess / first, 1e-300)));
                ++stop;
            }
        }
        tally.tiny.add(excess < p.tiny);
    }
    return 0;
}

auto mean_of(std::vector<stats::Moments> T::*part) {
    return [part](const P&, const T& t, std::size_t i, double level) {
        return stats::student_mean((t.*part)[i], level);
    };
}

}  // namespace

engine::Experiment sampled_descent() {
    using namespace engine;
    return experiment<P, T>({
        .name = "sampled-descent",
        .doc = "Stochastic gradient descent on minibatches of a fixed data set of n examples: one weight, J "
               "the mean of (y - x w)^2/2, least at w = 0.",
        .parameters =
            {
                choice(&P::inputs,
                       {.name = "inputs",
                        .choices = {"signs", "normal"},
                        .doc = "x: 1 or -1, so that every example has the curvature 1, or normal"}),
                choice(&P::sampling, {.name = "sampling",
                                      .choices = {"with-replacement", "without-replacement"},
                                      .doc = "how a batch is drawn"}),
                choice(
                    &P::schedule,
                    {.name = "schedule", .choices = {"constant", "inverse"}, .doc = "rate: scale, scale/k"}),
                real(&P::label_sd,
                     {.name = "label_sd",
                      .least = 0,
                      .greatest = 1e3,
                      .doc = "of the labels' noise: the root of its mean square, for signs that "
                             "of the examples' gradients at the minimum"}),
                real(&P::start, {.name = "start", .least = 1e-3, .greatest = 1e3, .doc = "first weight"}),
                real(&P::scale,
                     {.name = "scale", .least = 1e-6, .greatest = 1e3, .doc = "of the learning rate"}),
                real(&P::tiny,
                     {.name = "tiny", .least = 0, .greatest = 1, .doc = "threshold of `converged`"}),
                integer(&P::examples, {.name = "examples", .least = 2, .greatest = 100000, .doc = "n"}),
                integer(&P::batch, {.name = "batch", .least = 1, .greatest = 1024, .doc = "examples a step"}),
                integer(&P::steps, {.name = "steps", .least = 1, .greatest = 16384, .doc = "steps"}),
            },
        .tally =
            [](const P& p) {
                const std::size_t n = stops(p).size();
                return T{std::vector<stats::Moments>(n), std::vector<stats::Moments>(n), {}};
            },
        .quantities =
            {
                series<P, T>("excess", "step", "mean of J - min J after k steps, k = 1, 2, 4, ...", stops,
                             mean_of(&T::excess)),
                series<P, T>("digits", "step",
                             "mean number of decimal digits by which the excess has fallen, at most 300",
                             stops, mean_of(&T::digits)),
                probability<P, T>("converged", "probability that the last excess looked at is below `tiny`",
                                  &T::tiny),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 8192; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
