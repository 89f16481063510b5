#pragma once
// AdaDelta.

#include "lib/optim/moment_estimates.hpp"

namespace assay::optim {

/// Element by element, with rho = decay:
///   r <- rho r + (1 - rho) g^2,  d = sqrt(s + epsilon) / sqrt(r + epsilon) g,  s <- rho s + (1 - rho) d^2,
///   theta <- theta - learning_rate d.
///   M. D. Zeiler: ADADELTA: an adaptive learning rate method. arXiv:1212.5701 (2012), algorithm 1, which has
///   no learning rate (1, the default here) and values of rho = 0.95 and epsilon = 1e-6 in its table 1.
template <std::floating_point S>
struct AdaDelta {
    using Scalar = S;
    struct State {
        Vector<Scalar> second;   ///< r, average of the squared gradients
        Vector<Scalar> updates;  ///< s, average of the squared d
    };

    Scalar learning_rate = 1;
    Scalar decay = Scalar(19) / 20;
    Scalar epsilon = Scalar(1) / 1000000;

    /// r = s = 0. Throws std::invalid_argument for a learning rate that is not positive, a decay outside
    /// [0, 1), an epsilon that is not positive: with 0 it would never move.
    [[nodiscard]] State init(Eigen::Index parameters) const {
        detail::require_positive("AdaDelta::init", "learning_rate", learning_rate);
        detail::require_decay("AdaDelta::init", "decay", decay);
        detail::require_positive("AdaDelta::init", "epsilon", epsilon);
        return {Vector<Scalar>::Zero(parameters), Vector<Scalar>::Zero(parameters)};
    }
    /// A NaN or infinite gradient makes its own parameter NaN for good, and no other. Throws
    /// std::invalid_argument when `gradient` or the state has not the size of `parameters`.
    void step(State& state, const Vector<Scalar>& gradient, Vector<Scalar>& parameters) const {
        detail::require_size("AdaDelta::step: gradient", parameters.size(), gradient.size());
        detail::require_size("AdaDelta::step: second moment", parameters.size(), state.second.size());
        detail::require_size("AdaDelta::step: updates", parameters.size(), state.updates.size());
        for (Eigen::Index i = 0; i < parameters.size(); ++i) {
            const Scalar g = gradient[i];
            const Scalar r = moving_average(decay, state.second[i], g * g);
            const Scalar d = std::sqrt(state.updates[i] + epsilon) / std::sqrt(r + epsilon) * g;
            state.second[i] = r;
            state.updates[i] = moving_average(decay, state.updates[i], d * d);
            parameters[i] -= learning_rate * d;
        }
    }
};

}  // namespace assay::optim
