#pragma once
// Adam.

#include "lib/optim/moment_estimates.hpp"

namespace assay::optim {

/// D. P. Kingma, J. Ba: Adam: a method for stochastic optimization. ICLR 2015, algorithm 1; 002 algorithm 8.7
/// with r in the numerator of its corrected second moment, where it prints 1. Element by element, from
/// m = v = 0, at step t = 1, 2, ...
///   m <- beta1 m + (1 - beta1) g,      v <- beta2 v + (1 - beta2) g^2,
///   M = m / (1 - beta1^t),             V = v / (1 - beta2^t),
///   theta <- theta - learning_rate M / (sqrt(V) + epsilon).
/// 003 has epsilon inside the root, sqrt(V + epsilon); 001 has it inside and corrects neither moment.
/// The quotient is computed as (learning_rate / (1 - beta1^t)) m / (...), in one pass over the elements.
template <std::floating_point S>
struct Adam {
    using Scalar = S;
    using State = typename MomentEstimates<S>::State;

    Scalar learning_rate = Scalar(1) / 1000;
    Scalar beta1 = Scalar(9) / 10, beta2 = Scalar(999) / 1000;
    Scalar epsilon = Scalar(1) / 100000000;
    Epsilon place = Epsilon::outside_root;
    bool correct_first = true, correct_second = true;  ///< M or m, V or v in the step

    /// Throws std::invalid_argument for a learning rate that is not positive, a beta outside [0, 1), a
    /// negative epsilon.
    [[nodiscard]] State init(Eigen::Index parameters) const {
        detail::require_positive("Adam::init", "learning_rate", learning_rate);
        detail::require_decay("Adam::init", "beta1", beta1);
        detail::require_decay("Adam::init", "beta2", beta2);
        detail::require_nonnegative("Adam::init", "epsilon", epsilon);
        return {Vector<Scalar>::Zero(parameters), Vector<Scalar>::Zero(parameters), 0};
    }
    /// A NaN or infinite gradient makes its own parameter NaN for good, and no other; with epsilon = 0 so
    /// does a gradient that has been 0 from the start. Throws std::invalid_argument when `gradient` or the
    /// state has not the size of `parameters`, std::overflow_error after 2^64 - 1 steps. Cost: seven arrays
    /// moved, four read and three written; no allocation.
    void step(State& state, const Vector<Scalar>& gradient, Vector<Scalar>& parameters) const {
        detail::require_size("Adam::step: gradient", parameters.size(), gradient.size());
        detail::require_size("Adam::step: first moment", parameters.size(), state.first.size());
        detail::require_size("Adam::step: second moment", parameters.size(), state.second.size());
        state.steps = detail::next_step("Adam::step", state.steps);
        const Scalar rate = correct_first ? learning_rate / total_weight(beta1, state.steps) : learning_rate;
        const Scalar scale = correct_second ? 1 / total_weight(beta2, state.steps) : Scalar(1);
        const detail::Placed<Scalar> placed(place, epsilon);
        for (Eigen::Index i = 0; i < parameters.size(); ++i) {
            const Scalar g = gradient[i];
            const Scalar m = moving_average(beta1, state.first[i], g);
            const Scalar v = moving_average(beta2, state.second[i], g * g);
            state.first[i] = m;
            state.second[i] = v;
            parameters[i] -= rate * m / placed.root(v * scale);
        }
    }
};

}  // namespace assay::optim
