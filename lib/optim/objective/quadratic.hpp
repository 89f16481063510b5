#pragma once
// Quadratics with a given spectrum, in the basis of their eigenvectors or in any other.

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/objective/objective.hpp"

namespace assay::optim {

/// f(theta) = sum_i h_i theta_i^2 / 2, with gradient h_i theta_i. Eigenvalues of any sign; with none below 0
/// the minimum is 0, and f is the excess.
template <class S>
struct Quadratic {
    using Scalar = S;

    Vector<Scalar> eigenvalues;  ///< h

    [[nodiscard]] Eigen::Index dimension() const { return eigenvalues.size(); }
    void values(const Vector<Scalar>& at, Vector<Scalar>& out) const {
        const Eigen::Index replicates =
            detail::check_values("Quadratic::values", dimension(), at.size(), out.size());
        out.setZero();
        for (Eigen::Index i = 0; i < dimension(); ++i) {
            const Scalar half = eigenvalues[i] / Scalar(2);
            out += at.segment(i * replicates, replicates).cwiseAbs2() * half;
        }
    }
    void gradient(const Vector<Scalar>& at, Vector<Scalar>& out) const {
        const Eigen::Index replicates =
            detail::check_gradient("Quadratic::gradient", dimension(), at.size(), out.size());
        if (replicates == 1) {
            out = at.cwiseProduct(eigenvalues);
            return;
        }
        for (Eigen::Index i = 0; i < dimension(); ++i)
            out.segment(i * replicates, replicates) = at.segment(i * replicates, replicates) * eigenvalues[i];
    }
    /// Adds the gradient to `out`, which may hold noise already: a pass over memory less. Throws as
    /// `gradient`.
    void add_gradient(const Vector<Scalar>& at, Vector<Scalar>& out) const {
        const Eigen::Index replicates =
            detail::check_gradient("Quadratic::add_gradient", dimension(), at.size(), out.size());
        if (replicates == 1) {
            out += at.cwiseProduct(eigenvalues);
            return;
        }
        for (Eigen::Index i = 0; i < dimension(); ++i)
            out.segment(i * replicates, replicates) +=
                at.segment(i * replicates, replicates) * eigenvalues[i];
    }
};

/// f(theta) = theta' H theta / 2, with gradient H theta. H is symmetric (not checked).
template <class S>
struct DenseQuadratic {
    using Scalar = S;

    Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic> hessian;  ///< H

    /// Throws std::invalid_argument when H is not square.
    [[nodiscard]] Eigen::Index dimension() const {
        detail::require_size("DenseQuadratic: columns of the Hessian", hessian.rows(), hessian.cols());
        return hessian.rows();
    }
    /// Cost: d^2 multiplications a replicate.
    void values(const Vector<Scalar>& at, Vector<Scalar>& out) const {
        const Eigen::Index d = dimension(),
                           n = detail::check_values("DenseQuadratic::values", d, at.size(), out.size());
        out.setZero();
        for (Eigen::Index i = 0; i < d; ++i)
            for (Eigen::Index j = 0; j < d; ++j) {
                const Scalar half = hessian(i, j) / Scalar(2);
                out += at.segment(i * n, n).cwiseProduct(at.segment(j * n, n)) * half;
            }
    }
    /// Cost: d^2 multiplications a replicate.
    void gradient(const Vector<Scalar>& at, Vector<Scalar>& out) const {
        const Eigen::Index d = dimension(),
                           n = detail::check_gradient("DenseQuadratic::gradient", d, at.size(), out.size());
        out.setZero();
        for (Eigen::Index j = 0; j < d; ++j)
            for (Eigen::Index i = 0; i < d; ++i)
                out.segment(i * n, n) += at.segment(j * n, n) * hessian(i, j);
    }
};

/// R diag(eigenvalues) R' in two dimensions, R being the rotation by the angle whose cosine and sine are
/// given (exact scalars have rational points of the circle, such as 3/5, 4/5). Throws std::invalid_argument
/// unless there are two eigenvalues.
template <class S>
[[nodiscard]] DenseQuadratic<S> rotated(const Quadratic<S>& quadratic, const S& cosine, const S& sine) {
    detail::require_size("rotated: eigenvalues of a plane", 2, quadratic.dimension());
    const S a = quadratic.eigenvalues[0], b = quadratic.eigenvalues[1];
    DenseQuadratic<S> result;
    result.hessian.resize(2, 2);
    result.hessian(0, 0) = a * cosine * cosine + b * sine * sine;
    result.hessian(1, 1) = a * sine * sine + b * cosine * cosine;
    result.hessian(0, 1) = result.hessian(1, 0) = (a - b) * cosine * sine;
    return result;
}

/// f(x, y) = (rising x^2 - falling y^2) / 2: the saddle at 0, unbounded below. Its stable manifold is y = 0.
/// Throws std::invalid_argument for curvatures that are not positive.
template <class S>
[[nodiscard]] Quadratic<S> saddle(const S& rising, const S& falling) {
    detail::require_positive("saddle", "rising", rising);
    detail::require_positive("saddle", "falling", falling);
    Quadratic<S> result{Vector<S>(2)};
    result.eigenvalues[0] = rising;
    result.eigenvalues[1] = S(0) - falling;
    return result;
}

}  // namespace assay::optim
