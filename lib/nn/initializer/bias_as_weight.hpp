#pragma once

#include "lib/nn/initializer/weights.hpp"

namespace assay::nn {

/// N(0, scale / (fan_in + 1)) for weights and biases alike: the bias as the weight of one more input that is
/// always 1. 000 1.3 (1), 004 1.2: scale 1 as in Xavier's rule, 2 as in He's.
struct BiasAsWeight {
    static constexpr std::string_view name = "bias-as-weight";

    double scale = 1;

    [[nodiscard]] double variance(Index fan_in, Index fan_out) const {
        detail::require_fans(name, fan_in, fan_out);
        detail::require_positive(name, "scale", scale);
        return scale / static_cast<double>(fan_in + 1);
    }
    template <class Weights>
    void operator()(random::Stream& stream, Weights&& weights) const {
        detail::fill_normal_scheme(*this, stream, weights);
    }
    /// The biases of a layer of this fan-in.
    template <class Bias>
    void fill_bias(random::Stream& stream, Bias&& bias, Index fan_in) const {
        using Scalar = detail::ScalarOf<Bias>;
        fill_normal(stream, detail::values(bias),
                    static_cast<Scalar>(std::sqrt(variance(fan_in, bias.size()))));
    }
};

}  // namespace assay::nn
