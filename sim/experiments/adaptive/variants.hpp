#pragma once
// Update rules of the documents that the library does not have: steps of one size, and RMSProp as 001 prints
// it.

#include <optional>

#include "lib/optim/moment_estimates.hpp"

namespace assay::experiments::adaptive {

/// theta <- theta - learning_rate g / |g|, element by element: 001, "per-component learning rate". No number
/// where g = 0.
template <std::floating_point S>
struct NormalisedStep {
    using Scalar = S;
    struct State {};

    Scalar learning_rate{};

    /// Throws std::invalid_argument for a learning rate that is not positive.
    [[nodiscard]] State init(Eigen::Index) const {
        optim::detail::require_positive("NormalisedStep::init", "learning_rate", learning_rate);
        return {};
    }
    /// Throws std::invalid_argument when `gradient` has not the size of `parameters`.
    void step(State&, const optim::Vector<Scalar>& gradient, optim::Vector<Scalar>& parameters) const {
        optim::detail::require_size("NormalisedStep::step: gradient", parameters.size(), gradient.size());
        for (Eigen::Index i = 0; i < parameters.size(); ++i)
            parameters[i] -= learning_rate * (gradient[i] / std::abs(gradient[i]));
    }
};

/// theta <- theta - learning_rate g / |g| with the Euclidean norm of the whole gradient: the other reading of
/// 001. Not element by element, so that a vector is one replicate.
template <std::floating_point S>
struct NormalisedVectorStep {
    using Scalar = S;
    struct State {};

    Scalar learning_rate{};

    /// Throws std::invalid_argument for a learning rate that is not positive.
    [[nodiscard]] State init(Eigen::Index) const {
        optim::detail::require_positive("NormalisedVectorStep::init", "learning_rate", learning_rate);
        return {};
    }
    /// Throws std::invalid_argument when `gradient` has not the size of `parameters`.
    void step(State&, const optim::Vector<Scalar>& gradient, optim::Vector<Scalar>& parameters) const {
        optim::detail::require_size("NormalisedVectorStep::step: gradient", parameters.size(),
                                    gradient.size());
        parameters -= learning_rate / gradient.norm() * gradient;
    }
};

/// What the accumulator u of RMSProp becomes.
enum class Accumulation {
    printed,        ///< u = decay u' + (1 - decay) g |g| / sqrt(u + epsilon), u on both sides: 001 as printed
    previous_root,  ///< the same with the old u' in the root
    squares         ///< u = decay u' + (1 - decay) g^2: what it should be
};

/// The new accumulator, given the old one, u' >= 0; nothing where the printed equation has no solution, or a
/// root is of a negative number. For g < 0 the printed equation, u - decay u' + A / sqrt(u + epsilon) = 0
/// with A = (1 - decay) g^2, is least at u + epsilon = (A/2)^(2/3), and has solutions when that is at most 0;
/// this is the larger one. By bisection, to the last digit.
[[nodiscard]] inline std::optional<double> accumulate(Accumulation form, double decay, double old,
                                                      double gradient, double epsilon) {
    const double kept = decay * old, added = (1 - decay) * gradient * std::abs(gradient);
    if (form == Accumulation::squares) return kept + (1 - decay) * gradient * gradient;
    if (form == Accumulation::previous_root) {
        if (!(old + epsilon > 0)) return std::nullopt;
        return kept + added / std::sqrt(old + epsilon);
    }
    const auto excess = [&](double root) { return root * root - epsilon - kept - added / root; };
    // In root = sqrt(u + epsilon) the excess rises from `low` on, where it is at most 0.
    double low = added < 0 ? std::cbrt(-added / 2) : 0;
    if (added < 0 && excess(low) > 0) return std::nullopt;
    double high = std::sqrt(epsilon + kept) + std::cbrt(std::abs(added)) + 1;
    for (;;) {
        const double middle = low + (high - low) / 2;
        if (!(low < middle && middle < high)) return middle * middle - epsilon;
        (excess(middle) < 0 ? low : high) = middle;
    }
}

}  // namespace assay::experiments::adaptive
