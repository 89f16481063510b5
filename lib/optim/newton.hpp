#pragma once
// Newton's method, for comparison.

#include <Eigen/LU>

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/update_rule.hpp"

namespace assay::optim {

/// theta <- theta - learning_rate H^-1 g, where H is the Hessian: a step of 1 reaches the critical point of a
/// quadratic, be it minimum, maximum or saddle. Not an UpdateRule, since it needs H.
template <class S>
struct Newton {
    using Scalar = S;
    using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

    Scalar learning_rate = Scalar(1);

    /// Throws std::invalid_argument when `gradient` or `hessian` does not fit `parameters` or the learning
    /// rate is not positive, std::domain_error when the Hessian is singular (to the precision of the scalar;
    /// exact scalars exactly) or not finite. Cost: 2/3 n^3 operations and n^2 scalars of memory for n
    /// parameters.
    void step(const Vector<Scalar>& gradient, const Matrix& hessian, Vector<Scalar>& parameters) const {
        detail::require_positive("Newton::step", "learning_rate", learning_rate);
        detail::require_size("Newton::step: gradient", parameters.size(), gradient.size());
        detail::require_size("Newton::step: rows of the Hessian", parameters.size(), hessian.rows());
        detail::require_size("Newton::step: columns of the Hessian", parameters.size(), hessian.cols());
        if (parameters.size() == 0) return;
        bool finite = true;
        if constexpr (std::floating_point<Scalar>) finite = hessian.allFinite();
        const Eigen::FullPivLU<Matrix> factors(hessian);
        if (!finite || !factors.isInvertible())
            throw std::domain_error("Newton::step: hessian must be finite and not singular");
        const Vector<Scalar> direction = factors.solve(gradient);
        parameters -= direction * learning_rate;
    }
};

}  // namespace assay::optim
