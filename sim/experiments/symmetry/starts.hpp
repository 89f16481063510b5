#pragma once
// How a network may start, with and without symmetry between the units of a layer.

#include "lib/exact/prime_field.hpp"
#include "lib/nn/fill.hpp"
#include "lib/nn/network.hpp"

namespace assay::experiments::symmetry {

using exact::Mod61;
using nn::Index;

/// A standard normal, or uniform on the field.
template <class S>
[[nodiscard]] S draw(random::Stream& stream) {
    if constexpr (std::is_same_v<S, Mod61>) {
        return exact::draw_element(stream);
    } else {
        S value(0);
        random::fill_normal(stream, std::span(&value, 1));
        return value;
    }
}
template <class S>
void draw(random::Stream& stream, nn::Matrix<S>& values) {
    if constexpr (std::is_same_v<S, Mod61>)
        for (Index i = 0; i < values.size(); ++i) values.data()[i] = exact::draw_element(stream);
    else
        nn::fill_normal(stream, values);
}

enum class Start {
    zeros,             ///< all parameters 0
    ones,              ///< weights 1, biases 0
    ones_with_biases,  ///< weights 1, biases 1
    constant,          ///< in each layer all weights equal, and all biases: two random numbers
    per_input,       ///< the same, but in the first layer a random weight for each input, common to the units
    equal_incoming,  ///< the same, but in the last layer random weights
    one_bias_changed,  ///< constant, but for one random bias in the first layer
    twins,             ///< random, but in the first layer two units equal, weights to and from them included
    twins_incoming,    ///< random, but in the first layer two units equal, except for the weights from them
    random             ///< all parameters independent, weights of variance 1/fan_in
};
inline const std::vector<std::string> start_names = {
    "zeros",          "ones",           "ones_with_biases", "constant",
    "per_input",      "equal_incoming", "one_bias_changed", "twins",
    "twins_incoming", "random"};

/// Fills the parameters of a network with at least one hidden layer, and two units in each.
template <class S, class Network>
void start_network(Start start, random::Stream& stream, Network& network) {
    const nn::Layout& layout = network.layout;
    const std::size_t last = layout.layers() - 1;
    const bool random = start == Start::twins || start == Start::twins_incoming || start == Start::random;
    for (std::size_t l = 0; l <= last; ++l) {
        auto weight = network.weight(l);
        auto bias = network.bias(l);
        if (start == Start::zeros) {
            continue;
        } else if (start == Start::ones || start == Start::ones_with_biases) {
            weight.setConstant(S(1));
            bias.setConstant(S(start == Start::ones ? 0 : 1));
        } else if (random || (start == Start::equal_incoming && l == last)) {
            for (Index i = 0; i < weight.size(); ++i) weight.data()[i] = draw<S>(stream);
            for (Index i = 0; i < bias.size(); ++i) bias[i] = draw<S>(stream);
            if constexpr (std::is_floating_point_v<S>)
                weight *= S(1) / std::sqrt(static_cast<S>(layout.fan_in(l)));
        } else {
            weight.setConstant(draw<S>(stream));
            bias.setConstant(draw<S>(stream));
        }
    }
    if (start == Start::per_input)
        for (Index j = 0; j < layout.fan_in(0); ++j) network.weight(0).col(j).setConstant(draw<S>(stream));
    if (start == Start::one_bias_changed) network.bias(0)[0] = draw<S>(stream);
    if (start == Start::twins || start == Start::twins_incoming) {
        network.weight(0).row(1) = network.weight(0).row(0);
        network.bias(0)[1] = network.bias(0)[0];
    }
    if (start == Start::twins) network.weight(1).col(1) = network.weight(1).col(0);
}

/// Are units i and j of hidden layer l (from 0) equal in `values`, parameters or a gradient: the weights to
/// them and their biases?
template <class S>
[[nodiscard]] bool equal_incoming(const nn::Layout& layout, const nn::Vector<S>& values, std::size_t l,
                                  Index i, Index j) {
    const auto weight = layout.weight(values, l);
    const auto bias = layout.bias(values, l);
    return weight.row(i) == weight.row(j) && bias[i] == bias[j];
}
/// And the weights from them?
template <class S>
[[nodiscard]] bool equal_outgoing(const nn::Layout& layout, const nn::Vector<S>& values, std::size_t l,
                                  Index i, Index j) {
    const auto weight = layout.weight(values, l + 1);
    return weight.col(i) == weight.col(j);
}

}  // namespace assay::experiments::symmetry
