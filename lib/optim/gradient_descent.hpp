#pragma once
// Plain gradient descent.

#include "lib/optim/update_rule.hpp"

namespace assay::optim {

/// theta <- theta - eta g, with eta = learning_rate.
template <class S>
struct GradientDescent {
    using Scalar = S;
    struct State {};

    Scalar learning_rate{};

    [[nodiscard]] State init(Eigen::Index) const { return {}; }
    /// Throws std::invalid_argument when `gradient` has not the size of `parameters`.
    void step(State&, const Vector<Scalar>& gradient, Vector<Scalar>& parameters) const {
        detail::require_size("GradientDescent::step: gradient", parameters.size(), gradient.size());
        parameters -= gradient * learning_rate;
    }
};

}  // namespace assay::optim
