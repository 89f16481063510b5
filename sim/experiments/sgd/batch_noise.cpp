// How far the gradient of a random minibatch is from the full gradient, by the batch's size.

#include <numeric>

#include "lib/optim/minibatch.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/sgd/data_set.hpp"

namespace assay::experiments {
namespace {

using Eigen::Index;

enum class Sampling { with_replacement, without_replacement };

struct Parameters {
    Sampling sampling = Sampling::with_replacement;
    std::int64_t examples = 100, dimension = 4;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Moments> noise;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.noise);
    }
};
using T = Tally;

/// 1, 2, 4, ... below the number of examples, at most 64.
std::vector<double> sizes(const P& p) {
    std::vector<double> all;
    for (std::int64_t m = 1; m < p.examples && m <= 64; m *= 2) all.push_back(static_cast<double>(m));
    return all;
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const optim::LeastSquares<double> model{.inputs = fixed_inputs(p.examples, p.dimension),
                                            .targets = fixed_noise(p.examples),
                                            .scaling = optim::Scaling::mean};
    const Eigen::VectorXd at = Eigen::VectorXd::Constant(p.dimension, 0.5);
    Eigen::VectorXd full(p.dimension), gradient(p.dimension);
    model.gradient(at, full);
    const auto square = [&](std::span<const Index> batch) {
        model.batch_gradient(batch, at, gradient);
        return (gradient - full).squaredNorm();
    };
    double single = 0;
    optim::for_each_subset(p.examples, 1, [&](std::span<const Index> one) { single += square(one); });
    single /= static_cast<double>(p.examples);

    std::vector<Index> order(static_cast<std::size_t>(p.examples));
    std::iota(order.begin(), order.end(), Index{0});
    std::vector<Index> drawn(64);
    const auto counts = sizes(p);
    for (std::uint64_t r = 0; r < replicates.count; ++r)
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const auto m = static_cast<std::size_t>(counts[i]);
            std::span<const Index> batch = std::span(drawn).first(m);
            if (p.sampling == Sampling::without_replacement)
                batch = optim::draw_without_replacement(stream, order, static_cast<Index>(m));
            else
                optim::draw_with_replacement(stream, p.examples, std::span(drawn).first(m));
            tally.noise[i].add(square(batch) / single);
        }
    return 0;
}

}  // namespace

engine::Experiment batch_noise() {
    using namespace engine;
    return experiment<P, T>({
        .name = "batch-noise",
        .doc = "Gradients of random minibatches of a fixed data set of n examples: linear model, normal "
               "inputs, mean squared error.",
        .parameters =
            {
                choice(&P::sampling, {.name = "sampling",
                                      .choices = {"with-replacement", "without-replacement"},
                                      .doc = "how a batch is drawn"}),
                integer(&P::examples, {.name = "examples", .least = 2, .greatest = 10000, .doc = "n"}),
                integer(&P::dimension, {.name = "dimension", .least = 1, .greatest = 64, .doc = "weights"}),
            },
        .tally = [](const P& p) { return T{std::vector<stats::Moments>(sizes(p).size())}; },
        .quantities =
            {
                series<P, T>("noise", "batch",
                             "mean square distance of a batch's gradient from the full one, over that of a "
                             "single example's",
                             sizes,
                             [](const P&, const T& t, std::size_t i, double level) {
                                 return stats::student_mean(t.noise[i], level);
                             }),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 8192; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
