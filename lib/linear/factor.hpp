#pragma once
// The factorizations behind the forms of least squares and ridge regression. Internal to lib/linear. All
// expect data scaled by detail::reduced(): elements up to 1, so that squares neither overflow nor vanish.

#include <optional>

#include "lib/linear/problem.hpp"

namespace assay::linear::detail {

/// Relative size of what rounding leaves of a zero in a matrix of this shape: max(rows, columns) x 2^-52.
[[nodiscard]] double rounding_noise(Index rows, Index columns);

/// The solution of (A + lambda I) x = b by Cholesky's factorization, A symmetric and positive semidefinite, a
/// Gram matrix of vectors of `length` elements. Nothing when it is numerically singular: when a pivot is not
/// positive, or is within rounding noise of 0 relative to the diagonal and lambda is too small to matter
/// there (below 2^-52 of the diagonal). The test does not depend on the scale of the variables. Cost: k^3/3
/// operations for k rows.
[[nodiscard]] std::optional<Vector<double>> solve_gram(Matrix<double> A, const Vector<double>& b,
                                                       double lambda, Index length);

/// The x of least |b - A x| by Householder's QR factorization with column pivoting, the columns scaled alike
/// and the rows sorted by size first. Nothing when A has not full column rank, up to rounding. Cost: 2 r k^2
/// operations for A of shape r x k.
[[nodiscard]] std::optional<Vector<double>> solve_tall(const Matrix<double>& A, const Vector<double>& b);

/// The x of least norm with A x = b, by the same QR factorization of A'. Nothing when A has not full row
/// rank, up to rounding. Cost: 2 r k^2 operations for A of shape k x r.
[[nodiscard]] std::optional<Vector<double>> solve_wide(const Matrix<double>& A, const Vector<double>& b);

/// The shortest of the vectors x that minimise |A x - b|, by a complete orthogonal decomposition.
[[nodiscard]] Vector<double> solve_minimum_norm(const Matrix<double>& A, const Vector<double>& b);

}  // namespace assay::linear::detail
