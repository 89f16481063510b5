#pragma once

#include "lib/nn/initializer/weights.hpp"

namespace assay::nn {

/// U(-1/sqrt(m), 1/sqrt(m)) with m = fan_in, of variance 1 / (3 m): the first heuristic before 002 equation
/// 8.23; also the scheme called standard by X. Glorot, Y. Bengio, AISTATS 2010, equation 1, after Y. LeCun,
/// L. Bottou, G. Orr, K.-R. Mueller: Efficient BackProp. 1998, section 4.6.
struct FanInUniform {
    static constexpr std::string_view name = "fan-in-uniform";

    [[nodiscard]] double variance(Index fan_in, Index fan_out) const {
        detail::require_fans(name, fan_in, fan_out);
        return 1 / (3 * static_cast<double>(fan_in));
    }
    template <class Weights>
    void operator()(random::Stream& stream, Weights&& weights) const {
        detail::fill_uniform_scheme(*this, stream, weights);
    }
};

}  // namespace assay::nn
