#pragma once

#include "lib/nn/initializer/weights.hpp"

namespace assay::nn {

/// U(-a, a) with a = sqrt(6 / (fan_in + fan_out)), so of variance 2 / (fan_in + fan_out). 002 equation 8.23;
/// X. Glorot, Y. Bengio: Understanding the difficulty of training deep feedforward neural networks. AISTATS
/// 2010, equation 16.
struct GlorotUniform {
    static constexpr std::string_view name = "glorot-uniform";

    [[nodiscard]] double variance(Index fan_in, Index fan_out) const {
        detail::require_fans(name, fan_in, fan_out);
        return 2 / static_cast<double>(fan_in + fan_out);
    }
    template <class Weights>
    void operator()(random::Stream& stream, Weights&& weights) const {
        detail::fill_uniform_scheme(*this, stream, weights);
    }
};

}  // namespace assay::nn
