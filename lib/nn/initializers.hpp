#pragma once
// All random initializers, for what is run for each of them: tables, tests, parameters that name one.

#include <variant>

#include "lib/nn/initializer/bias_as_weight.hpp"
#include "lib/nn/initializer/fan_in_normal.hpp"
#include "lib/nn/initializer/fan_in_uniform.hpp"
#include "lib/nn/initializer/fan_out_normal.hpp"
#include "lib/nn/initializer/glorot_normal.hpp"
#include "lib/nn/initializer/glorot_uniform.hpp"
#include "lib/nn/initializer/he_normal.hpp"
#include "lib/nn/initializer/he_uniform.hpp"
#include "lib/nn/initializer/orthogonal.hpp"
#include "lib/nn/initializer/random_walk.hpp"
#include "lib/nn/initializer/sparse.hpp"
#include "lib/nn/initializer/truncated_normal.hpp"
#include "lib/nn/initializer/uniform_plus_one.hpp"

namespace assay::nn {

/// The schemes whose weights have mean 0 and a known variance.
using AnyInitializer =
    std::variant<FanInNormal, FanOutNormal, GlorotNormal, GlorotUniform, UniformPlusOne, HeNormal, HeUniform,
                 FanInUniform, BiasAsWeight, TruncatedNormal, Orthogonal, Sparse, RandomWalk<>>;

/// In the order of AnyInitializer.
enum class InitializerKind {
    fan_in_normal,
    fan_out_normal,
    glorot_normal,
    glorot_uniform,
    uniform_plus_one,
    he_normal,
    he_uniform,
    fan_in_uniform,
    bias_as_weight,
    truncated_normal,
    orthogonal,
    sparse,
    random_walk
};

namespace detail {

template <std::size_t i = 0>
[[nodiscard]] AnyInitializer initializer_at(std::size_t index) {
    if constexpr (i == std::variant_size_v<AnyInitializer>)
        throw std::bad_variant_access();
    else
        return i == index ? AnyInitializer(std::in_place_index<i>) : initializer_at<i + 1>(index);
}

}  // namespace detail

/// With its default parameters. Throws std::bad_variant_access for a number that names none.
[[nodiscard]] inline AnyInitializer initializer(InitializerKind kind) {
    return detail::initializer_at(static_cast<std::size_t>(kind));
}

[[nodiscard]] inline std::string_view name(const AnyInitializer& initializer) {
    return std::visit([](const auto& init) { return init.name; }, initializer);
}

/// The variance of a weight, and the weights, of whichever it is.
[[nodiscard]] inline double variance(const AnyInitializer& initializer, Index fan_in, Index fan_out) {
    return std::visit([&](const auto& init) { return init.variance(fan_in, fan_out); }, initializer);
}
template <class Weights>
void fill_weights(const AnyInitializer& initializer, random::Stream& stream, Weights&& weights) {
    std::visit([&](const auto& init) { init(stream, weights); }, initializer);
}

}  // namespace assay::nn
