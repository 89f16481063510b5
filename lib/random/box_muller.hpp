#pragma once
// From random words to normals: the pure functions that fill_normal applies to every word. Internal to
// lib/random. These are the reference, and what a processor without SIMD runs; box_muller-inl.hpp has the
// same arithmetic on vectors, for the same bits.
//
// Box, Muller: A note on the generation of random normal deviates. Ann. Math. Stat. 29 (1958): with u uniform
// on (0,1) and (c, s) uniform on the unit circle, sqrt(-2 ln u) (c, s) are two independent standard normals.
//
// The functions are branch-free arithmetic on one value: sums, products, quotients, roots and std::fma, all
// of them correctly rounded everywhere, and nothing else of the C library, so that the bits depend neither on
// the compiler nor on the processor (-ffp-contract=off keeps the compiler from fusing more). Processors
// without a fused multiply-add (Intel before 2013) compute the same bits slowly. The polynomials interpolate
// at Chebyshev nodes; tests/reference/polynomials.py computes their coefficients and errors. ULP errors below
// are the largest found against 64-bit-mantissa arithmetic; box_muller_test.cpp repeats the search.

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

#include "lib/random/pair.hpp"
#include "lib/random/polynomial.hpp"

namespace assay::random::detail {

/// The coefficients of the functions below.
template <class T>
struct Coefficients;
template <>
struct Coefficients<double> {
    static constexpr double minus_two_ln_2 = -1.3862943611198906, half_pi = 1.5707963267948966;
    static constexpr std::array log{-1.333333333333334,  -0.7999999999979901,  -0.5714285725195097,
                                    -0.4444442226959016, -0.36365778250523445, -0.30663443201112084,
                                    -0.2923289937008681};
    static constexpr std::array cos{-1.2337005501361697,   0.2536695079010478,      -0.020863480763340773,
                                    0.0009192602745468447, -2.5202039028029178e-05, 4.710678405505227e-07,
                                    -6.329396344967424e-09};
    static constexpr std::array sin{-0.6459640975062443,   0.07969262624604301,   -0.004681754132340976,
                                    0.0001604411507421909, -3.59864335298231e-06, 5.633933781537854e-08};
};
template <>
struct Coefficients<float> {
    static constexpr float minus_two_ln_2 = -1.3862944F, half_pi = 1.5707963705062866F;
    static constexpr std::array log{-1.3333337306976318F, -0.7997756004333496F, -0.5915989875793457F};
    static constexpr std::array cos{-1.2337005138397217F, 0.253669410943985F, -0.02086152881383896F,
                                    0.0009067399078048766F};
    static constexpr std::array sin{-0.6459634900093079F, 0.07968021929264069F, -0.004602149128913879F};
};

/// A normal double split as x = 2^exponent (1 + fraction), 1 + fraction in [sqrt(1/2), sqrt(2)).
[[nodiscard]] inline Pair<double> split_exponent(double x) noexcept {
    constexpr std::uint64_t root_half = 0x3FE6A09E667F3BCD, one = 0x3FF0000000000000,
                            mantissa = 0x000FFFFFFFFFFFFF;
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x) + (one - root_half);
    // The biased exponent becomes a double by way of 2^52's mantissa.
    const double exponent = std::bit_cast<double>(bits >> 52U | 0x4330000000000000U) - (0x1p52 + 1023);
    return {exponent, std::bit_cast<double>((bits & mantissa) + root_half) - 1};
}
[[nodiscard]] inline Pair<float> split_exponent(float x) noexcept {
    constexpr std::uint32_t root_half = 0x3F3504F3, mantissa = 0x007FFFFF;
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(x) - root_half;
    const float exponent = static_cast<float>(static_cast<std::int32_t>(bits) >> 23);
    return {exponent, std::bit_cast<float>((bits & mantissa) + root_half) - 1};
}

/// -2 ln(2^exponent (1 + f)) for 1 + f in [sqrt(1/2), sqrt(2)), by ln(1 + f) = 2 artanh(s), s = f / (2 + f):
///   -2 ln 2 exponent + s (-4 - 4/3 s^2 - 4/5 s^4 - ...). At most 2.7 ULP off.
template <class T>
[[nodiscard]] T minus_two_log(Pair<T> x) noexcept {
    const T s = x.second / (2 + x.second), z = s * s;
    const T series = std::fma(z, fused_polynomial(z, Coefficients<T>::log), T{-4});
    return std::fma(s, series, x.first * Coefficients<T>::minus_two_ln_2);
}

/// (cos, sin)(pi t / 2) for |t| <= 1/2. At most 2 ULP off.
template <class T>
[[nodiscard]] Pair<T> cos_sin_quarter_turn(T t) noexcept {
    const T z = t * t;
    return {std::fma(z, fused_polynomial(z, Coefficients<T>::cos), T{1}),
            t * std::fma(z, fused_polynomial(z, Coefficients<T>::sin), Coefficients<T>::half_pi)};
}

/// Two independent standard normals from 2 x 64 random bits.
/// Radius: u = (k + 1/2) / 2^52 with k the top 52 bits of `radius`; |z| reaches sqrt(2 ln 2^53) = 8.57.
/// Direction: t = (j + 1/2) / 2^51 - 1/2 with j the top 51 bits of `angle` gives an angle in (-pi/4, pi/4);
/// bit 1 reflects it at the diagonal and bit 0 at the origin of the longer axis, so that four such quarters
/// make the circle. At most 4 ULP off sqrt(-2 ln u) (cos, sin).
[[nodiscard]] inline Pair<double> box_muller(std::uint64_t radius, std::uint64_t angle) noexcept {
    constexpr std::uint64_t one = 0x3FF0000000000000;
    const double u = std::bit_cast<double>(radius >> 12U | one) - (1 - 0x1p-53);
    const double t = std::bit_cast<double>(angle >> 12U | one | 1U) - 1.5;
    const double r = std::sqrt(minus_two_log(split_exponent(u)));
    const Pair<double> direction = cos_sin_quarter_turn(t);
    const double longer =
        std::bit_cast<double>(std::bit_cast<std::uint64_t>(r * direction.first) ^ angle << 63U);
    const double shorter = r * direction.second;
    const bool swap = static_cast<std::int64_t>(angle << 62U) < 0;
    return {swap ? shorter : longer, swap ? longer : shorter};
}

/// Two independent standard normals from 2 x 32 random bits.
/// Radius: u = (radius + 1/2) / 2^32, held as u or, from 1/2 on, as u - 1, so that neither end loses bits
/// (exponent 0 means u > sqrt(1/2)); |z| reaches sqrt(2 ln 2^33) = 6.76. Direction: as above, with j the top
/// 30 bits of `angle` as a signed number, t = (j + 1/2) / 2^30. At most 5 ULP off sqrt(-2 ln u) (cos, sin).
[[nodiscard]] inline Pair<float> box_muller(std::uint32_t radius, std::uint32_t angle) noexcept {
    const float v = std::fma(static_cast<float>(static_cast<std::int32_t>(radius)), 0x1p-32F, 0x1p-33F);
    Pair<float> x = split_exponent(v < 0 ? 1 + v : v);
    x.second = x.first == 0 ? v : x.second;
    const float r = std::sqrt(minus_two_log(x));
    const float t = static_cast<float>(static_cast<std::int32_t>(angle) >> 1 | 1) * 0x1p-31F;
    const Pair<float> direction = cos_sin_quarter_turn(t);
    const float longer =
        std::bit_cast<float>(std::bit_cast<std::uint32_t>(r * direction.first) ^ angle << 31U);
    const float shorter = r * direction.second;
    const bool swap = static_cast<std::int32_t>(angle << 30U) < 0;
    return {swap ? shorter : longer, swap ? longer : shorter};
}

}  // namespace assay::random::detail
