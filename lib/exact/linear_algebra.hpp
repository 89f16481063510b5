#pragma once
// Dense linear algebra without rounding, over any exact field: Rational, or Mod61. No pivot is too small: an
// entry is zero or it is not.
//   G. H. Golub, C. F. Van Loan: Matrix Computations. 4th edition, Johns Hopkins 2013, section 3.2 (Gaussian
//   elimination).

#include <Eigen/Core>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace assay::exact {

using Index = Eigen::Index;
template <class Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
template <class Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

namespace detail {

template <class Derived>
[[nodiscard]] std::string shape(const Eigen::MatrixBase<Derived>& a) {
    return std::to_string(a.rows()) + " x " + std::to_string(a.cols());
}

template <class Derived>
void require_square(const char* function, const Eigen::MatrixBase<Derived>& a) {
    if (a.rows() != a.cols())
        throw std::invalid_argument(std::string(function) + ": A must be square, not " + shape(a));
}

/// A matrix brought to reduced row echelon form in its leading columns.
template <class Scalar>
struct Echelon {
    Matrix<Scalar> reduced;
    std::vector<Index> pivots;  ///< the column of the leading 1 of each row that has one; ascending
    Scalar product;             ///< of the pivots, negated for each exchange of rows
};

/// Gauss-Jordan elimination of the first `columns` columns, carried out on all of them.
/// Cost for n rows and m columns: at most n m columns multiply-adds, and min(n, columns) divisions.
template <class Scalar>
[[nodiscard]] Echelon<Scalar> reduce(Matrix<Scalar> a, Index columns) {
    Echelon<Scalar> result{.reduced = {}, .pivots = {}, .product = Scalar(1)};
    const Scalar zero(0);
    for (Index column = 0, row = 0; column < columns && row < a.rows(); ++column) {
        Index found = row;
        while (found < a.rows() && a(found, column) == zero) ++found;
        if (found == a.rows()) continue;
        if (found != row) {
            a.row(row).swap(a.row(found));
            result.product = -result.product;
        }
        result.product *= a(row, column);
        const Scalar inverse = Scalar(1) / a(row, column);
        for (Index j = column; j < a.cols(); ++j) a(row, j) *= inverse;
        for (Index i = 0; i < a.rows(); ++i) {
            const Scalar factor = a(i, column);
            if (i == row || factor == zero) continue;
            for (Index j = column; j < a.cols(); ++j) a(i, j) -= factor * a(row, j);
        }
        result.pivots.push_back(column);
        ++row;
    }
    result.reduced = std::move(a);
    return result;
}

}  // namespace detail

/// A B for A of shape n x k and B of shape k x m. Eigen's blocked product is for machine numbers, whose bits
/// it keeps; other scalars get the plain sums of products, n k m of them. Throws std::invalid_argument when
/// the shapes do not fit.
template <class Left, class Right>
[[nodiscard]] auto product(const Eigen::MatrixBase<Left>& a, const Eigen::MatrixBase<Right>& b) {
    using Scalar = typename Left::Scalar;
    if (a.cols() != b.rows())
        throw std::invalid_argument("product: B must have a row for each column of A; A is " +
                                    detail::shape(a) + ", B is " + detail::shape(b));
    Eigen::Matrix<Scalar, Left::RowsAtCompileTime, Right::ColsAtCompileTime> result;
    if constexpr (std::is_floating_point_v<Scalar>)
        result = a * b;
    else
        result = a.lazyProduct(b);
    return result;
}

/// X with A X = B, for A of shape n x n and B of shape n x m: a matrix, or a vector where B is one.
/// Nothing when A is singular. n = 0 gives 0 x m. Cost: n^3/2 + n^2 m multiply-adds.
/// Throws std::invalid_argument when A is not square or B has another number of rows.
template <class Left, class Right>
[[nodiscard]] auto solve(const Eigen::MatrixBase<Left>& a, const Eigen::MatrixBase<Right>& b)
    -> std::optional<Eigen::Matrix<typename Left::Scalar, Eigen::Dynamic, Right::ColsAtCompileTime>> {
    detail::require_square("solve", a);
    if (b.rows() != a.rows())
        throw std::invalid_argument("solve: B must have a row for each of A; A is " + detail::shape(a) +
                                    ", B is " + detail::shape(b));
    Matrix<typename Left::Scalar> both(a.rows(), a.cols() + b.cols());
    both << a, b;
    const auto echelon = detail::reduce(std::move(both), a.cols());
    if (static_cast<Index>(echelon.pivots.size()) < a.cols()) return std::nullopt;
    return echelon.reduced.rightCols(b.cols());
}

/// The inverse of A of shape n x n; nothing when A is singular. Cost: at most 3/2 n^3 multiply-adds.
/// Throws std::invalid_argument when A is not square.
template <class Derived>
[[nodiscard]] std::optional<Matrix<typename Derived::Scalar>> inverse(const Eigen::MatrixBase<Derived>& a) {
    detail::require_square("inverse", a);
    return solve(a, Matrix<typename Derived::Scalar>::Identity(a.rows(), a.cols()));
}

/// The rank of A, of any shape; 0 for a matrix without entries.
template <class Derived>
[[nodiscard]] Index rank(const Eigen::MatrixBase<Derived>& a) {
    return static_cast<Index>(detail::reduce(Matrix<typename Derived::Scalar>(a), a.cols()).pivots.size());
}

/// The determinant of A of shape n x n; 1 for n = 0. Throws std::invalid_argument when A is not square.
template <class Derived>
[[nodiscard]] typename Derived::Scalar determinant(const Eigen::MatrixBase<Derived>& a) {
    detail::require_square("determinant", a);
    const auto echelon = detail::reduce(Matrix<typename Derived::Scalar>(a), a.cols());
    return static_cast<Index>(echelon.pivots.size()) < a.cols() ? typename Derived::Scalar(0)
                                                                : echelon.product;
}

/// A basis of the vectors x with A x = 0, as columns: cols x (cols - rank). A column is 1 at one of the
/// columns without pivot, and 0 at the others.
template <class Derived>
[[nodiscard]] Matrix<typename Derived::Scalar> null_space(const Eigen::MatrixBase<Derived>& a) {
    using Scalar = typename Derived::Scalar;
    const auto echelon = detail::reduce(Matrix<Scalar>(a), a.cols());
    const auto rank = static_cast<Index>(echelon.pivots.size());
    Matrix<Scalar> basis = Matrix<Scalar>::Zero(a.cols(), a.cols() - rank);
    for (Index column = 0, row = 0; column < a.cols(); ++column) {
        if (row < rank && echelon.pivots[static_cast<std::size_t>(row)] == column) {
            ++row;
            continue;
        }
        const Index vector = column - row;
        basis(column, vector) = Scalar(1);
        for (Index i = 0; i < row; ++i)
            basis(echelon.pivots[static_cast<std::size_t>(i)], vector) = -echelon.reduced(i, column);
    }
    return basis;
}

}  // namespace assay::exact
