#pragma once
// Ordinary least squares in double: the w of least |y - X w|^2.

#include <array>
#include <string_view>

#include "lib/linear/problem.hpp"

namespace assay::linear {

/// How least squares are solved. With kappa = condition_number(X), the relative error of w is up to about
/// kappa^2 epsilon with the normal equations, and with the others kappa epsilon where the residual is small.
enum class LeastSquares {
    normal_equations,  ///< X'X w = X'y by Cholesky's factorization
    qr,                ///< Householder's QR factorization with column pivoting
    svd,               ///< singular value decomposition; of least norm where the rank is deficient
    minimum_norm,      ///< complete orthogonal decomposition; of least norm where the rank is deficient
};

inline constexpr std::array least_squares_forms{LeastSquares::normal_equations, LeastSquares::qr,
                                                LeastSquares::svd, LeastSquares::minimum_norm};

/// "normal-equations", "qr", "svd", "minimum-norm".
[[nodiscard]] std::string_view name(LeastSquares form);

/// (X'X)^-1 X'y (document 004, section 2.2) for X of shape n x d and y of length n; where X has not full
/// column rank, svd and minimum_norm return X^+ y, the least squares solution of least norm. What counts as
/// rank deficient: a column that, up to rounding (max(n, d) 2^-52 of its length), lies in the span of others;
/// for svd and minimum_norm, whose solution depends on the units of the columns, a singular value or pivot of
/// that size relative to the largest. Data of any magnitude are fine; coefficients beyond double's range come
/// out infinite or 0. Cost: n d^2 operations for the normal equations, 2 n d^2 for qr, several times that for
/// the others. Throws std::invalid_argument when X is empty, y has another length, or an element is NaN or
/// infinite; std::domain_error when X has not full column rank and the form is normal_equations or qr.
[[nodiscard]] Vector<double> least_squares(LeastSquares form, const Matrix<double>& X,
                                           const Vector<double>& y);

/// The Moore-Penrose pseudoinverse X^+ = V diag(1/s) U' over the singular values s beyond rounding (max(n, d)
/// 2^-52 of the largest), shape d x n. Throws std::invalid_argument when X is empty or an element is NaN or
/// infinite.
[[nodiscard]] Matrix<double> pseudoinverse(const Matrix<double>& X);

}  // namespace assay::linear
