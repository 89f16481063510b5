#pragma once
// Initializers as a parameter of experiments.

#include <string>
#include <variant>
#include <vector>

#include "lib/nn/initializers.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments::variance {

enum class Scheme {
    standard_normal,
    fan_in_normal,
    fan_out_normal,
    glorot_normal,
    glorot_uniform,
    uniform_plus_one,
    he_normal,
    he_uniform,
    fan_in_uniform,
    truncated_normal,
    truncated_normal_raw
};

/// N(0, 1), whatever the fans.
struct StandardNormal {
    static constexpr std::string_view name = "standard-normal";

    [[nodiscard]] double variance(nn::Index, nn::Index) const { return 1; }
    template <class Weights>
    void operator()(random::Stream& stream, Weights&& weights) const {
        nn::detail::fill_normal_scheme(*this, stream, weights);
    }
};

using AnyScheme =
    std::variant<StandardNormal, nn::FanInNormal, nn::FanOutNormal, nn::GlorotNormal, nn::GlorotUniform,
                 nn::UniformPlusOne, nn::HeNormal, nn::HeUniform, nn::FanInUniform, nn::TruncatedNormal>;

/// `slope` is that of the leaky ReLU that He's rule allows for.
[[nodiscard]] inline AnyScheme scheme(Scheme kind, double slope) {
    switch (kind) {
        case Scheme::standard_normal:
            return StandardNormal{};
        case Scheme::fan_in_normal:
            return nn::FanInNormal{};
        case Scheme::fan_out_normal:
            return nn::FanOutNormal{};
        case Scheme::glorot_normal:
            return nn::GlorotNormal{};
        case Scheme::glorot_uniform:
            return nn::GlorotUniform{};
        case Scheme::uniform_plus_one:
            return nn::UniformPlusOne{};
        case Scheme::he_normal:
            return nn::HeNormal{.slope = slope};
        case Scheme::he_uniform:
            return nn::HeUniform{.slope = slope};
        case Scheme::fan_in_uniform:
            return nn::FanInUniform{};
        case Scheme::truncated_normal:
            return nn::TruncatedNormal{};
        case Scheme::truncated_normal_raw:
            return nn::TruncatedNormal{.corrected = false};
    }
    throw std::bad_variant_access();
}

template <class P>
[[nodiscard]] engine::Parameter<P> scheme_parameter(Scheme P::*member) {
    return engine::choice(
        member,
        {.name = "scheme",
         .choices = {"standard-normal", "fan-in-normal", "fan-out-normal", "glorot-normal", "glorot-uniform",
                     "uniform-plus-one", "he-normal", "he-uniform", "fan-in-uniform", "truncated-normal",
                     "truncated-normal-raw"},
         .doc = "how weights are drawn; truncated Gaussians are cut at 2 standard deviations, with the "
                "variance 1/fan_in or, raw, with less"});
}

}  // namespace assay::experiments::variance
