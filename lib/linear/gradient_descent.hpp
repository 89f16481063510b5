#pragma once
// Gradient descent for least squares (lambda = 0) and ridge regression, over any scalar.

#include "lib/exact/linear_algebra.hpp"
#include "lib/linear/problem.hpp"

namespace assay::linear {

namespace detail {

template <class S>
void require_weights(const char* function, const Matrix<S>& X, const Vector<S>& y, const Vector<S>& w,
                     const S& lambda) {
    require_shapes(function, X, y);
    require_size(function, "w", w, X.cols(), "columns");
    require_lambda(function, lambda);
}

/// X'(y - X w).
template <class S>
[[nodiscard]] Vector<S> pull(const Matrix<S>& X, const Vector<S>& y, const Vector<S>& w) {
    const Vector<S> residual = y - exact::product(X, w);
    return exact::product(X.transpose(), residual);
}

}  // namespace detail

// X has shape n x d, y length n, w length d. All throw std::invalid_argument when a shape does not fit, when
// X is empty, and for floating scalars when lambda is negative, NaN or infinite. Weights and data are not
// looked at, so that a descent may diverge. Over an exact field lambda may be any element: all are
// polynomials in it.

/// |y - X w|^2 + lambda |w|^2 (document 004, section 2.2).
template <class S>
[[nodiscard]] S loss(const Matrix<S>& X, const std::type_identity_t<Vector<S>>& y,
                     const std::type_identity_t<Vector<S>>& w, const std::type_identity_t<S>& lambda) {
    detail::require_weights("loss", X, y, w, lambda);
    const Vector<S> residual = y - exact::product(X, w);
    return residual.cwiseProduct(residual).sum() + lambda * w.cwiseProduct(w).sum();
}

/// The gradient of loss() in w, -2 X'(y - X w) + 2 lambda w. Document 004, section 2.2.1, calls its negative
/// (times eta) the gradient.
template <class S>
[[nodiscard]] Vector<S> gradient(const Matrix<S>& X, const std::type_identity_t<Vector<S>>& y,
                                 const std::type_identity_t<Vector<S>>& w,
                                 const std::type_identity_t<S>& lambda) {
    detail::require_weights("gradient", X, y, w, lambda);
    return w * (S(2) * lambda) - detail::pull(X, y, w) * S(2);
}

/// One step of gradient descent as document 004, section 2.2.1, writes it, with weight decay:
///   (1 - 2 eta lambda) w + 2 eta X'(y - X w),
/// which is w - eta gradient(w).
template <class S>
[[nodiscard]] Vector<S> decayed_step(const Matrix<S>& X, const std::type_identity_t<Vector<S>>& y,
                                     const std::type_identity_t<Vector<S>>& w,
                                     const std::type_identity_t<S>& lambda,
                                     const std::type_identity_t<S>& eta) {
    detail::require_weights("decayed_step", X, y, w, lambda);
    return w * (S(1) - S(2) * eta * lambda) + detail::pull(X, y, w) * (S(2) * eta);
}

/// `start` after `steps` steps, each decayed_step(). Cost: 4 n d operations a step. Throws
/// std::invalid_argument when `steps` is negative.
template <class S>
[[nodiscard]] Vector<S> descend(const Matrix<S>& X, const std::type_identity_t<Vector<S>>& y,
                                const std::type_identity_t<Vector<S>>& start,
                                const std::type_identity_t<S>& lambda, const std::type_identity_t<S>& eta,
                                int steps) {
    detail::require_weights("descend", X, y, start, lambda);
    if (steps < 0)
        throw std::invalid_argument("descend: steps must be at least 0, not " + std::to_string(steps));
    Vector<S> w = start;
    for (int step = 0; step < steps; ++step) w = decayed_step(X, y, w, lambda, eta);
    return w;
}

/// The learning rate below which decayed_step() contracts in every singular direction of X, and above which
/// it expands in the direction of the largest singular value s:
///   |1 - 2 eta (s^2 + lambda)| < 1  iff  0 < eta < 1 / (s^2 + lambda).
/// With s = lambda = 0 there is no limit: infinity in floating point, the field's error for division by 0
/// elsewhere. Throws std::invalid_argument as above for lambda, and when a floating s is negative or NaN.
template <class S>
[[nodiscard]] S largest_learning_rate(const S& largest_singular_value,
                                      const std::type_identity_t<S>& lambda) {
    detail::require_lambda("largest_learning_rate", lambda);
    if constexpr (std::is_floating_point_v<S>)
        if (!(largest_singular_value >= 0))
            throw std::invalid_argument(
                "largest_learning_rate: largest_singular_value must be at least 0, not " +
                detail::number(largest_singular_value));
    return S(1) / (largest_singular_value * largest_singular_value + lambda);
}

}  // namespace assay::linear
