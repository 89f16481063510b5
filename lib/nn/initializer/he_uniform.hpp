#pragma once

#include "lib/nn/initializer/weights.hpp"

namespace assay::nn {

/// U(-a, a) with a = sqrt(6 / ((1 + slope^2) fan_in)), the variance being HeNormal's.
struct HeUniform {
    static constexpr std::string_view name = "he-uniform";

    double slope = 0;

    [[nodiscard]] double variance(Index fan_in, Index fan_out) const {
        detail::require_fans(name, fan_in, fan_out);
        return 2 / ((1 + slope * slope) * static_cast<double>(fan_in));
    }
    template <class Weights>
    void operator()(random::Stream& stream, Weights&& weights) const {
        detail::fill_uniform_scheme(*this, stream, weights);
    }
};

}  // namespace assay::nn
