#pragma once
// Plain gradient descent.

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/update_rule.hpp"

namespace assay::optim {

/// theta <- theta - eta g, with eta = learning_rate.
template <class S>
struct GradientDescent {
    using Scalar = S;
    struct State {};

    Scalar learning_rate{};

    /// Throws std::invalid_argument for a learning rate that is not positive.
    [[nodiscard]] State init(Eigen::Index) const {
        detail::require_positive("GradientDescent::init", "learning_rate", learning_rate);
        return {};
    }
    /// A NaN or infinite gradient makes its own parameter so, and no other.
    /// Throws std::invalid_argument when `gradient` has not the size of `parameters`.
    void step(State&, const Vector<Scalar>& gradient, Vector<Scalar>& parameters) const {
        detail::require_size("GradientDescent::step: gradient", parameters.size(), gradient.size());
        parameters -= gradient * learning_rate;
    }
};

}  // namespace assay::optim
