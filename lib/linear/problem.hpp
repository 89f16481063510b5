#pragma once
// The data of a linear regression over any scalar, and the checks that every solver makes of them.

#include <Eigen/Core>
#include <array>
#include <charconv>
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

/// As short as reads back as the same double.
[[nodiscard]] inline std::string number(double value) {
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

[[nodiscard]] inline std::string shape(Index rows, Index columns) {
    return std::to_string(rows) + " x " + std::to_string(columns);
}

/// X has a row and a column at least.
template <class S>
void require_matrix(const char* function, const Matrix<S>& X) {
    if (X.rows() == 0 || X.cols() == 0)
        throw std::invalid_argument(std::string(function) +
                                    ": X must have at least one row and one column, not shape " +
                                    shape(X.rows(), X.cols()));
}

/// `values` has as many elements as X has rows (or columns, as `of` says).
template <class S>
void require_size(const char* function, const char* argument, const Vector<S>& values, Index size,
                  const char* of) {
    if (values.size() != size)
        throw std::invalid_argument(std::string(function) + ": " + argument +
                                    " must have an element for each of the " + std::to_string(size) + " " +
                                    of + " of X, not " + std::to_string(values.size()));
}

/// X has a row and a column at least, and y an element for each row.
template <class S>
void require_shapes(const char* function, const Matrix<S>& X, const Vector<S>& y) {
    require_matrix(function, X);
    require_size(function, "y", y, X.rows(), "rows");
}

/// No element is NaN or infinite.
template <class Derived>
void require_finite(const char* function, const char* argument, const Eigen::MatrixBase<Derived>& values) {
    if (values.allFinite()) return;
    for (Index j = 0; j < values.cols(); ++j)
        for (Index i = 0; i < values.rows(); ++i)
            if (!std::isfinite(values(i, j)))
                throw std::invalid_argument(std::string(function) + ": every element of " + argument +
                                            " must be finite, not " + number(values(i, j)) + " in row " +
                                            std::to_string(i) + ", column " + std::to_string(j) +
                                            " (from 0)");
}

/// lambda is a number >= 0. Fields without an order or without infinities have nothing to check.
template <class S>
void require_lambda(const char* function, const S& lambda) {
    if constexpr (std::is_floating_point_v<S>)
        if (!(lambda >= 0 && std::isfinite(lambda)))
            throw std::invalid_argument(std::string(function) +
                                        ": lambda must be finite and at least 0, not " + number(lambda));
}

}  // namespace detail

}  // namespace assay::linear
