#pragma once
// Polynomials for numeric kernels.

#include <array>
#include <cmath>
#include <cstddef>

namespace assay::random {

/// c[0] + c[1] x + c[2] x^2 + ..., by Estrin's scheme: neighbours are combined to a polynomial in x^2 of half
/// the length. Horner's rule has two or three multiplications less, but it is one chain of dependent
/// operations.
template <class T, std::size_t n>
[[nodiscard]] constexpr T polynomial(T x, const std::array<T, n>& c) noexcept {
    if constexpr (n == 1) {
        return c[0];
    } else {
        std::array<T, (n + 1) / 2> half{};
        for (std::size_t i = 0; i < half.size(); ++i)
            half[i] = 2 * i + 1 < n ? c[2 * i] + c[2 * i + 1] * x : c[2 * i];
        return polynomial(x * x, half);
    }
}

/// The same by Horner's rule, each c[i] + x (...) rounded once: for many x side by side, where the number of
/// operations counts and not the length of a chain. Slow where the compiler may not use the processor's
/// instruction for it.
template <class T, std::size_t n>
[[nodiscard]] T fused_polynomial(T x, const std::array<T, n>& c) noexcept {
    T sum = c[n - 1];
    for (std::size_t i = n - 1; i-- > 0;) sum = std::fma(sum, x, c[i]);
    return sum;
}

}  // namespace assay::random
