#pragma once
// Initializes whole networks.

#include "lib/nn/bias.hpp"
#include "lib/nn/initializer/weights.hpp"
#include "lib/nn/network.hpp"

namespace assay::nn {

/// Layer by layer: the weights by `first` in layer 0 and by `rest` above, then the biases by `bias`.
/// He's rule presumes that a layer's inputs were rectified, which those of layer 0 were not: there Xavier's,
/// FanInNormal{}, keeps the second moment (000 1.2.2).
template <class Network, class First, class Rest, class Bias = ConstantBias>
void initialize(random::Stream& stream, Network& network, const First& first, const Rest& rest,
                const Bias& bias = {}) {
    for (std::size_t l = 0; l < network.layout.layers(); ++l) {
        if (l == 0)
            first(stream, network.weight(l));
        else
            rest(stream, network.weight(l));
        bias(stream, network.bias(l));
    }
}

/// All layers by the same rule, with biases 0.
template <class Network, class Weights>
void initialize(random::Stream& stream, Network& network, const Weights& weights) {
    initialize(stream, network, weights, weights);
}

}  // namespace assay::nn
