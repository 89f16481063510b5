#pragma once
// Where biases, gates and precisions start.

#include <cmath>
#include <stdexcept>

#include "lib/nn/activation.hpp"
#include "lib/nn/fill.hpp"
#include "lib/nn/layout.hpp"

namespace assay::nn {

/// All biases of a layer equal: 0 by default (000 1.3 (2)), 0.01 (000 1.3 (3)), 0.1 (002, slide on ReLU
/// biases). Draws nothing.
struct ConstantBias {
    double value = 0;

    template <class Bias>
    void operator()(random::Stream&, Bias&& bias) const {
        bias.setConstant(static_cast<typename std::remove_cvref_t<Bias>::Scalar>(value));
    }
};

/// Independent N(0, sd^2) biases: "small random" of 000 1.3 (4). Throws std::invalid_argument unless sd is
/// finite and at least 0.
struct NormalBias {
    double sd = 0.01;

    template <class Bias>
    void operator()(random::Stream& stream, Bias&& bias) const {
        using Scalar = typename std::remove_cvref_t<Bias>::Scalar;
        if (!(sd >= 0 && std::isfinite(sd)))
            throw std::invalid_argument("NormalBias: sd must be finite and at least 0, not " +
                                        std::to_string(sd));
        fill_normal(stream, std::span<Scalar>(bias.data(), static_cast<std::size_t>(bias.size())),
                    static_cast<Scalar>(sd));
    }
};

/// Forget gates start with their bias at 1, so that they are open: 002, slide on gates, after R. Jozefowicz,
/// W. Zaremba, I. Sutskever: An empirical exploration of recurrent network architectures. ICML 2015.
inline constexpr ConstantBias forget_gate_bias{.value = 1};

/// Precisions (inverse variances) of 002 equation 8.24 start at 1.
inline constexpr double initial_precision = 1;

/// The bias b with f(b) = mean: what an output unit starts with when its weights are small and its targets
/// have this mean (002, slide on output biases). Throws std::domain_error where f takes no such value or
/// takes it more than once, the boundary of its range included: Relu wants mean > 0, LeakyRelu a slope above
/// 0, Tanh |mean| < 1, Sigmoid 0 < mean < 1. A Threshold has no inverse.
[[nodiscard]] double marginal_bias(Identity f, double mean);
[[nodiscard]] double marginal_bias(Relu f, double mean);
[[nodiscard]] double marginal_bias(LeakyRelu f, double mean);
[[nodiscard]] double marginal_bias(Tanh f, double mean);
[[nodiscard]] double marginal_bias(Sigmoid f, double mean);

/// The b with softmax(b) = marginals whose sum is 0: b_i = ln c_i - mean of the ln c. Any constant may be
/// added. Throws std::domain_error unless every c_i is finite and above 0 and they sum to 1 within 1e-9:
/// softmax reaches no 0. 002, slide on output biases.
[[nodiscard]] Vector<double> softmax_bias(const Vector<double>& marginals);

}  // namespace assay::nn
