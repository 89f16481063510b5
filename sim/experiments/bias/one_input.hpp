#pragma once
// Regression on one input with a small ReLU network: what the experiments that train biases share.

#include <array>
#include <cmath>

#include "lib/nn/bias.hpp"
#include "lib/nn/fill.hpp"
#include "lib/nn/loss.hpp"
#include "lib/nn/network.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments::bias {

using nn::Index;
using Matrix = nn::Matrix<float>;
using Network = nn::Network<float>;

constexpr Index width = 16, points = 32;

enum class Task { kink, modulus, sine };

template <class P>
[[nodiscard]] engine::Parameter<P> task_parameter(Task P::*member) {
    return engine::choice(member, {.name = "task",
                                   .choices = {"kink", "modulus", "sine"},
                                   .doc = "the target: 2 |x - 1/2| - 1, |x|, or sin(pi x)"});
}

/// Samples are columns.
struct Data {
    Matrix inputs, targets;
};

/// Inputs uniform on (least, 1).
[[nodiscard]] inline Data draw_data(Task task, float least, random::Stream& stream) {
    Data data{Matrix(1, points), Matrix(1, points)};
    random::fill_uniform(stream, std::span(data.inputs.data(), static_cast<std::size_t>(points)));
    data.inputs = (1 - least) * data.inputs.array() + least;
    const auto x = data.inputs.array();
    constexpr float pi = 3.14159265F;
    switch (task) {
        case Task::kink:
            data.targets = 2 * (x - 0.5F).abs() - 1;
            break;
        case Task::modulus:
            data.targets = x.abs();
            break;
        case Task::sine:
            data.targets = (pi * x).sin();
            break;
    }
    return data;
}

/// 1 - width - 1 with weights N(0, 1) and N(0, 1/width) and all biases 0.
[[nodiscard]] inline Network draw_network(random::Stream& stream) {
    Network network{nn::Layout({1, width, 1})};
    nn::fill_normal(stream, network.parameters);
    network.weight(1) /= std::sqrt(static_cast<float>(width));
    for (std::size_t l = 0; l < 2; ++l) nn::ConstantBias{}(stream, network.bias(l));
    return network;
}

/// Full-batch gradient descent on the mean squared error; returns the error it ends with, infinite or NaN
/// when it diverges.
class Descent {
  public:
    Descent(const Data& data, double learning_rate)
        : data_(data), rule_{.learning_rate = static_cast<float>(learning_rate)} {}

    void advance(Network& network, std::int64_t steps) {
        auto state = rule_.init(network.parameters.size());
        for (std::int64_t step = 0; step < steps; ++step) {
            const Matrix& outputs = nn::forward(network, data_.inputs, trace_);
            nn::squared_loss_gradient(outputs, data_.targets, nn::Reduction::mean, output_gradient_);
            nn::backward(network, data_.inputs, output_gradient_, trace_, gradient_);
            rule_.step(state, gradient_, network.parameters);
        }
    }
    [[nodiscard]] double error(const Network& network) {
        return static_cast<double>(
            nn::squared_loss(nn::forward(network, data_.inputs, trace_), data_.targets, nn::Reduction::mean));
    }
    /// Which hidden units are on for some point of the data.
    [[nodiscard]] std::array<bool, width> live(const Network& network) {
        (void)nn::forward(network, data_.inputs, trace_);
        std::array<bool, width> on{};
        for (Index u = 0; u < width; ++u)
            on[static_cast<std::size_t>(u)] = trace_.preactivation[0].row(u).maxCoeff() > 0;
        return on;
    }

  private:
    const Data& data_;
    optim::GradientDescent<float> rule_;
    nn::Trace<float> trace_;
    nn::Vector<float> gradient_;
    Matrix output_gradient_;
};

}  // namespace assay::experiments::bias
