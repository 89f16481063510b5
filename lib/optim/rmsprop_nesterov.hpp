#pragma once
// RMSProp with Nesterov momentum.

#include "lib/optim/moment_estimates.hpp"

namespace assay::optim {

/// Element by element, with rho = decay, alpha = momentum and g the gradient at theta + alpha v:
///   r <- rho r + (1 - rho) g^2,  v <- alpha v - learning_rate g / sqrt(r + epsilon),  theta <- theta + v.
/// 002 algorithm 8.6, which has no epsilon (so that a first gradient of 0 gives 0/0); the default is that of
/// algorithm 8.5, and epsilon = 0 is what is printed. Momentum applies to the rescaled gradient: under a
/// constant gradient steps grow to learning_rate / (1 - alpha).
template <std::floating_point S>
struct RmsPropNesterov {
    using Scalar = S;
    struct State {
        Vector<Scalar> second;    ///< r, average of the squared gradients
        Vector<Scalar> velocity;  ///< v, displacement of the last step
    };

    Scalar learning_rate{};
    Scalar decay = Scalar(9) / 10;
    Scalar momentum{};
    Scalar epsilon = Scalar(1) / 1000000;
    Epsilon place = Epsilon::inside_root;

    /// At rest, r = 0. Throws std::invalid_argument for a learning rate that is not positive, a decay or
    /// momentum outside [0, 1), a negative epsilon.
    [[nodiscard]] State init(Eigen::Index parameters) const {
        detail::require_positive("RmsPropNesterov::init", "learning_rate", learning_rate);
        detail::require_decay("RmsPropNesterov::init", "decay", decay);
        detail::require_decay("RmsPropNesterov::init", "momentum", momentum);
        detail::require_nonnegative("RmsPropNesterov::init", "epsilon", epsilon);
        return {Vector<Scalar>::Zero(parameters), Vector<Scalar>::Zero(parameters)};
    }
    /// at = theta + alpha v. Throws std::invalid_argument when the velocity or `at` has not the size of
    /// `parameters`.
    void interim(const State& state, const Vector<Scalar>& parameters, Vector<Scalar>& at) const {
        detail::require_size("RmsPropNesterov::interim: velocity", parameters.size(), state.velocity.size());
        detail::require_size("RmsPropNesterov::interim: at", parameters.size(), at.size());
        at = parameters + state.velocity * momentum;
    }
    /// `gradient` is that at the interim point. A NaN or infinite one makes its own parameter NaN for good,
    /// and no other; so does a root of 0 where the gradient is 0. Throws std::invalid_argument when
    /// `gradient` or the state has not the size of `parameters`.
    void step(State& state, const Vector<Scalar>& gradient, Vector<Scalar>& parameters) const {
        detail::require_size("RmsPropNesterov::step: gradient", parameters.size(), gradient.size());
        detail::require_size("RmsPropNesterov::step: second moment", parameters.size(), state.second.size());
        detail::require_size("RmsPropNesterov::step: velocity", parameters.size(), state.velocity.size());
        const detail::Placed<Scalar> placed(place, epsilon);
        for (Eigen::Index i = 0; i < parameters.size(); ++i) {
            const Scalar g = gradient[i];
            const Scalar r = moving_average(decay, state.second[i], g * g);
            const Scalar v = momentum * state.velocity[i] - learning_rate * g / placed.root(r);
            state.second[i] = r;
            state.velocity[i] = v;
            parameters[i] += v;
        }
    }
};

}  // namespace assay::optim
