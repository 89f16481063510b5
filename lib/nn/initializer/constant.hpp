#pragma once

#include "lib/nn/initializer/weights.hpp"

namespace assay::nn {

/// All weights equal: zero, one, or any other constant, none of which breaks the symmetry of a layer's units.
/// 003, slides on initialization; 001. Draws nothing.
struct Constant {
    static constexpr std::string_view name = "constant";

    double value = 0;

    [[nodiscard]] double variance(Index fan_in, Index fan_out) const {
        detail::require_fans(name, fan_in, fan_out);
        return 0;
    }
    template <class Weights>
    void operator()(random::Stream&, Weights&& weights) const {
        detail::require_fans(name, weights.cols(), weights.rows());
        weights.setConstant(static_cast<detail::ScalarOf<Weights>>(value));
    }
};

}  // namespace assay::nn
