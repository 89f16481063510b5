#pragma once

#include "lib/nn/initializer/weights.hpp"

namespace assay::nn {

/// N(0, gain^2 / fan_in): Xavier initialization as 000 equation 6.3 and 004 1.2 print it (gain 1), and any
/// other scale of it. Linear layers keep the second moment at gain 1.
struct FanInNormal {
    static constexpr std::string_view name = "fan-in-normal";

    double gain = 1;

    [[nodiscard]] double variance(Index fan_in, Index fan_out) const {
        detail::require_fans(name, fan_in, fan_out);
        detail::require_positive(name, "gain", gain);
        return gain * gain / static_cast<double>(fan_in);
    }
    template <class Weights>
    void operator()(random::Stream& stream, Weights&& weights) const {
        detail::fill_normal_scheme(*this, stream, weights);
    }
};

}  // namespace assay::nn
