#pragma once
// The exponential functions behind the activations. In float they are branch-free arithmetic, so that a
// compiler makes SIMD code of a loop over them and an element's bits do not depend on its place in the array;
// for other scalars they are the scalar's own.
//
// The polynomials interpolate at Chebyshev nodes; tests/reference/nn/polynomials.py computes their
// coefficients.

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <type_traits>

#include "lib/random/polynomial.hpp"

namespace assay::nn::detail {

/// e^x for x <= 0, by x = n ln 2 + r with |r| <= ln(2)/2 and e^r = 1 + r + r^2 p(r). Within 1.5 ULP down to
/// the least normal number, gradually to 0 below; NaN stays NaN.
[[nodiscard]] inline float exp_nonpositive(float x) noexcept {
    constexpr std::array p{0.5F, 0.166665777564048767F, 0.0416665561497211456F, 0.00836317334324121475F,
                           0.00139261758886277676F};
    constexpr float log2_e = 1.44269504F, ln2_high = 0.693359375F, ln2_low = -2.12194440e-4F;
    // Adding 1.5 * 2^23 rounds to an integer, which is then in the low bits.
    constexpr float shift = 12582912.0F;
    const float bounded = x < -104.0F ? -104.0F : x;  // e^-104 rounds to 0
    const float shifted = bounded * log2_e + shift;
    const float n = shifted - shift;
    const float r = (bounded - n * ln2_high) - n * ln2_low;
    const float power = 1 + (r + r * r * random::polynomial(r, p));
    // 2^n in two factors, since 2^-150 is no float.
    const auto exponent = std::bit_cast<std::int32_t>(shifted) - std::bit_cast<std::int32_t>(shift);
    const std::int32_t half = exponent >> 1;
    const auto power_of_two = [](std::int32_t k) {
        return std::bit_cast<float>(static_cast<std::uint32_t>(k + 127) << 23U);
    };
    return power * power_of_two(half) * power_of_two(exponent - half);
}
template <class Scalar>
[[nodiscard]] Scalar exp_nonpositive(const Scalar& x) {
    using std::exp;
    return exp(x);
}

/// tanh(x). In float within 2 ULP: x + x^3 p(x^2) for |x| < 5/8, sign(x) (1 - 2 e / (1 + e)) with
/// e = e^(-2|x|) beyond; +-1 from 9.02 on, and odd bit for bit.
[[nodiscard]] inline float hyperbolic_tangent(float x) noexcept {
    constexpr std::array p{-0.333333283662796021F, 0.133327692747116089F, -0.0538509078323841095F,
                           0.0209971796721220016F, -0.00609671417623758316F};
    const float magnitude = std::abs(x), square = x * x;
    const float near = x + x * (square * random::polynomial(square, p));
    const float e = exp_nonpositive(-2 * magnitude);
    const float far = 1 - 2 * e / (1 + e);
    return magnitude < 0.625F ? near : (x < 0 ? -far : far);
}
template <class Scalar>
[[nodiscard]] Scalar hyperbolic_tangent(const Scalar& x) {
    using std::tanh;
    return tanh(x);
}

}  // namespace assay::nn::detail
