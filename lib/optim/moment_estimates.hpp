#pragma once
// Exponential averages of a gradient and of its square, and what makes them unbiased. No root, so that exact
// scalars can follow them.

#include "lib/exact/power.hpp"
#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/update_rule.hpp"

namespace assay::optim {

/// decay * average + (1 - decay) * sample: the exponential average after one more sample.
/// 001 (momentum, RMSProp, Adam), 002 algorithms 8.5 to 8.7. 000 equation 6.5 gives the letter beta to the
/// other share, 1 - decay: low_pass.hpp.
template <class S>
[[nodiscard]] S moving_average(const S& decay, const S& average, const S& sample) {
    return decay * average + (S(1) - decay) * sample;
}

/// 1 - decay^t: the total weight of the first t samples in an exponential average that starts at 0, hence the
/// factor by which its expectation falls short of the samples' mean. Exact for exact scalars; for floating
/// point computed in double as -expm1(t ln decay), within 3 ULP of double. 0 for t = 0.
template <class S>
[[nodiscard]] S total_weight(const S& decay, std::uint64_t t) {
    if constexpr (std::floating_point<S>) {
        if (t == 0) return S(0);
        return static_cast<S>(-std::expm1(static_cast<double>(t) * std::log(static_cast<double>(decay))));
    } else {
        return S(1) - exact::power(decay, t);
    }
}

/// m <- beta1 m + (1 - beta1) g,  v <- beta2 v + (1 - beta2) g^2, from m = v = 0, element by element: the
/// biased moments of Adam. 002 algorithm 8.7 (s and r, rho1 and rho2), 001 (V and U), 003 (m and g).
template <class S>
struct MomentEstimates {
    using Scalar = S;
    struct State {
        Vector<Scalar> first, second;  ///< m and v
        std::uint64_t steps = 0;       ///< gradients seen
    };

    Scalar beta1 = Scalar(9) / Scalar(10), beta2 = Scalar(999) / Scalar(1000);

    /// Throws std::invalid_argument when a beta is not in [0, 1).
    [[nodiscard]] State init(Eigen::Index parameters) const {
        detail::require_decay("MomentEstimates::init", "beta1", beta1);
        detail::require_decay("MomentEstimates::init", "beta2", beta2);
        return {Vector<Scalar>::Zero(parameters), Vector<Scalar>::Zero(parameters), 0};
    }
    /// Throws std::invalid_argument when `gradient` has not the size of the state, std::overflow_error after
    /// 2^64 - 1 steps.
    void update(State& state, const Vector<Scalar>& gradient) const {
        detail::require_size("MomentEstimates::update: gradient", state.first.size(), gradient.size());
        detail::require_size("MomentEstimates::update: second moment", state.first.size(),
                             state.second.size());
        state.steps = detail::next_step("MomentEstimates::update", state.steps);
        for (Eigen::Index i = 0; i < gradient.size(); ++i) {
            const Scalar g = gradient[i];
            state.first[i] = moving_average(beta1, state.first[i], g);
            state.second[i] = moving_average(beta2, state.second[i], Scalar(g * g));
        }
    }
    /// m_t / (1 - beta1^t), whose expectation is E g when that does not change. Throws std::domain_error
    /// before the first step.
    [[nodiscard]] Vector<Scalar> corrected_first(const State& state) const {
        return state.first / total(beta1, state.steps);
    }
    /// v_t / (1 - beta2^t), whose expectation is E g^2 when that does not change. Throws std::domain_error
    /// before the first step.
    [[nodiscard]] Vector<Scalar> corrected_second(const State& state) const {
        return state.second / total(beta2, state.steps);
    }

  private:
    [[nodiscard]] static Scalar total(const Scalar& beta, std::uint64_t steps) {
        if (steps == 0)
            throw std::domain_error(
                "MomentEstimates: state must have seen at least one gradient to be corrected, not 0");
        return total_weight(beta, steps);
    }
};

}  // namespace assay::optim
