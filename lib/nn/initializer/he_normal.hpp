#pragma once

#include "lib/nn/initializer/weights.hpp"

namespace assay::nn {

/// N(0, 2 / ((1 + slope^2) fan_in)): keeps the second moment of pre-activations from one layer to the next
/// when the layer below is a leaky ReLU of this slope (0: ReLU); not in the first layer, whose inputs were
/// not rectified. 000 equation 6.4, 003 "Kaiming initialization"; K. He, X. Zhang, S. Ren, J. Sun: Delving
/// deep into rectifiers. ICCV 2015, equations 10 and 15.
struct HeNormal {
    static constexpr std::string_view name = "he-normal";

    double slope = 0;

    [[nodiscard]] double variance(Index fan_in, Index fan_out) const {
        detail::require_fans(name, fan_in, fan_out);
        return 2 / ((1 + slope * slope) * static_cast<double>(fan_in));
    }
    template <class Weights>
    void operator()(random::Stream& stream, Weights&& weights) const {
        detail::fill_normal_scheme(*this, stream, weights);
    }
};

}  // namespace assay::nn
