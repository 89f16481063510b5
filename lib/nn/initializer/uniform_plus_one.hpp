#pragma once

#include "lib/nn/initializer/weights.hpp"

namespace assay::nn {

/// U(-a, a) with a = sqrt(6 / (1 + fan_in + fan_out)), as 001 prints it; of variance
/// 2 / (1 + fan_in + fan_out), as if the bias were one more input of Glorot's rule.
struct UniformPlusOne {
    static constexpr std::string_view name = "uniform-plus-one";

    [[nodiscard]] double variance(Index fan_in, Index fan_out) const {
        detail::require_fans(name, fan_in, fan_out);
        return 2 / static_cast<double>(1 + fan_in + fan_out);
    }
    template <class Weights>
    void operator()(random::Stream& stream, Weights&& weights) const {
        detail::fill_uniform_scheme(*this, stream, weights);
    }
};

}  // namespace assay::nn
