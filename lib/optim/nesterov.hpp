#pragma once
// Gradient descent with Nesterov momentum.

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/update_rule.hpp"

namespace assay::optim {

/// v <- alpha v - eta g(theta + alpha v),  theta <- theta + v, with alpha = momentum and eta = learning_rate:
/// 002 equations 8.21 and 8.22, algorithm 8.3. The step is HeavyBall's; the gradient that it takes is the one
/// at the interim point. Stable on a quadratic of curvature h for eta h < 2 (1 + alpha) / (1 + 2 alpha).
template <class S>
struct Nesterov {
    using Scalar = S;
    struct State {
        Vector<Scalar> velocity;  ///< displacement of the last step
    };

    Scalar learning_rate{}, momentum{};

    /// At rest. Throws std::invalid_argument for a learning rate that is not positive, a momentum outside
    /// [0, 1).
    [[nodiscard]] State init(Eigen::Index parameters) const {
        detail::require_positive("Nesterov::init", "learning_rate", learning_rate);
        detail::require_decay("Nesterov::init", "momentum", momentum);
        return {Vector<Scalar>::Zero(parameters)};
    }
    /// at = theta + alpha v. Throws std::invalid_argument when the velocity or `at` has not the size of
    /// `parameters`.
    void interim(const State& state, const Vector<Scalar>& parameters, Vector<Scalar>& at) const {
        detail::require_size("Nesterov::interim: velocity", parameters.size(), state.velocity.size());
        detail::require_size("Nesterov::interim: at", parameters.size(), at.size());
        at = parameters + state.velocity * momentum;
    }
    /// `gradient` is that at the interim point. A NaN or infinite one makes its own velocity and parameter
    /// so, and no other. Throws std::invalid_argument when `gradient` or the velocity has not the size of
    /// `parameters`.
    void step(State& state, const Vector<Scalar>& gradient, Vector<Scalar>& parameters) const {
        detail::require_size("Nesterov::step: gradient", parameters.size(), gradient.size());
        detail::require_size("Nesterov::step: velocity", parameters.size(), state.velocity.size());
        state.velocity = state.velocity * momentum - gradient * learning_rate;
        parameters += state.velocity;
    }
};

/// The momentum of the step after `steps` of them: (k - 1) / (k + 2) with k = steps, and 0 for the first
/// step, whose velocity is 0 anyway. With eta <= 1/L on a convex function the excess after k steps is at most
/// 2 |theta_0 - theta*|^2 / (eta (k + 1)^2).
///   W. Su, S. Boyd, E. Candes: A differential equation for modeling Nesterov's accelerated gradient method.
///   J. Mach. Learn. Res. 17 (2016), equations 1 and 2.
template <class S>
[[nodiscard]] S nesterov_momentum(std::uint64_t steps) {
    return steps == 0 ? S(0) : S(S(steps - 1) / S(steps + 2));
}

/// Nesterov with momentum nesterov_momentum(k) at the step after k steps.
template <class S>
struct ScheduledNesterov {
    using Scalar = S;
    struct State {
        Vector<Scalar> velocity;  ///< displacement of the last step
        std::uint64_t steps = 0;  ///< taken so far
    };

    Scalar learning_rate{};

    /// At rest. Throws std::invalid_argument for a learning rate that is not positive.
    [[nodiscard]] State init(Eigen::Index parameters) const {
        detail::require_positive("ScheduledNesterov::init", "learning_rate", learning_rate);
        return {Vector<Scalar>::Zero(parameters), 0};
    }
    /// at = theta + alpha v. Throws std::invalid_argument when the velocity or `at` has not the size of
    /// `parameters`.
    void interim(const State& state, const Vector<Scalar>& parameters, Vector<Scalar>& at) const {
        detail::require_size("ScheduledNesterov::interim: velocity", parameters.size(),
                             state.velocity.size());
        detail::require_size("ScheduledNesterov::interim: at", parameters.size(), at.size());
        at = parameters + state.velocity * nesterov_momentum<Scalar>(state.steps);
    }
    /// As Nesterov::step. Throws std::overflow_error after 2^64 - 1 steps.
    void step(State& state, const Vector<Scalar>& gradient, Vector<Scalar>& parameters) const {
        detail::require_size("ScheduledNesterov::step: gradient", parameters.size(), gradient.size());
        detail::require_size("ScheduledNesterov::step: velocity", parameters.size(), state.velocity.size());
        const std::uint64_t steps = detail::next_step("ScheduledNesterov::step", state.steps);
        const Scalar momentum = nesterov_momentum<Scalar>(state.steps);
        state.velocity = state.velocity * momentum - gradient * learning_rate;
        parameters += state.velocity;
        state.steps = steps;
    }
};

}  // namespace assay::optim
