#pragma once
// What the singular values of the data say about least squares and ridge regression.

#include "lib/linear/problem.hpp"

namespace assay::linear {

/// The min(n, d) singular values of X, of shape n x d, in decreasing order, each within a small multiple of
/// 2^-52 of the largest. Throws std::invalid_argument when X is empty or an element is NaN or infinite.
[[nodiscard]] Vector<double> singular_values(const Matrix<double>& X);

/// s_max / s_min of the min(n, d) singular values of X; infinity when s_min is 0. Beyond 1e16 it says only
/// that X is singular up to rounding. Throws as singular_values() does.
[[nodiscard]] double condition_number(const Matrix<double>& X);

/// The condition number of [X; sqrt(lambda) I], sqrt((s_max^2 + lambda) / (s_min^2 + lambda)), where s_min is
/// the least of d singular values: 0 when n < d. The condition number of X'X + lambda I is its square.
/// Infinity when s_min and lambda are 0. Throws as singular_values() does, and when lambda is negative, NaN
/// or infinite.
[[nodiscard]] double ridge_condition_number(const Matrix<double>& X, double lambda);

/// s^2 / (s^2 + lambda) for each s, by what ridge regression multiplies each singular direction of the fitted
/// values of least squares; 0 for s = 0. Throws std::invalid_argument when an s is negative, NaN or infinite,
/// or lambda is.
[[nodiscard]] Vector<double> filter_factors(const Vector<double>& singular, double lambda);

/// The effective degrees of freedom, sum of the filter factors (Hastie, Tibshirani, Friedman, The Elements of
/// Statistical Learning, 2nd ed., eq. 3.50): the rank for lambda = 0, towards 0 for lambda to infinity. 0 for
/// no singular values. Throws as filter_factors() does.
[[nodiscard]] double effective_degrees(const Vector<double>& singular, double lambda);

}  // namespace assay::linear
