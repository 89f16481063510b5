#pragma once
// What the experiments that train a small network share: a task, and gradient descent on it.

#include <cmath>
#include <limits>

#include "lib/nn/fill.hpp"
#include "lib/nn/initialize.hpp"
#include "lib/nn/initializer/he_normal.hpp"
#include "lib/nn/loss.hpp"
#include "lib/nn/network.hpp"
#include "lib/optim/gradient_descent.hpp"

namespace assay::experiments::structure {

using Matrix = nn::Matrix<float>;
using Network = nn::Network<float>;

constexpr nn::Index inputs = 8, width = 16, training_points = 32, test_points = 128;

/// Inputs are columns.
struct Sample {
    Matrix inputs, targets;
};

/// Two hidden layers of ReLU, by He's rule.
[[nodiscard]] inline Network he_network(random::Stream& stream) {
    Network network{nn::Layout({inputs, width, width, 1})};
    nn::initialize(stream, network, nn::HeNormal{});
    return network;
}

/// What `teacher` says of the inputs, with noise of this standard deviation.
[[nodiscard]] inline Sample sample(const Network& teacher, const Matrix& at, float noise,
                                   random::Stream& stream) {
    nn::Trace<float> trace;
    Matrix targets(1, at.cols());
    nn::fill_normal(stream, targets);
    targets = nn::forward(teacher, at, trace) + noise * targets;
    return {at, targets};
}

/// The mean squared error; infinity when it is not a number, so that a diverged network is worse than any.
[[nodiscard]] inline double error(const Network& network, const Sample& sample) {
    nn::Trace<float> trace;
    const double loss =
        nn::squared_loss(nn::forward(network, sample.inputs, trace), sample.targets, nn::Reduction::mean);
    return std::isfinite(loss) ? loss : std::numeric_limits<double>::infinity();
}

/// Full-batch gradient descent on the mean squared error.
inline void train(Network& network, const Sample& sample, std::int64_t steps, double learning_rate) {
    nn::Trace<float> trace;
    nn::Vector<float> gradient;
    Matrix output_gradient(1, sample.inputs.cols());
    const optim::GradientDescent<float> rule{.learning_rate = static_cast<float>(learning_rate)};
    auto state = rule.init(network.layout.size());
    for (std::int64_t step = 0; step < steps; ++step) {
        const Matrix& outputs = nn::forward(network, sample.inputs, trace);
        nn::squared_loss_gradient(outputs, sample.targets, nn::Reduction::mean, output_gradient);
        nn::backward(network, sample.inputs, output_gradient, trace, gradient);
        rule.step(state, gradient, network.parameters);
    }
}

}  // namespace assay::experiments::structure
