// The rate that AdaGrad leaves to a parameter whose gradient is seldom there.
// Document: 002, slides on AdaGrad.

#include <array>

#include "lib/optim/adagrad.hpp"
#include "lib/random/uniform.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double probability = 0.1, gradient = 1, learning_rate = 0.1;
};
using P = Parameters;

constexpr std::array<double, 3> points = {100, 1000, 10000};

struct Tally {
    std::vector<stats::Moments> rate = std::vector<stats::Moments>(points.size());
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.rate);
    }
};
using T = Tally;

/// Steps of `replicates` parameters side by side. The rate at step t is that of a gradient which is there:
/// the step over it, tried on a copy of the state.
void run(const P& p, random::Stream& stream, Eigen::Index replicates, T& tally) {
    using Vector = optim::Vector<double>;
    const optim::AdaGrad<double> rule{.learning_rate = p.learning_rate, .epsilon = 1e-7 * p.gradient};
    auto state = rule.init(replicates);
    std::vector<float> uniform(static_cast<std::size_t>(replicates));
    Vector gradient(replicates), parameters = Vector::Zero(replicates);
    const auto probability = static_cast<float>(p.probability);
    std::size_t next = 0;
    for (double t = 1; t <= points.back(); ++t) {
        if (t == points[next]) {
            auto copy = state;
            Vector moved = Vector::Zero(replicates);
            rule.step(copy, Vector::Constant(replicates, p.gradient), moved);
            moved /= -p.gradient;
            tally.rate[next].add(std::span(moved.data(), std::size_t(replicates)));
            ++next;
        }
        random::fill_uniform(stream, uniform);
        for (Eigen::Index i = 0; i < replicates; ++i)
            gradient[i] = uniform[std::size_t(i)] < probability ? p.gradient : 0;
        rule.step(state, gradient, parameters);
    }
}

}  // namespace

engine::Experiment sparse_rates() {
    using namespace engine;
    return experiment<P, T>({
        .name = "sparse-rates",
        .doc = "AdaGrad on a parameter whose gradient is of one size with this probability, and 0 otherwise.",
        .parameters =
            {real(
                 &P::probability,
                 {.name = "probability", .least = 0.001, .greatest = 1, .doc = "that the gradient is there"}),
             real(&P::gradient, {.name = "gradient", .least = 1e-6, .greatest = 1e6, .doc = "its size"}),
             real(&P::learning_rate,
                  {.name = "learning_rate", .least = 1e-6, .greatest = 10, .doc = "of AdaGrad"})},
        .tally = [](const P&) { return T{}; },
        .quantities = {series<P, T>(
            "rate", "step", "mean of step over gradient when the gradient is there at this step",
            [](const P&) { return std::vector<double>(points.begin(), points.end()); },
            [](const P&, const T& t, std::size_t i, double level) {
                return stats::student_mean(t.rate[i], level);
            })},
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                run(p, stream, Eigen::Index(replicates.count), tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{256}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
