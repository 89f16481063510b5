#pragma once

#include "lib/nn/initializer/weights.hpp"

namespace assay::nn {

/// Independent weights (or biases) of any distribution that draws from a UniformRandomBitGenerator: those of
/// Boost.Random. Their bits are the same wherever Boost's are; the standard library's are the vendor's.
/// Each fill starts from a copy of `distribution`, so that it depends on the stream alone.
template <class Distribution>
struct FromDistribution {
    static constexpr std::string_view name = "from-distribution";

    Distribution distribution{};

    template <class Weights>
    void operator()(random::Stream& stream, Weights&& weights) const {
        detail::require_fans(name, weights.cols(), weights.rows());
        Distribution draw = distribution;
        for (auto& value : detail::values(weights))
            value = static_cast<detail::ScalarOf<Weights>>(draw(stream));
    }
};

}  // namespace assay::nn
