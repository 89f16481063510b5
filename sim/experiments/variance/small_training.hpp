#pragma once
// Small regression tasks and networks trained on them by plain gradient descent.

#include <cmath>

#include "lib/nn/initialize.hpp"
#include "lib/nn/initializer/fan_in_normal.hpp"
#include "lib/nn/initializer/he_normal.hpp"
#include "lib/nn/loss.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments::variance {

enum class Task { sine, product, teacher };

template <class P>
[[nodiscard]] engine::Parameter<P> task_parameter(Task P::*member) {
    return engine::choice(member, {.name = "task",
                                   .choices = {"sine", "product", "teacher"},
                                   .doc = "the target, for a standard normal input x: sin(2 x1), x1 x2, or "
                                          "the output of a random network with one layer of 8 tanh units"});
}

/// Samples are columns.
struct Data {
    nn::Matrix<float> inputs, targets;
};

constexpr nn::Index task_inputs = 8;

[[nodiscard]] inline Data draw_data(Task task, nn::Index samples, random::Stream& stream) {
    Data data{.inputs = nn::Matrix<float>(task_inputs, samples), .targets = nn::Matrix<float>(1, samples)};
    nn::fill_normal(stream, data.inputs);
    if (task == Task::teacher) {
        nn::Network<float, nn::Tanh> teacher(nn::Layout({task_inputs, 8, 1}));
        nn::initialize(stream, teacher, nn::FanInNormal{.gain = 2});
        nn::Trace<float> trace;
        data.targets = nn::forward(teacher, data.inputs, trace);
    } else if (task == Task::sine) {
        data.targets = (2 * data.inputs.row(0)).array().sin();
    } else {
        data.targets = data.inputs.row(0).cwiseProduct(data.inputs.row(1));
    }
    return data;
}

using ReluNetwork = nn::Network<float, nn::Relu>;

/// task_inputs - width - ... - width - 1, with He's weights but for the first layer, which has Xavier's.
[[nodiscard]] inline ReluNetwork draw_network(std::int64_t width, std::int64_t hidden_layers,
                                              random::Stream& stream) {
    std::vector<nn::Index> widths(static_cast<std::size_t>(hidden_layers) + 2, static_cast<nn::Index>(width));
    widths.front() = task_inputs;
    widths.back() = 1;
    ReluNetwork network{nn::Layout(widths)};
    nn::initialize(stream, network, nn::FanInNormal{}, nn::HeNormal{});
    return network;
}

struct Descent {
    double learning_rate = 0;  ///< positive
    std::int64_t steps = 0;
};

/// Full-batch gradient descent on the mean squared error. `trace` is then that of the trained network.
/// Returns the error it ends with, infinite or NaN when it diverges.
inline double train(const Data& data, const Descent& descent, ReluNetwork& network, nn::Trace<float>& trace) {
    const optim::GradientDescent<float> rule{.learning_rate = static_cast<float>(descent.learning_rate)};
    auto state = rule.init(network.parameters.size());
    nn::Matrix<float> output_gradient;
    nn::Vector<float> gradient;
    for (std::int64_t step = 0; step < descent.steps; ++step) {
        const auto& outputs = nn::forward(network, data.inputs, trace);
        nn::squared_loss_gradient(outputs, data.targets, nn::Reduction::mean, output_gradient);
        nn::backward(network, data.inputs, output_gradient, trace, gradient);
        rule.step(state, gradient, network.parameters);
    }
    const auto& outputs = nn::forward(network, data.inputs, trace);
    return static_cast<double>(nn::squared_loss(outputs, data.targets, nn::Reduction::mean));
}

}  // namespace assay::experiments::variance
