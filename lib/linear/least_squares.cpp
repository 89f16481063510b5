#include "lib/linear/least_squares.hpp"

#include <optional>
#include <stdexcept>
#include <string>

#include "lib/linear/factor.hpp"
#include "lib/linear/scaling.hpp"
#include "lib/linear/singular_value_decomposition.hpp"

namespace assay::linear {

namespace {

/// V_r diag(1 / s_1, ..., 1 / s_r), r the rank.
Matrix<double> over_singular_values(const detail::ThinSvd& svd) {
    const Index rank = svd.rank();
    return svd.V.leftCols(rank) * svd.s.head(rank).cwiseInverse().asDiagonal();
}

Vector<double> by_singular_values(const Matrix<double>& X, const Vector<double>& y) {
    const auto svd = detail::thin_svd(X);
    return over_singular_values(svd) * (svd.U.leftCols(svd.rank()).transpose() * y);
}

std::optional<Vector<double>> solve(LeastSquares form, const Matrix<double>& X, const Vector<double>& y) {
    switch (form) {
        case LeastSquares::normal_equations:
            return detail::solve_gram(X.transpose() * X, X.transpose() * y, 0, X.rows());
        case LeastSquares::qr:
            return X.rows() < X.cols() ? std::nullopt : detail::solve_tall(X, y);
        case LeastSquares::svd:
            return by_singular_values(X, y);
        case LeastSquares::minimum_norm:
            return detail::solve_minimum_norm(X, y);
    }
    throw std::invalid_argument("least_squares: form must be one of LeastSquares");
}

}  // namespace

std::string_view name(LeastSquares form) {
    switch (form) {
        case LeastSquares::normal_equations:
            return "normal-equations";
        case LeastSquares::qr:
            return "qr";
        case LeastSquares::svd:
            return "svd";
        case LeastSquares::minimum_norm:
            return "minimum-norm";
    }
    throw std::invalid_argument("name: form must be one of LeastSquares");
}

Vector<double> least_squares(LeastSquares form, const Matrix<double>& X, const Vector<double>& y) {
    detail::require_shapes("least_squares", X, y);
    detail::require_finite("least_squares", "X", X);
    detail::require_finite("least_squares", "y", y);
    const int unit = detail::binary_exponent_of(X), response_unit = detail::binary_exponent_of(y);
    const std::optional<Vector<double>> w =
        solve(form, detail::reduced(X, unit), detail::reduced(y, response_unit));
    if (!w)
        throw std::domain_error("least_squares: X, of shape " + detail::shape(X.rows(), X.cols()) +
                                ", has not full column rank up to rounding, so " + std::string(name(form)) +
                                " has no one solution; ask for minimum-norm or svd, or for ridge regression "
                                "with lambda > 0");
    return detail::times_power(*w, response_unit - unit);
}

Matrix<double> pseudoinverse(const Matrix<double>& X) {
    detail::require_matrix("pseudoinverse", X);
    detail::require_finite("pseudoinverse", "X", X);
    const int unit = detail::binary_exponent_of(X);
    const auto svd = detail::thin_svd(detail::reduced(X, unit));
    const Matrix<double> inverse = over_singular_values(svd) * svd.U.leftCols(svd.rank()).transpose();
    return detail::reduced(inverse, unit);
}

}  // namespace assay::linear
