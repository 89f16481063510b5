#pragma once

#include <algorithm>
#include <boost/random/uniform_int_distribution.hpp>
#include <vector>

#include "lib/nn/initializer/weights.hpp"

namespace assay::nn {

/// Each unit (row) has exactly `nonzeros` inputs, chosen uniformly, with weights N(0, weight_variance); its
/// other weights are 0. So its pre-activation does not depend on the fan-in. 002, slide on sparse
/// initialization; J. Martens: Deep learning via Hessian-free optimization. ICML 2010, section 5.
/// variance() counts the zeros: nonzeros weight_variance / fan_in. Throws std::invalid_argument when there
/// are fewer inputs than non-zeros.
struct Sparse {
    static constexpr std::string_view name = "sparse";

    Index nonzeros = 15;
    double weight_variance = 1;

    [[nodiscard]] double variance(Index fan_in, Index fan_out) const {
        detail::require_fans(name, fan_in, fan_out);
        detail::require_positive(name, "weight_variance", weight_variance);
        if (nonzeros < 1 || nonzeros > fan_in)
            detail::refuse(name, "nonzeros must be from 1 to the fan-in, " + std::to_string(fan_in) +
                                     ", not " + std::to_string(nonzeros));
        return static_cast<double>(nonzeros) * weight_variance / static_cast<double>(fan_in);
    }

    /// R. W. Floyd's choice of k of m inputs (J. Bentley: Programming pearls, Comm. ACM 30 (1987)): for j = m
    /// - k .. m - 1 take one of 0 .. j, or j itself if that one has been taken. Cost: quadratic in k a unit.
    template <class Weights>
    void operator()(random::Stream& stream, Weights&& weights) const {
        using Scalar = detail::ScalarOf<Weights>;
        const Index fan_in = weights.cols();
        (void)variance(fan_in, weights.rows());  // refuses
        weights.setZero();
        Vector<Scalar> values(nonzeros);
        std::vector<Index> chosen;
        for (Index i = 0; i < weights.rows(); ++i) {
            chosen.clear();
            for (Index j = fan_in - nonzeros; j < fan_in; ++j) {
                const Index one = boost::random::uniform_int_distribution<Index>(0, j)(stream);
                chosen.push_back(std::find(chosen.begin(), chosen.end(), one) == chosen.end() ? one : j);
            }
            fill_normal(stream, detail::values(values), static_cast<Scalar>(std::sqrt(weight_variance)));
            for (Index k = 0; k < nonzeros; ++k) weights(i, chosen[static_cast<std::size_t>(k)]) = values[k];
        }
    }
};

}  // namespace assay::nn
