#pragma once
// Dense networks over any scalar: double, float, or exact rationals. Samples are the columns of a matrix.

#include <stdexcept>
#include <string>
#include <vector>

#include "lib/nn/activation.hpp"
#include "lib/nn/elementwise.hpp"
#include "lib/nn/layout.hpp"
#include "lib/nn/product.hpp"

namespace assay::nn {

/// With A_0 the inputs, layer l = 0 .. L-1 computes
///   Z_l = W_l A_l + b_l 1^T,   A_(l+1) = f_l(Z_l),
/// f_l being `hidden` for all layers but the last and `output` for the last.
template <class Scalar, class Hidden = Relu, class Output = Identity>
struct Network {
    Layout layout;
    Vector<Scalar> parameters;
    Hidden hidden = {};
    Output output = {};

    /// All parameters 0.
    explicit Network(Layout shape, Hidden hidden_activation = {}, Output output_activation = {})
        : layout(std::move(shape)),
          parameters(Vector<Scalar>::Zero(layout.size())),
          hidden(hidden_activation),
          output(output_activation) {}

    [[nodiscard]] auto weight(std::size_t layer) { return layout.weight(parameters, layer); }
    [[nodiscard]] auto weight(std::size_t layer) const { return layout.weight(parameters, layer); }
    [[nodiscard]] auto bias(std::size_t layer) { return layout.bias(parameters, layer); }
    [[nodiscard]] auto bias(std::size_t layer) const { return layout.bias(parameters, layer); }
};

/// What a forward pass leaves for the backward pass and for those who look inside; matrices of shape
/// fan_out(l) x samples. Reuse one: it allocates only when the shapes change.
template <class Scalar>
struct Trace {
    std::vector<Matrix<Scalar>> preactivation;  ///< Z_l
    std::vector<Matrix<Scalar>> activation;     ///< A_(l+1)
    std::vector<Matrix<Scalar>> delta;          ///< dL/dZ_l, set by backward()
};

namespace detail {

inline void require(bool condition, const char* message, Index expected, Index found) {
    if (!condition)
        throw std::invalid_argument(std::string(message) + std::to_string(expected) + ", not " +
                                    std::to_string(found));
}

}  // namespace detail

/// One layer of forward(): fills preactivation[layer] and activation[layer] of `trace` from the layer's
/// inputs `below`, of shape fan_in(layer) x samples. Throws std::invalid_argument when they have another
/// number of rows, std::out_of_range when there is no such layer.
template <class Scalar, class Hidden, class Output>
void forward_layer(const Network<Scalar, Hidden, Output>& network, std::size_t layer,
                   const Matrix<Scalar>& below, Trace<Scalar>& trace) {
    const Layout& layout = network.layout;
    detail::require(below.rows() == layout.fan_in(layer), "forward: inputs must have a row for each input, ",
                    layout.fan_in(layer), below.rows());
    trace.preactivation.resize(layout.layers());
    trace.activation.resize(layout.layers());
    Matrix<Scalar>& z = trace.preactivation[layer];
    z.resize(layout.fan_out(layer), below.cols());
    detail::multiply<Scalar>(z, network.weight(layer), below);
    z.colwise() += network.bias(layer);
    if (layer + 1 < layout.layers())
        activate(network.hidden, z, trace.activation[layer]);
    else
        activate(network.output, z, trace.activation[layer]);
}

/// Fills preactivation and activation of `trace` and returns the outputs, trace.activation.back(). Inputs
/// have shape fan_in(0) x samples; no samples are fine. Cost: fan_in x fan_out multiply-adds a layer and
/// sample; allocates nothing when the trace has the shapes already. Throws std::invalid_argument when the
/// inputs have another number of rows.
template <class Scalar, class Hidden, class Output>
const Matrix<Scalar>& forward(const Network<Scalar, Hidden, Output>& network, const Matrix<Scalar>& inputs,
                              Trace<Scalar>& trace) {
    for (std::size_t l = 0; l < network.layout.layers(); ++l)
        forward_layer(network, l, l == 0 ? inputs : trace.activation[l - 1], trace);
    return trace.activation.back();
}

/// The gradient of a loss in all parameters by backpropagation, in the layout of the parameters. `trace` is
/// that of forward() for the same network and inputs; `output_gradient` is dL/dA_L, of the outputs' shape.
/// With D_l = dL/dZ_l, and * the elementwise product,
///   D_(L-1) = dL/dA_L * f'(Z_(L-1)),   D_(l-1) = (W_l^T D_l) * f'(Z_(l-1)),
///   dL/dW_l = D_l A_l^T,               dL/db_l = D_l 1.
/// Any weighting of the samples is in `output_gradient`. Cost: about twice that of forward(), no
/// allocation when reused.
/// Throws std::invalid_argument when the shapes do not fit each other.
template <class Scalar, class Hidden, class Output>
void backward(const Network<Scalar, Hidden, Output>& network, const Matrix<Scalar>& inputs,
              const Matrix<Scalar>& output_gradient, Trace<Scalar>& trace, Vector<Scalar>& gradient) {
    const Layout& layout = network.layout;
    const std::size_t layers = layout.layers();
    detail::require(
        trace.preactivation.size() == layers && trace.preactivation.back().cols() == inputs.cols(),
        "backward: trace must come from forward() on the same samples, ", inputs.cols(),
        trace.preactivation.empty() ? 0 : trace.preactivation.back().cols());
    detail::require(output_gradient.rows() == layout.fan_out(layers - 1),
                    "backward: output_gradient must have a row for each output, ", layout.fan_out(layers - 1),
                    output_gradient.rows());
    detail::require(output_gradient.cols() == inputs.cols(),
                    "backward: output_gradient must have a column for each sample, ", inputs.cols(),
                    output_gradient.cols());
    trace.delta.resize(layers);
    gradient.resize(layout.size());
    for (std::size_t l = layers; l-- > 0;) {
        const Matrix<Scalar>& z = trace.preactivation[l];
        Matrix<Scalar>& delta = trace.delta[l];
        if (l + 1 == layers) {
            delta = output_gradient;
            multiply_by_derivative(network.output, z, delta);
        } else {
            delta.resize(z.rows(), z.cols());
            detail::multiply_left_transposed<Scalar>(delta, network.weight(l + 1), trace.delta[l + 1]);
            multiply_by_derivative(network.hidden, z, delta);
        }
        const Matrix<Scalar>& below = l == 0 ? inputs : trace.activation[l - 1];
        detail::multiply_right_transposed<Scalar>(layout.weight(gradient, l), delta, below);
        layout.bias(gradient, l) = delta.rowwise().sum();
    }
}

}  // namespace assay::nn
