#pragma once
// AdaGrad.

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/update_rule.hpp"

namespace assay::optim {

/// r <- r + g^2,  theta <- theta - learning_rate g / (sqrt(r) + epsilon), element by element: 002 algorithm
/// 8.4. 003 has epsilon inside the root.
///   J. Duchi, E. Hazan, Y. Singer: Adaptive subgradient methods for online learning and stochastic
///   optimization. J. Mach. Learn. Res. 12 (2011), figure 1 with diagonal matrices.
template <std::floating_point S>
struct AdaGrad {
    using Scalar = S;
    struct State {
        Vector<Scalar> sum;  ///< of the squared gradients, r
    };

    Scalar learning_rate{};
    Scalar epsilon = Scalar(1) / 10000000;
    Epsilon place = Epsilon::outside_root;

    /// r = 0. Throws std::invalid_argument for a learning rate that is not positive, a negative epsilon.
    [[nodiscard]] State init(Eigen::Index parameters) const {
        detail::require_positive("AdaGrad::init", "learning_rate", learning_rate);
        detail::require_nonnegative("AdaGrad::init", "epsilon", epsilon);
        return {Vector<Scalar>::Zero(parameters)};
    }
    /// A NaN gradient makes its own parameter NaN for good, and no other; so does an infinite one. With
    /// epsilon = 0 a gradient that has been 0 from the start is 0/0, NaN. Throws std::invalid_argument when
    /// `gradient` or the sum has not the size of `parameters`.
    void step(State& state, const Vector<Scalar>& gradient, Vector<Scalar>& parameters) const {
        detail::require_size("AdaGrad::step: gradient", parameters.size(), gradient.size());
        detail::require_size("AdaGrad::step: sum", parameters.size(), state.sum.size());
        const detail::Placed<Scalar> placed(place, epsilon);
        for (Eigen::Index i = 0; i < parameters.size(); ++i) {
            const Scalar g = gradient[i], r = state.sum[i] + g * g;
            state.sum[i] = r;
            parameters[i] -= learning_rate * g / placed.root(r);
        }
    }
};

}  // namespace assay::optim
