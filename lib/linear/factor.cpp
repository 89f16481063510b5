#include "lib/linear/factor.hpp"

#include <Eigen/Cholesky>
#include <Eigen/QR>
#include <algorithm>
#include <limits>

#include "lib/linear/scaling.hpp"

namespace assay::linear::detail {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// A pivoted QR factorization of a matrix whose columns were scaled alike, by 2^-exponents, and whose rows
/// were put in the order of their largest elements: then what rounding does to a row is small beside that
/// row, however small it is beside others. A. J. Cox, N. J. Higham: Stability of Householder QR Factorization
/// for Weighted Least Squares Problems. Numerical Analysis 1997, Longman 1998, pp. 57-73.
struct Factors {
    Eigen::VectorXi exponents;
    Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, Index>
        order;  ///< row i of the factored is row order[i]
    Eigen::ColPivHouseholderQR<Matrix<double>> qr;

    explicit Factors(Matrix<double> A) : exponents(A.cols()), order(A.rows()) {
        for (Index j = 0; j < A.cols(); ++j) {
            exponents[j] = binary_exponent_of(A.col(j));
            A.col(j) = reduced(A.col(j), exponents[j]);
        }
        const Vector<double> largest = A.cwiseAbs().rowwise().maxCoeff();
        order.setIdentity();
        std::stable_sort(order.indices().begin(), order.indices().end(),
                         [&largest](Index a, Index b) { return largest[a] > largest[b]; });
        qr.setThreshold(rounding_noise(A.rows(), A.cols()));
        qr.compute(order.transpose() * A);
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
    const Factors factors(A);
    if (!factors.full_rank()) return std::nullopt;
    const Vector<double> ordered = factors.order.transpose() * b;
    return factors.unscaled(factors.qr.solve(ordered));
}

std::optional<Vector<double>> solve_wide(const Matrix<double>& A, const Vector<double>& b) {
    // P A' D = Q R C' with D = 2^-exponents and permutations P, C: A x = b is R' (Q' P x) = C' D b.
    const Factors factors(A.transpose());
    if (!factors.full_rank()) return std::nullopt;
    const Index k = A.rows();
    Vector<double> x = Vector<double>::Zero(A.cols());
    x.head(k) = factors.qr.colsPermutation().transpose() * factors.unscaled(b);
    factors.qr.matrixR().topLeftCorner(k, k).triangularView<Eigen::Upper>().transpose().solveInPlace(
        x.head(k));
    return factors.order * (factors.qr.householderQ() * x);
}

Vector<double> solve_minimum_norm(const Matrix<double>& A, const Vector<double>& b) {
    Eigen::CompleteOrthogonalDecomposition<Matrix<double>> orthogonal;
    orthogonal.setThreshold(rounding_noise(A.rows(), A.cols()));
    return orthogonal.compute(A).solve(b);
}

}  // namespace assay::linear::detail
