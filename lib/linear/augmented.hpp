#pragma once
// Ridge regression as least squares on more data, or as a minimum norm with more features. The caller gives
// root = sqrt(lambda), so that exact scalars, which have no roots, choose the root and square it.

#include "lib/linear/problem.hpp"

namespace assay::linear {

/// [X; root I], shape (n + d) x d for X of shape n x d: d fake data points (document 004, section 2.3). With
/// padded(y, d) their least squares are those of ridge regression with lambda = root^2:
///   |padded(y) - augmented_rows(X) w|^2 = |y - X w|^2 + root^2 |w|^2.
/// Throws std::invalid_argument when X is empty.
template <class S>
[[nodiscard]] Matrix<S> augmented_rows(const Matrix<S>& X, const std::type_identity_t<S>& root) {
    detail::require_matrix("augmented_rows", X);
    const Index n = X.rows(), d = X.cols();
    Matrix<S> augmented = Matrix<S>::Constant(n + d, d, S(0));
    augmented.topRows(n) = X;
    augmented.bottomRows(d).diagonal().setConstant(root);
    return augmented;
}

/// [y; 0] with `zeros` zeros. Throws std::invalid_argument when y is empty or `zeros` negative.
template <class S>
[[nodiscard]] Vector<S> padded(const Vector<S>& y, Index zeros) {
    if (y.size() == 0) throw std::invalid_argument("padded: y must have at least one element");
    if (zeros < 0)
        throw std::invalid_argument("padded: zeros must be at least 0, not " + std::to_string(zeros));
    Vector<S> longer = Vector<S>::Constant(y.size() + zeros, S(0));
    longer.head(y.size()) = y;
    return longer;
}

/// [X, root I], shape n x (d + n) for X of shape n x d: n fake features, each of one data point (document
/// 004, section 2.4). The first d elements of the solution [w; f] of least norm of
///   [X, root I] [w; f] = y
/// are the ridge solution for lambda = root^2. Throws std::invalid_argument when X is empty.
template <class S>
[[nodiscard]] Matrix<S> augmented_features(const Matrix<S>& X, const std::type_identity_t<S>& root) {
    detail::require_matrix("augmented_features", X);
    const Index n = X.rows(), d = X.cols();
    Matrix<S> augmented = Matrix<S>::Constant(n, d + n, S(0));
    augmented.leftCols(d) = X;
    augmented.rightCols(n).diagonal().setConstant(root);
    return augmented;
}

}  // namespace assay::linear
