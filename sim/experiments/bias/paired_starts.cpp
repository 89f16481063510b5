// Two starts of the same network on the same data: which of them trains better?
// Documents: 000 section 1.3 (3) and (4); 002, slide on other parameters; 004 section 1.2.

#include <cmath>
#include <memory>

#include "sim/experiments/bias/one_input.hpp"
#include "sim/experiments/geometric_median.hpp"

namespace assay::experiments {
namespace {

using namespace bias;

struct Parameters {
    Task task = Task::kink;
    double bias = 0, bias_sd = 0, weight_scale = 1;
    double other_bias = 0, other_bias_sd = 0, other_weight_scale = 1;
    double learning_rate = 0.1;
    std::int64_t steps = 300;
};
using P = Parameters;

struct Tally {
    stats::Proportion better;
    stats::Histogram log_ratio, log_change;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.better, self.log_ratio, self.log_change);
    }
};
using T = Tally;

struct Start {
    double bias, bias_sd, weight_scale;
};

/// The network with all weights scaled, and bias + bias_sd z for the hidden units' standard normal z.
Network started(const Network& drawn, const nn::Vector<float>& z, const Start& start) {
    Network network = drawn;
    network.parameters *= static_cast<float>(start.weight_scale);
    network.bias(0) = (static_cast<float>(start.bias_sd) * z).array() + static_cast<float>(start.bias);
    return network;
}

/// One replicate: data, weights, and one normal for each hidden bias, from which both starts are made.
/// Missing: one of the two trainings overflows.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    std::uint64_t missing = 0;
    nn::Vector<float> z(width);
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        const Data data = draw_data(p.task, -1, stream);
        const Network drawn = draw_network(stream);
        nn::fill_normal(stream, z);
        Descent descent(data, p.learning_rate);
        const auto end = [&](const Start& start) {
            Network network = started(drawn, z, start);
            descent.advance(network, p.steps);
            return descent.error(network);
        };
        const double error = end({p.bias, p.bias_sd, p.weight_scale}),
                     other = end({p.other_bias, p.other_bias_sd, p.other_weight_scale});
        const double ratio = std::log(error / other), change = std::log(std::abs(ratio));
        if (std::isfinite(ratio)) {
            tally.better.add(error < other);
        } else {
            ++tally.better.missing;
            ++missing;
        }
        tally.log_ratio.add(std::span(&ratio, 1));
        tally.log_change.add(std::span(&change, 1));
    }
    return missing;
}

}  // namespace

engine::Experiment paired_starts() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096));
    constexpr double most = 100;
    return experiment<P, T>({
        .name = "paired-starts",
        .doc = "Gradient descent on the mean squared error of a network 1-16-1 of ReLU units on 32 points "
               "uniform on (-1, 1), from two starts that share data, weights and random numbers.",
        .parameters =
            {
                task_parameter(&P::task),
                real(&P::bias,
                     {.name = "bias", .least = -most, .greatest = most, .doc = "mean of the hidden biases"}),
                real(&P::bias_sd,
                     {.name = "bias_sd", .least = 0, .greatest = most, .doc = "their standard deviation"}),
                real(&P::weight_scale, {.name = "weight_scale",
                                        .least = 1e-3,
                                        .greatest = most,
                                        .doc = "factor of all weights"}),
                real(&P::other_bias, {.name = "other_bias",
                                      .least = -most,
                                      .greatest = most,
                                      .doc = "mean of the hidden biases in the other start"}),
                real(&P::other_bias_sd, {.name = "other_bias_sd",
                                         .least = 0,
                                         .greatest = most,
                                         .doc = "their standard deviation there"}),
                real(&P::other_weight_scale, {.name = "other_weight_scale",
                                              .least = 1e-3,
                                              .greatest = most,
                                              .doc = "factor of all weights there"}),
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-6, .greatest = 1, .doc = "step size"}),
                integer(&P::steps, {.name = "steps", .least = 1, .greatest = 100000, .doc = "steps"}),
            },
        .tally =
            [cells](const P&) {
                return T{{}, stats::Histogram(cells), stats::Histogram(cells)};
            },
        .quantities =
            {
                probability<P, T>("better", "probability that the error ends below that of the other start",
                                  &T::better),
                scalar<P, T>(
                    "error_ratio", "median of the final error over that of the other start",
                    [](const P&, const T& t, double level) { return geometric_median(t.log_ratio, level); }),
                scalar<P, T>(
                    "change", "median size of the logarithm of that ratio",
                    [](const P&, const T& t, double level) { return geometric_median(t.log_change, level); }),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{32}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
