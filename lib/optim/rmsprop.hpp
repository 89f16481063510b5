#pragma once
// RMSProp.

#include "lib/optim/moment_estimates.hpp"

namespace assay::optim {

/// Element by element, with rho = decay:
///   r <- rho r + (1 - rho) g^2,  theta <- theta - learning_rate g / sqrt(r + epsilon).
/// 002 algorithm 8.5; 003 (beta for rho).
/// Options, both off by default:
///   centred:   c <- rho c + (1 - rho) g, and r - c^2, an estimate of the variance, takes r's place in the
///              root. A. Graves: Generating sequences with recurrent neural networks (2013), equations 38-45.
///   momentum:  v <- momentum v + g / root,  theta <- theta - learning_rate v.
///   T. Tieleman, G. Hinton: Neural networks for machine learning, lecture 6e (2012), which has rho = 0.9.
template <std::floating_point S>
struct RmsProp {
    using Scalar = S;
    struct State {
        Vector<Scalar> second;    ///< r, average of the squared gradients
        Vector<Scalar> first;     ///< c, average of the gradients; empty unless centred
        Vector<Scalar> velocity;  ///< v; empty without momentum
    };

    Scalar learning_rate{};
    Scalar decay = Scalar(9) / 10;
    Scalar epsilon = Scalar(1) / 1000000;
    Epsilon place = Epsilon::inside_root;
    bool centred = false;
    Scalar momentum = 0;

    /// All averages 0. Throws std::invalid_argument for a learning rate that is not positive, a decay or
    /// momentum outside [0, 1), a negative epsilon.
    [[nodiscard]] State init(Eigen::Index parameters) const {
        detail::require_positive("RmsProp::init", "learning_rate", learning_rate);
        detail::require_decay("RmsProp::init", "decay", decay);
        detail::require_nonnegative("RmsProp::init", "epsilon", epsilon);
        detail::require_decay("RmsProp::init", "momentum", momentum);
        return {Vector<Scalar>::Zero(parameters), Vector<Scalar>::Zero(centred ? parameters : 0),
                Vector<Scalar>::Zero(momentum == 0 ? 0 : parameters)};
    }
    /// A NaN or infinite gradient makes its own parameter NaN for good, and no other. So does a root of 0
    /// where the gradient is 0, and, when centred, a variance plus epsilon below 0 by rounding: under a
    /// constant gradient g, epsilon must exceed some 1e-16 g^2. Throws std::invalid_argument when `gradient`
    /// or the state has not the size of `parameters`.
    void step(State& state, const Vector<Scalar>& gradient, Vector<Scalar>& parameters) const {
        const Eigen::Index n = parameters.size();
        detail::require_size("RmsProp::step: gradient", n, gradient.size());
        detail::require_size("RmsProp::step: second moment", n, state.second.size());
        if (centred) detail::require_size("RmsProp::step: first moment", n, state.first.size());
        if (momentum != 0) detail::require_size("RmsProp::step: velocity", n, state.velocity.size());
        const detail::Placed<Scalar> placed(place, epsilon);
        for (Eigen::Index i = 0; i < n; ++i) {
            const Scalar g = gradient[i];
            Scalar r = moving_average(decay, state.second[i], g * g);
            state.second[i] = r;
            if (centred) {
                const Scalar c = moving_average(decay, state.first[i], g);
                state.first[i] = c;
                r -= c * c;
            }
            if (momentum != 0) {
                const Scalar v = momentum * state.velocity[i] + g / placed.root(r);
                state.velocity[i] = v;
                parameters[i] -= learning_rate * v;
            } else {
                parameters[i] -= learning_rate * g / placed.root(r);
            }
        }
    }
};

}  // namespace assay::optim
