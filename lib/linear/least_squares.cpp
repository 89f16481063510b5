#include "lib/linear/least_squares.hpp"

#include <Eigen/QR>
#include <Eigen/SVD>
#include <optional>
#include <stdexcept>
#include <string>

#include "lib/linear/factor.hpp"
#include "lib/linear/scaling.hpp"

namespace assay::linear {

namespace {

using Singular = Eigen::BDCSVD<Matrix<double>>;

Singular decomposition(const Matrix<double>& X) {
    Singular svd(X, Eigen::ComputeThinU | Eigen::ComputeThinV);
    svd.setThreshold(detail::rounding_noise(X.rows(), X.cols()));
    return svd;
}

Vector<double> minimum_norm(const Matrix<double>& X, const Vector<double>& y) {
    Eigen::CompleteOrthogonalDecomposition<Matrix<double>> orthogonal;
    orthogonal.setThreshold(detail::rounding_noise(X.rows(), X.cols()));
    return orthogonal.compute(X).solve(y);
}

std::optional<Vector<double>> solve(LeastSquares form, const Matrix<double>& X, const Vector<double>& y) {
    switch (form) {
        case LeastSquares::normal_equations:
            return detail::solve_gram(X.transpose() * X, X.transpose() * y, 0, X.rows());
        case LeastSquares::qr:
            return X.rows() < X.cols() ? std::nullopt : detail::solve_tall(X, y);
        case LeastSquares::svd:
            return decomposition(X).solve(y);
        case LeastSquares::minimum_norm:
            return minimum_norm(X, y);
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
    const Singular svd = decomposition(detail::reduced(X, unit));
    const Index rank = svd.rank();
    const Matrix<double> inverse = svd.matrixV().leftCols(rank) *
                                   svd.singularValues().head(rank).cwiseInverse().asDiagonal() *
                                   svd.matrixU().leftCols(rank).transpose();
    return detail::reduced(inverse, unit);
}

}  // namespace assay::linear
