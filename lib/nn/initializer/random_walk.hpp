#pragma once

#include "lib/nn/initializer/weights.hpp"
#include "lib/nn/log_step.hpp"

namespace assay::nn {

/// N(0, g^2 / fan_in) with g = random_walk_gain(F, fan_out): the logarithm of the mean square of a layer's
/// outputs has no drift, so that it is an unbiased random walk in depth. F is Identity or Relu. 002, slide on
/// random walks; D. Sussillo, L. F. Abbott: Random walk initialization for training very deep feedforward
/// networks. arXiv:1412.6558, 2014, whose fitted gains are sussillo_abbott_gain.
template <class F = Relu>
struct RandomWalk {
    static constexpr std::string_view name = "random-walk";

    [[nodiscard]] double variance(Index fan_in, Index fan_out) const {
        detail::require_fans(name, fan_in, fan_out);
        const double gain = random_walk_gain(F{}, fan_out);
        return gain * gain / static_cast<double>(fan_in);
    }
    template <class Weights>
    void operator()(random::Stream& stream, Weights&& weights) const {
        detail::fill_normal_scheme(*this, stream, weights);
    }
};

}  // namespace assay::nn
