#include "lib/linear/factor.hpp"

#include <Eigen/Cholesky>
#include <Eigen/QR>
#include <algorithm>
#include <limits>

#include "lib/linear/scaling.hpp"

namespace assay::linear::detail {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// A pivoted QR factorization of a matrix whose columns were scaled by 2^-exponents.
struct EqualColumns {
    Eigen::VectorXi exponents;
    Eigen::ColPivHouseholderQR<Matrix<double>> qr;

    explicit EqualColumns(Matrix<double> A) : exponents(A.cols()) {
        for (Index j = 0; j < A.cols(); ++j) {
            exponents[j] = binary_exponent_of(A.col(j));
            A.col(j) = reduced(A.col(j), exponents[j]);
        }
        qr.setThreshold(rounding_noise(A.rows(), A.cols()));
        qr.compute(A);
    }
    [[nodiscard]] bool full_rank() const { return qr.rank() == qr.cols(); }
    /// 2^-exponents values.
    [[nodiscard]] Vector<double> unscaled(Vector<double> values) const {
        for (Index j = 0; j < values.size(); ++j) values[j] = std::ldexp(values[j], -exponents[j]);
        return values;
    }
};

}  // namespace

double rounding_noise(Index rows, Index columns) {
    return static_cast<double>(std::max(rows, columns)) * epsilon;
}

std::optional<Vector<double>> solve_gram(Matrix<double> A, const Vector<double>& b, double lambda,
                                         Index length) {
    const Vector<double> diagonal = A.diagonal();
    A.diagonal().array() += lambda;
    const Eigen::LLT<Matrix<double>> cholesky(A);
    if (cholesky.info() != Eigen::Success) return std::nullopt;
    const double noise = rounding_noise(length, A.rows());
    for (Index j = 0; j < A.rows(); ++j) {
        const double root = cholesky.matrixLLT()(j, j);
        const bool kept_apart = lambda > epsilon * diagonal[j];
        if (!(root * root > (kept_apart ? 0.0 : noise * diagonal[j]))) return std::nullopt;
    }
    return cholesky.solve(b);
}

std::optional<Vector<double>> solve_tall(const Matrix<double>& A, const Vector<double>& b) {
    const EqualColumns scaled(A);
    if (!scaled.full_rank()) return std::nullopt;
    return scaled.unscaled(scaled.qr.solve(b));
}

std::optional<Vector<double>> solve_wide(const Matrix<double>& A, const Vector<double>& b) {
    // A' D = Q R P' with D = 2^-exponents: A x = b is R' (Q' x) = P' D b.
    const EqualColumns scaled(A.transpose());
    if (!scaled.full_rank()) return std::nullopt;
    const Index k = A.rows();
    Vector<double> x = Vector<double>::Zero(A.cols());
    x.head(k) = scaled.qr.colsPermutation().transpose() * scaled.unscaled(b);
    scaled.qr.matrixR().topLeftCorner(k, k).triangularView<Eigen::Upper>().transpose().solveInPlace(
        x.head(k));
    return Vector<double>(scaled.qr.householderQ() * x);
}

}  // namespace assay::linear::detail
