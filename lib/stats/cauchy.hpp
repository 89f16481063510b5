#pragma once
// The standard Cauchy law, in arithmetic that becomes SIMD code.

#include <array>
#include <cmath>

#include "lib/random/polynomial.hpp"

namespace assay::stats {

/// 1/2 + atan(x)/pi. Absolute error below 1.5e-16 (so its lower tail has no relative precision); the value is
/// in [0, 1], 0 and 1 at -+infinity; NaN for NaN. Reduction: atan|x| = pi offset + atan(t), |t| <= sqrt(2) -
/// 1, with (t, offset) = (|x|, 0), ((|x| - 1)/(|x| + 1), 1/4) or (-1/|x|, 1/2). Then atan(t)/pi = t p(t^2), p
/// of degree 10 by interpolation at Chebyshev nodes (tests/reference/polynomials.py), its own relative error
/// 2^-56.
[[nodiscard]] inline double cauchy_cdf(double x) noexcept {
    constexpr double root = 1.4142135623730951;
    const double a = std::abs(x);
    const bool small = a<root - 1, large = a> root + 1;
    const double numerator = large ? -1 : small ? a : a - 1;
    const double denominator = large ? a : small ? 1 : a + 1;
    const double offset = large ? 0.5 : small ? 0 : 0.25;
    const double t = numerator / denominator, z = t * t;
    const double p = random::polynomial(
        z, std::array{0.31830988618379064, -0.10610329539458131, 0.06366197723311384, -0.04547284055000784,
                      0.03536774943676945, -0.02893682942764935, 0.02447788222168079, -0.0211365210662873,
                      0.0181065779495923, -0.01384028005905886, 0.006727598224277281});
    return 0.5 + std::copysign(offset + t * p, x);
}

}  // namespace assay::stats
