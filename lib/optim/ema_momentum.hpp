#pragma once
// Gradient descent along a low-pass filtered gradient.

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/update_rule.hpp"

namespace assay::optim {

/// a <- (1 - weight) a - weight g,  theta <- theta + learning_rate a: 000 equation 6.7, where beta is the
/// weight of the new gradient. 001 keeps v = -a and calls beta what is kept, 1 - weight. The same as
/// HeavyBall with momentum = 1 - weight and learning rate weight * learning_rate, its velocity being
/// learning_rate a: under a constant gradient it becomes no faster than gradient descent.
template <class S>
struct EmaMomentum {
    using Scalar = S;
    struct State {
        Vector<Scalar> average;  ///< of the negative gradients
    };

    Scalar learning_rate{}, weight{};

    /// At rest. Throws std::invalid_argument for a learning rate that is not positive, a weight outside (0,
    /// 1].
    [[nodiscard]] State init(Eigen::Index parameters) const {
        detail::require_positive("EmaMomentum::init", "learning_rate", learning_rate);
        detail::require_weight("EmaMomentum::init", "weight", weight);
        return {Vector<Scalar>::Zero(parameters)};
    }
    /// A NaN or infinite gradient makes its own average and parameter so, and no other.
    /// Throws std::invalid_argument when `gradient` or the average has not the size of `parameters`.
    void step(State& state, const Vector<Scalar>& gradient, Vector<Scalar>& parameters) const {
        detail::require_size("EmaMomentum::step: gradient", parameters.size(), gradient.size());
        detail::require_size("EmaMomentum::step: average", parameters.size(), state.average.size());
        const Scalar kept = Scalar(1) - weight;
        state.average = state.average * kept - gradient * weight;
        parameters += state.average * learning_rate;
    }
};

}  // namespace assay::optim
