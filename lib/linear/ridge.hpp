#pragma once
// Ridge regression in double: the w of least |y - X w|^2 + lambda |w|^2, in every form that document 004
// names.

#include <array>
#include <string_view>

#include "lib/linear/problem.hpp"

namespace assay::linear {

/// How ridge regression is solved, for X of shape n x d.
enum class Form {
    primal,    ///< (X'X + lambda I) w = X'y by Cholesky's factorization, d x d (section 2.2)
    dual,      ///< w = X'(XX' + lambda I)^-1 y by Cholesky's factorization, n x n (section 2.4)
    rows,      ///< least squares of [X; sqrt(lambda) I], [y; 0] by QR, (n + d) x d (section 2.3)
    features,  ///< solution of least norm of [X, sqrt(lambda) I] [w; f] = y by QR, n x (d + n) (section 2.4)
    svd,       ///< V diag(s / (s^2 + lambda)) U'y for X = U diag(s) V'
};

inline constexpr std::array forms{Form::primal, Form::dual, Form::rows, Form::features, Form::svd};

/// "primal", "dual", "rows", "features", "svd".
[[nodiscard]] std::string_view name(Form form);

/// The ridge solution for X of shape n x d, y of length n and lambda >= 0, in the squared units of X.
/// In exact arithmetic all forms agree for lambda > 0. lambda = 0 is ordinary least squares: primal and rows
/// need full column rank, dual and features full row rank (and give the solution of least norm), svd is X^+
/// y. In rounded arithmetic primal and dual work with a squared condition number: lambda below 2^-52 of the
/// diagonal of X'X or XX' is lost and counts as 0; for rows, features and svd sqrt(lambda) is what may be
/// lost beside X. Singular values lost so (below max(n, d) 2^-52 of the largest, sqrt(lambda) too) count as 0
/// in svd. Data and lambda of any magnitude are fine, except that rows and features give 0 where sqrt(lambda)
/// is more than 1e150 times X; coefficients beyond double's range come out infinite or 0. Cost in operations:
/// primal n d^2 + d^3/3, dual n^2 d + n^3/3, rows 2 (n + d) d^2, features 2 (n + d) n^2, svd several times
/// the smaller of those. Throws std::invalid_argument when X is empty, y has another length, an element is
/// NaN or infinite, or lambda is negative, NaN or infinite; std::domain_error when, for lambda = 0 or one
/// that is lost, the rank is not the one that the form needs.
[[nodiscard]] Vector<double> ridge(Form form, const Matrix<double>& X, const Vector<double>& y,
                                   double lambda);

}  // namespace assay::linear
