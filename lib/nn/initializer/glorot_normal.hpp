#pragma once

#include "lib/nn/initializer/weights.hpp"

namespace assay::nn {

/// N(0, 2 / (fan_in + fan_out)): between what activations and what gradients ask for. 001, block on tanh.
/// X. Glorot, Y. Bengio: Understanding the difficulty of training deep feedforward neural networks. AISTATS
/// 2010, equation 12.
struct GlorotNormal {
    static constexpr std::string_view name = "glorot-normal";

    [[nodiscard]] double variance(Index fan_in, Index fan_out) const {
        detail::require_fans(name, fan_in, fan_out);
        return 2 / static_cast<double>(fan_in + fan_out);
    }
    template <class Weights>
    void operator()(random::Stream& stream, Weights&& weights) const {
        detail::fill_normal_scheme(*this, stream, weights);
    }
};

}  // namespace assay::nn
