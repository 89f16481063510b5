// Noisy gradients on a strongly convex quadratic under learning rates that fall as 1/k: does momentum help?
// Document: 002 on Nesterov momentum.

#include "lib/optim/gradient_noise.hpp"
#include "lib/optim/schedule.hpp"
#include "lib/stats/combine.hpp"
#include "lib/stats/normal_sample.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/nesterov/linear_step.hpp"

namespace assay::experiments {
namespace {

using namespace nesterov;

struct Parameters {
    Method method = Method::nesterov;
    double momentum = 0.9, offset = 0;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Moments> errors;
    std::vector<stats::Computed> expected;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.errors, self.expected);
    }
};
using T = Tally;

using Vector = optim::Vector<double>;
constexpr Eigen::Index tile = 1024;

std::vector<double> steps(const P&) {
    return {64, 128, 256, 512, 1024, 2048};
}

/// At step k = 1, 2, ... (1 - momentum) / (k + offset): the sum of the steps that a gradient causes in time
/// is that of gradient descent with 1/(k + offset).
double rate(const P& p, std::uint64_t k) {
    const double kept = p.method == Method::gradient_descent ? 0 : p.momentum;
    return optim::InverseRate<double>{.scale = 1 - kept, .offset = p.offset}(k);
}

/// From the minimum of theta^2/2, under a gradient theta + z. The errors are sums of normals, so exactly
/// normal, with mean 0.
void add_tile(const P& p, random::Stream& stream, T& tally) {
    with_rule(p.method, rate(p, 1), p.momentum, [&](auto rule) {
        auto state = rule.init(tile);
        Vector at = Vector::Zero(tile), noise(tile);
        optim::Workspace<double> workspace(tile);
        const auto record = steps(p);
        std::size_t next = 0;
        for (std::uint64_t k = 1; next < record.size(); ++k) {
            rule.learning_rate = rate(p, k);
            optim::advance(
                rule, state,
                [&](const Vector& here, Vector& out) {
                    out = here;
                    optim::add_normal_noise(stream, 1.0, noise, out);
                },
                at, workspace);
            if (static_cast<double>(k) == record[next])
                tally.errors[next++].add({at.data(), static_cast<std::size_t>(tile)});
        }
    });
}

/// Half the expected square of the error, from the recursion of second moments M <- A M A' + b b'.
void add_expected(const P& p, T& tally) {
    Eigen::Matrix2d second = Eigen::Matrix2d::Zero();
    const auto record = steps(p);
    std::size_t next = 0;
    for (std::uint64_t k = 1; next < record.size(); ++k) {
        const LinearStep step = with_rule(p.method, rate(p, k), p.momentum,
                                          [](const auto& rule) { return linear_step(rule, 1.0); });
        second = (step.map * second * step.map.transpose() + step.push * step.push.transpose()).eval();
        if (static_cast<double>(k) == record[next]) {
            const double excess = second(0, 0) / 2;
            tally.expected[next++] = {.value = excess, .error = 1e-11 * excess};
        }
    }
}

stats::Estimate excess(const T& t, std::size_t i, double level) {
    return stats::scaled(stats::normal_variance(t.errors[i], level), 0.5);
}

}  // namespace

engine::Experiment stochastic_rate() {
    using namespace engine;
    return experiment<P, T>({
        .name = "stochastic-rate",
        .doc =
            "Gradient descent, heavy ball and Nesterov momentum on theta^2/2 with standard normal noise in "
            "the gradient, at learning rates (1 - momentum)/(k + offset), from the minimum.",
        .parameters =
            {choice(&P::method, {.name = "method",
                                 .choices = {"gradient-descent", "heavy-ball", "nesterov"},
                                 .doc = "update rule"}),
             real(&P::momentum,
                  {.name = "momentum", .least = 0, .greatest = 0.99, .doc = "kept part of the velocity"}),
             real(&P::offset, {.name = "offset",
                               .least = 0,
                               .greatest = 1000,
                               .unit = "step",
                               .doc = "what is added to k in the learning rate"})},
        .tally =
            [](const P& p) {
                const auto n = steps(p).size();
                return T{std::vector<stats::Moments>(n), std::vector<stats::Computed>(n)};
            },
        .quantities =
            {
                series<P, T>(
                    "excess", "step", "mean cost above its minimum", steps,
                    [](const P&, const T& t, std::size_t i, double level) { return excess(t, i, level); }),
                series<P, T>("scaled_excess", "step", "the same times the number of steps", steps,
                             [](const P& p, const T& t, std::size_t i, double level) {
                                 return stats::scaled(excess(t, i, level), steps(p)[i]);
                             }),
                series<P, T>(
                    "expected_excess", "step", "the mean cost, from the recursion of second moments", steps,
                    [](const P&, const T& t, std::size_t i, double) { return t.expected[i].estimate(); }),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                add_expected(p, tally);
                for (std::uint64_t r = 0; r < replicates.count; r += tile) add_tile(p, stream, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{2 * tile}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
