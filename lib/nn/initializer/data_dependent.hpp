#pragma once

#include <cmath>

#include "lib/nn/network.hpp"
#include "lib/nn/statistics.hpp"

namespace assay::nn {

/// Scales a network by one minibatch: in layer order, weights and biases of a layer are divided by the
/// standard deviation of its pre-activations over units and samples, so that it becomes 1 (up to rounding) in
/// every layer. The directions are those that another initializer chose. 002, slide on scales as
/// hyperparameters; by layers D. Mishkin, J. Matas: All you need is a good init. ICLR 2016, there after
/// orthogonal matrices.
/// Fills `trace` with the forward pass of the result. Throws std::invalid_argument for a batch of one sample,
/// whose spread says nothing about the data, and std::domain_error when a layer's standard deviation is 0 or
/// not finite; the layers before that one are scaled then. Cost: one forward pass.
template <class Scalar, class Hidden, class Output>
void scale_by_batch(Network<Scalar, Hidden, Output>& network, const Matrix<Scalar>& batch,
                    Trace<Scalar>& trace) {
    if (batch.cols() < 2)
        throw std::invalid_argument("scale_by_batch: batch must have at least 2 samples, not " +
                                    std::to_string(batch.cols()));
    for (std::size_t l = 0; l < network.layout.layers(); ++l) {
        const Matrix<Scalar>& below = l == 0 ? batch : trace.activation[l - 1];
        forward_layer(network, l, below, trace);
        const double sd = std::sqrt(statistics(trace.preactivation[l]).variance);
        if (!(sd > 0 && std::isfinite(sd)))
            throw std::domain_error("scale_by_batch: the pre-activations of layer " + std::to_string(l) +
                                    " must have a finite spread above 0, not " + std::to_string(sd));
        network.weight(l) /= static_cast<Scalar>(sd);
        network.bias(l) /= static_cast<Scalar>(sd);
        forward_layer(network, l, below, trace);
    }
}

}  // namespace assay::nn
