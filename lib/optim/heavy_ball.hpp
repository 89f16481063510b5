#pragma once
// Gradient descent with classical momentum.

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/update_rule.hpp"

namespace assay::optim {

/// v <- alpha v - eta g,  theta <- theta + v,  with alpha = momentum and eta = learning_rate.
/// B. T. Polyak: Some methods of speeding up the convergence of iteration methods. USSR Comput. Math. Math.
/// Phys. 4 (1964); in this form 002 equations 8.15 and 8.16.
template <class S>
struct HeavyBall {
    using Scalar = S;
    struct State {
        Vector<Scalar> velocity;  ///< displacement of the last step
    };

    Scalar learning_rate{}, momentum{};

    /// At rest. Throws std::invalid_argument for a learning rate that is not positive, a momentum outside
    /// [0, 1).
    [[nodiscard]] State init(Eigen::Index parameters) const {
        detail::require_positive("HeavyBall::init", "learning_rate", learning_rate);
        detail::require_decay("HeavyBall::init", "momentum", momentum);
        return {Vector<Scalar>::Zero(parameters)};
    }
    /// A NaN or infinite gradient makes its own velocity and parameter so, and no other.
    /// Throws std::invalid_argument when `gradient` or the velocity has not the size of `parameters`.
    void step(State& state, const Vector<Scalar>& gradient, Vector<Scalar>& parameters) const {
        detail::require_size("HeavyBall::step: gradient", parameters.size(), gradient.size());
        detail::require_size("HeavyBall::step: velocity", parameters.size(), state.velocity.size());
        state.velocity = state.velocity * momentum - gradient * learning_rate;
        parameters += state.velocity;
    }
};

}  // namespace assay::optim
