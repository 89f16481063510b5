#pragma once
// Learning rates as functions of the step's number k. A rule takes its learning rate as it stands at each
// step:
//   rule.learning_rate = schedule(k);
// Whether the first step is k = 0 or k = 1 is the caller's; 002 equation 8.14 counts from 0, 8.12 from 1.

#include <cstdint>

#include "lib/optim/hyperparameter.hpp"

namespace assay::optim {

// Each call throws std::invalid_argument, with the argument's name, for parameters out of range.

template <class S>
struct ConstantRate {
    S rate{};

    [[nodiscard]] S operator()(std::uint64_t) const {
        detail::require_positive("ConstantRate", "rate", rate);
        return rate;
    }
};

/// scale / (k + offset).
template <class S>
struct InverseRate {
    S scale{}, offset{};

    [[nodiscard]] S operator()(std::uint64_t k) const {
        detail::require_positive("InverseRate", "scale", scale);
        const S at = S(k) + offset;
        detail::require_positive("InverseRate", "k + offset", at);
        return scale / at;
    }
};

/// scale / sqrt(k + offset).
template <std::floating_point S>
struct InverseRootRate {
    S scale{}, offset{};

    [[nodiscard]] S operator()(std::uint64_t k) const {
        detail::require_positive("InverseRootRate", "scale", scale);
        const S at = S(k) + offset;
        detail::require_positive("InverseRootRate", "k + offset", at);
        return scale / std::sqrt(at);
    }
};

/// (1 - k/tau) initial + (k/tau) floor up to k = tau, floor from there on: 002 equation 8.14, where alpha is
/// k/tau and floor, epsilon_tau, about 1 % of initial, epsilon_0.
template <class S>
struct LinearDecayRate {
    S initial{}, floor{};
    std::uint64_t tau = 1;

    [[nodiscard]] S operator()(std::uint64_t k) const {
        detail::require_positive("LinearDecayRate", "initial", initial);
        detail::require_nonnegative("LinearDecayRate", "floor", floor);
        if (tau == 0) detail::refuse("LinearDecayRate", "tau", "at least 1", 0);
        if (k >= tau) return floor;
        const S alpha = S(k) / S(tau);
        return (S(1) - alpha) * initial + alpha * floor;
    }
};

/// initial factor^floor(k / every).
template <class S>
struct StepRate {
    S initial{}, factor{};
    std::uint64_t every = 1;

    [[nodiscard]] S operator()(std::uint64_t k) const {
        detail::require_positive("StepRate", "initial", initial);
        detail::require_weight("StepRate", "factor", factor);
        if (every == 0) detail::refuse("StepRate", "every", "at least 1", 0);
        S rate = initial, square = factor;
        for (std::uint64_t rest = k / every; rest > 0; rest /= 2) {
            if (rest % 2 == 1) rate = rate * square;
            square = square * square;
        }
        return rate;
    }
};

}  // namespace assay::optim
