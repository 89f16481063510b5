#pragma once
// The first-order low-pass filter, of which every exponential average is one, and what it does to signals.
// 000 section 2.2.

#include "lib/exact/power.hpp"
#include "lib/optim/hyperparameter.hpp"

namespace assay::optim {

/// a <- (1 - weight) a + weight u (000 equation 6.5), weight being the share of the new sample: what 000
/// calls beta, and 1 - beta of 001 and 003. The functions of t, j and the frequency omega (radians a sample)
/// describe the response from a = 0.
template <class S>
struct LowPass {
    S weight{};

    /// Throws std::invalid_argument when the weight is not in (0, 1].
    void check(const char* function = "LowPass::check") const {
        detail::require_weight(function, "weight", weight);
    }

    [[nodiscard]] S next(const S& average, const S& sample) const {
        return (S(1) - weight) * average + weight * sample;
    }
    /// weight (1 - weight)^j: the share of the sample j steps before the latest one.
    [[nodiscard]] S impulse_response(std::uint64_t j) const { return weight * retained(j); }
    /// 1 - (1 - weight)^t: the average after t samples of 1, and the total of the first t weights.
    [[nodiscard]] S step_response(std::uint64_t t) const { return S(1) - retained(t); }
    /// weight / (2 - weight): the variance of the average, in time, in units of that of its uncorrelated
    /// samples.
    [[nodiscard]] S noise_gain() const { return weight / (S(2) - weight); }
    /// (2 - weight) / weight: how many samples of equal weight average as well.
    [[nodiscard]] S effective_samples() const { return (S(2) - weight) / weight; }
    /// (1 - weight) / weight: the mean age of the samples in the average, the latest having age 0.
    [[nodiscard]] S mean_age() const { return (S(1) - weight) / weight; }
    /// -1 / ln(1 - weight): in how many samples the response to a step comes nearer by e.
    [[nodiscard]] S time_constant() const requires std::floating_point<S> { return -1 / std::log1p(-weight); }
    /// |H(omega)| = weight / |1 - (1 - weight) e^(-i omega)|: the gain in amplitude, 1 at 0, falling to
    /// weight / (2 - weight) at pi. Computed from
    /// |H|^2 = weight^2 / (weight^2 + 4 (1 - weight) sin(omega/2)^2), which does not cancel.
    [[nodiscard]] S gain(S omega) const requires std::floating_point<S> {
        const S s = std::sin(omega / 2);
        return weight / std::sqrt(weight * weight + 4 * (1 - weight) * s * s);
    }
    /// Where |H|^2 = 1/2: cos(omega) = 1 - weight^2 / (2 (1 - weight)). NaN for a weight above 2 sqrt(2) - 2,
    /// 0.828, when no frequency is damped so far.
    [[nodiscard]] S half_power_frequency() const requires std::floating_point<S> {
        return 2 * std::asin(weight / (2 * std::sqrt(1 - weight)));
    }

  private:
    [[nodiscard]] S retained(std::uint64_t j) const {
        if constexpr (std::floating_point<S>) {
            return std::pow(1 - weight, static_cast<S>(j));
        } else {
            return exact::power<S>(S(1) - weight, j);
        }
    }
};

}  // namespace assay::optim
