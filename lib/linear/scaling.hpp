#pragma once
// Scaling by powers of two: it rounds nothing, and keeps squares of the data within the range of double.

#include <algorithm>
#include <cmath>

#include "lib/linear/problem.hpp"

namespace assay::linear::detail {

/// e with 2^(e-1) <= largest < 2^e, limited to what 2^-e can undo; 0 for 0.
[[nodiscard]] inline int binary_exponent(double largest) {
    int exponent = 0;
    if (largest > 0) std::frexp(largest, &exponent);
    return std::clamp(exponent, -1000, 1000);
}

template <class Derived>
[[nodiscard]] int binary_exponent_of(const Eigen::MatrixBase<Derived>& values) {
    return binary_exponent(values.cwiseAbs().maxCoeff());
}

/// 2^exponent values. The exponent may be beyond those of double: what it leads to may not.
[[nodiscard]] inline Vector<double> times_power(const Vector<double>& values, int exponent) {
    return values.unaryExpr([exponent](double value) { return std::ldexp(value, exponent); });
}

/// 2^-exponent values, for an exponent from binary_exponent().
template <class Derived>
[[nodiscard]] auto reduced(const Eigen::MatrixBase<Derived>& values, int exponent) {
    return typename Derived::PlainObject(values * std::ldexp(1.0, -exponent));
}

}  // namespace assay::linear::detail
