#pragma once

#include "lib/nn/initializer/weights.hpp"

namespace assay::nn {

/// N(0, 1 / fan_out): keeps the second moment of gradients on their way back through linear layers. 001,
/// block on tanh.
struct FanOutNormal {
    static constexpr std::string_view name = "fan-out-normal";

    [[nodiscard]] double variance(Index fan_in, Index fan_out) const {
        detail::require_fans(name, fan_in, fan_out);
        return 1 / static_cast<double>(fan_out);
    }
    template <class Weights>
    void operator()(random::Stream& stream, Weights&& weights) const {
        detail::fill_normal_scheme(*this, stream, weights);
    }
};

}  // namespace assay::nn
