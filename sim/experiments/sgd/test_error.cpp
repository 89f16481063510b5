// Training error and test error of gradient descent on a regular model: the mean of a normal law, learned
// from a few examples.

#include <cmath>

#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/random/normal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using Vector = optim::Vector<double>;

struct Parameters {
    std::int64_t examples = 16, dimension = 8;
    double learning_rate = 0.5, start = 1;
};
using P = Parameters;

constexpr std::int64_t steps = 64;

std::vector<double> stops(const P&) {
    return {1, 2, 4, 8, 16, 32, steps};
}

struct Tally {
    std::vector<stats::Moments> test = std::vector<stats::Moments>(7), training = test;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.test, self.training);
    }
};
using T = Tally;

/// The training cost is the mean of |y_j - theta|^2/2 over the examples y_j, |theta - mean|^2/2 above its
/// least value; the test cost is its expectation for a fresh example.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    Eigen::MatrixXd examples(p.dimension, p.examples);
    const optim::GradientDescent<double> rule{.learning_rate = p.learning_rate};
    optim::Workspace<double> workspace(p.dimension);
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        random::fill_normal(stream, std::span(examples.data(), static_cast<std::size_t>(examples.size())));
        const Vector mean = examples.rowwise().mean();
        Vector theta = Vector::Constant(p.dimension, p.start);
        auto state = rule.init(p.dimension);
        std::size_t stop = 0;
        for (std::int64_t k = 1; k <= steps; ++k) {
            optim::advance(
                rule, state, [&](const Vector& at, Vector& out) { out = at - mean; }, theta, workspace);
            if (k == std::int64_t{1} << stop) {
                tally.test[stop].add(theta.squaredNorm() / 2);
                tally.training[stop].add((theta - mean).squaredNorm() / 2);
                ++stop;
            }
        }
    }
    return 0;
}

auto mean_of(std::vector<stats::Moments> T::*part) {
    return [part](const P&, const T& t, std::size_t i, double level) {
        return stats::student_mean((t.*part)[i], level);
    };
}

}  // namespace

engine::Experiment test_error() {
    using namespace engine;
    return experiment<P, T>({
        .name = "test-error",
        .doc = "Gradient descent on the mean of |y - theta|^2/2 over n standard normal examples y in p "
               "dimensions: what it has left to gain on them, and on fresh ones.",
        .parameters =
            {
                integer(&P::examples, {.name = "examples", .least = 1, .greatest = 1024, .doc = "n"}),
                integer(&P::dimension, {.name = "dimension", .least = 1, .greatest = 64, .doc = "p"}),
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-6, .greatest = 1.999, .doc = "of each step"}),
                real(&P::start,
                     {.name = "start", .least = -100, .greatest = 100, .doc = "each first parameter"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                series<P, T>("test_excess", "step", "mean test cost above the least one after k steps", stops,
                             mean_of(&T::test)),
                series<P, T>("training_excess", "step",
                             "mean training cost above the least one after k steps", stops,
                             mean_of(&T::training)),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 2048; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
