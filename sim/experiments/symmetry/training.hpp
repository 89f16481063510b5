#pragma once
// What the training experiments on symmetry share: the loss of document 003 and its gradient, over any
// scalar.

#include "lib/nn/network.hpp"

namespace assay::experiments::symmetry {

/// Inputs and targets of n samples, as columns.
template <class S>
struct Data {
    nn::Matrix<S> inputs, targets;
};

/// The activation f(z) = z^2, a polynomial that is not linear: what holds for it and for the identity in a
/// finite field holds for all parameters and data.
struct Square {
    template <class Scalar>
    [[nodiscard]] Scalar value(const Scalar& z) const {
        return z * z;
    }
    template <class Scalar>
    [[nodiscard]] Scalar derivative(const Scalar& z) const {
        return Scalar(2) * z;
    }
};

/// dL/d(parameters) of L = 1/(2n) sum_i |f(x_i) - y_i|^2, the loss of 003, slide "Loss functions"; `trace` is
/// left with what the two passes computed.
template <class S, class Hidden, class Output>
void loss_gradient(const nn::Network<S, Hidden, Output>& network, const Data<S>& data, nn::Trace<S>& trace,
                   nn::Vector<S>& gradient) {
    const nn::Matrix<S>& outputs = nn::forward(network, data.inputs, trace);
    const S share = S(1) / S(static_cast<int>(data.inputs.cols()));
    const nn::Matrix<S> error = (outputs - data.targets) * share;
    nn::backward(network, data.inputs, error, trace, gradient);
}

}  // namespace assay::experiments::symmetry
