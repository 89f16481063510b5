// Does the balance of the layers that an initializer makes outlast training?
// Document: 002, slides on initialization strategies.

#include "lib/nn/statistics.hpp"
#include "sim/experiments/variance/small_training.hpp"

namespace assay::experiments {
namespace {

using variance::Task;

struct Parameters {
    Task task = Task::sine;
    std::int64_t width = 16, hidden_layers = 8, samples = 32, steps = 300;
    double learning_rate = 0.02, tolerance = 0.2;
};
using P = Parameters;

struct Tally {
    stats::Proportion departed, fitted;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.departed, self.fitted);
    }
};
using T = Tally;

/// Mean square of the last hidden layer's pre-activations over that of the first layer's.
double balance(const nn::Trace<float>& trace) {
    const auto& layers = trace.preactivation;
    return nn::statistics(layers[layers.size() - 2]).second_moment /
           nn::statistics(layers.front()).second_moment;
}

/// Missing: training diverges, or no signal reaches the last hidden layer.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    nn::Trace<float> trace;
    std::uint64_t missing = 0;
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        const auto data = variance::draw_data(p.task, static_cast<nn::Index>(p.samples), stream);
        auto network = variance::draw_network(p.width, p.hidden_layers, stream);
        const double at_first = variance::train(data, {.learning_rate = p.learning_rate, .steps = 0}, network,
                                                trace),
                     before = balance(trace);
        const double at_last =
            variance::train(data, {.learning_rate = p.learning_rate, .steps = p.steps}, network, trace);
        const double change = balance(trace) / before;
        if (!std::isfinite(at_last) || !std::isfinite(change)) {
            ++missing;
            continue;
        }
        tally.departed.add(std::abs(change - 1) > p.tolerance);
        tally.fitted.add(at_last < at_first / 2);
    }
    tally.departed.missing += missing;
    tally.fitted.missing += missing;
    return missing;
}

}  // namespace

engine::Experiment trained_scale() {
    using namespace engine;
    return experiment<P, T>({
        .name = "trained-scale",
        .doc = "Small ReLU networks with He's initialization, trained by gradient descent on a regression "
               "task: the mean square of the last hidden layer's pre-activations over that of the first "
               "layer's, before and after.",
        .parameters =
            {variance::task_parameter(&P::task),
             integer(&P::width,
                     {.name = "width", .least = 1, .greatest = 256, .doc = "hidden units a layer"}),
             integer(&P::hidden_layers,
                     {.name = "hidden_layers", .least = 2, .greatest = 20, .doc = "their layers"}),
             integer(&P::samples, {.name = "samples", .least = 1, .greatest = 1024, .doc = "training data"}),
             integer(&P::steps, {.name = "steps", .least = 0, .greatest = 10000, .doc = "of descent"}),
             real(&P::learning_rate,
                  {.name = "learning_rate", .least = 1e-12, .greatest = 10, .doc = "size of a step"}),
             real(&P::tolerance, {.name = "tolerance",
                                  .least = 0,
                                  .greatest = 1,
                                  .doc = "the relative change that counts as a departure"})},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                probability<P, T>("departed",
                                  "probability that training changes the ratio by more than the tolerance",
                                  &T::departed),
                probability<P, T>("fitted", "probability that training halves the error at least",
                                  &T::fitted),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 4; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
