#pragma once
// What every initializer is: a value whose call fills a layer's weights from a stream. A weight matrix has
// shape fan_out x fan_in and lies in one piece, as an Eigen matrix or as Network::weight(layer); it is filled
// column by column.
//
// variance(fan_in, fan_out) is that of a single weight. Both throw std::invalid_argument, naming the scheme,
// where a fan is 0 or a parameter is out of range.

#include <cmath>
#include <concepts>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include "lib/nn/fill.hpp"
#include "lib/nn/layout.hpp"

namespace assay::nn {

template <class I>
concept Initializer = requires(const I init, random::Stream& stream, Matrix<float>& weights, Index fan) {
    { I::name } -> std::convertible_to<std::string_view>;
    { init.variance(fan, fan) } -> std::same_as<double>;
    init(stream, weights);
};

namespace detail {

[[noreturn]] inline void refuse(std::string_view scheme, const std::string& message) {
    throw std::invalid_argument(std::string(scheme) + ": " + message);
}

inline void require_fans(std::string_view scheme, Index fan_in, Index fan_out) {
    if (fan_in < 1 || fan_out < 1)
        refuse(scheme, "fan-in and fan-out must be at least 1, not " + std::to_string(fan_in) + " and " +
                           std::to_string(fan_out));
}

inline void require_positive(std::string_view scheme, const char* parameter, double value) {
    if (value > 0 && std::isfinite(value)) return;
    std::string message(parameter);
    message += " must be finite and above 0, not ";
    message += std::to_string(value);
    refuse(scheme, message);
}

template <class Weights>
using ScalarOf = typename std::remove_cvref_t<Weights>::Scalar;

/// The weights in the order of their storage.
template <class Weights>
[[nodiscard]] std::span<ScalarOf<Weights>> values(Weights& weights) {
    return {weights.data(), static_cast<std::size_t>(weights.size())};
}

/// Fills with N(0, v) where v is what the scheme's variance() says.
template <class Scheme, class Weights>
void fill_normal_scheme(const Scheme& scheme, random::Stream& stream, Weights& weights) {
    using Scalar = ScalarOf<Weights>;
    const double variance = scheme.variance(weights.cols(), weights.rows());
    fill_normal(stream, values(weights), static_cast<Scalar>(std::sqrt(variance)));
}

/// Fills with U(-sqrt(3 v), sqrt(3 v)), whose variance is v.
template <class Scheme, class Weights>
void fill_uniform_scheme(const Scheme& scheme, random::Stream& stream, Weights& weights) {
    using Scalar = ScalarOf<Weights>;
    const double variance = scheme.variance(weights.cols(), weights.rows());
    fill_uniform(stream, values(weights), static_cast<Scalar>(std::sqrt(3 * variance)));
}

}  // namespace detail
}  // namespace assay::nn
