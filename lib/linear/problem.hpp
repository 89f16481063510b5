#pragma once
// The data of a linear regression over any scalar, and the checks that every solver makes of them.

#include <Eigen/Core>
#include <cmath>
#include <stdexcept>
#include <string>
#include <type_traits>

namespace assay::linear {

using Index = Eigen::Index;
template <class S>
using Matrix = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>;
template <class S>
using Vector = Eigen::Matrix<S, Eigen::Dynamic, 1>;

namespace detail {

/// left right. Eigen's blocked product is for machine numbers; for other scalars it adds multiplications by
/// 1, so theirs is the plain sum of products.
template <class Left, class Right>
[[nodiscard]] auto product(const Left& left, const Right& right) {
    using S = typename Left::Scalar;
    using Result = Eigen::Matrix<S, Left::RowsAtCompileTime, Right::ColsAtCompileTime>;
    if constexpr (std::is_floating_point_v<S>)
        return Result(left * right);
    else
        return Result(left.lazyProduct(right));
}

inline void require(bool condition, const std::string& message) {
    if (!condition) throw std::invalid_argument(message);
}

[[nodiscard]] inline std::string shape(Index rows, Index columns) {
    return std::to_string(rows) + " x " + std::to_string(columns);
}

/// X has a row and a column at least.
template <class S>
void require_matrix(const char* function, const Matrix<S>& X) {
    require(X.rows() > 0 && X.cols() > 0, std::string(function) +
                                              ": X must have at least one row and one column, not " +
                                              shape(X.rows(), X.cols()));
}

/// X has a row and a column at least, and y an element for each row.
template <class S>
void require_shapes(const char* function, const Matrix<S>& X, const Vector<S>& y) {
    require_matrix(function, X);
    require(y.size() == X.rows(), std::string(function) + ": y must have an element for each of the " +
                                      std::to_string(X.rows()) + " rows of X, not " +
                                      std::to_string(y.size()));
}

/// No element is NaN or infinite.
template <class Derived>
void require_finite(const char* function, const char* argument, const Eigen::MatrixBase<Derived>& values) {
    if (values.allFinite()) return;
    for (Index j = 0; j < values.cols(); ++j)
        for (Index i = 0; i < values.rows(); ++i)
            require(std::isfinite(values(i, j)), std::string(function) + ": every element of " + argument +
                                                     " must be finite, not " + std::to_string(values(i, j)) +
                                                     " in row " + std::to_string(i) + ", column " +
                                                     std::to_string(j) + " (from 0)");
}

/// lambda is a number >= 0. Fields without an order or without infinities have nothing to check.
template <class S>
void require_lambda(const char* function, const S& lambda) {
    if constexpr (std::is_floating_point_v<S>)
        require(
            lambda >= 0 && std::isfinite(lambda),
            std::string(function) + ": lambda must be finite and at least 0, not " + std::to_string(lambda));
}

}  // namespace detail

}  // namespace assay::linear
