#pragma once
// Mean-field theory of wide random networks: how the variance of a pre-activation, the correlation of two
// inputs and the variance of a gradient change from layer to layer when the width tends to infinity.
//
// B. Poole, S. Lahiri, M. Raghu, J. Sohl-Dickstein, S. Ganguli: Exponential expressivity in deep neural
// networks through transient chaos. NIPS 2016 (equations below are theirs). S. S. Schoenholz, J. Gilmer,
// S. Ganguli, J. Sohl-Dickstein: Deep information propagation. ICLR 2017, for gradients.
//
// A layer has weights of mean 0 and variance weight_variance / fan_in, and biases of the law
// N(bias_mean, bias_variance); a constant bias b has bias_mean = b and bias_variance 0. Pre-activations are
// then N(bias_mean, q). For real networks of finite width this holds where the depth is well below the width.
// Errors and costs are those of gaussian.hpp; layers = 0 gives an empty series.

#include <cstddef>
#include <optional>
#include <vector>

#include "lib/nn/gaussian.hpp"

namespace assay::nn {

struct Ensemble {
    double weight_variance = 1, bias_mean = 0, bias_variance = 0;
};

/// The variance of the next layer's pre-activations, weight_variance E f(z)^2 + bias_variance with
/// z ~ N(bias_mean, q) (equation 3, there for bias_mean 0). q must be finite and at least 0.
[[nodiscard]] double next_variance(const AnyActivation& f, const Ensemble& ensemble, double q);

/// q_1 = `first`, q_2, ..., q_layers by next_variance.
[[nodiscard]] std::vector<double> variances(const AnyActivation& f, const Ensemble& ensemble, double first,
                                            std::size_t layers);

/// The q* to which the variances starting at `first` converge: the first that moves by less than 1e-13 q*.
/// None when they do not within 100,000 layers (exact decay to 0 counts as none), or leave the range of
/// double.
[[nodiscard]] std::optional<double> fixed_variance(const AnyActivation& f, const Ensemble& ensemble,
                                                   double first);

/// The correlation of the next layer's pre-activations of two inputs that both have variance q and have
/// correlation c (equation 5 at equal lengths):
///   (weight_variance (E f(u) f(v)) + bias_variance) / next_variance, u, v ~ N(bias_mean, q).
/// Both are central moments over weights and biases, whatever f's mean. For He's ReLU layers
/// (sqrt(1 - c^2) + (pi - acos c) c) / pi.
[[nodiscard]] double next_correlation(const AnyActivation& f, const Ensemble& ensemble, double q, double c);

/// c_1 = `first`, c_2, ..., c_layers by next_correlation along the variances that start at q_1.
[[nodiscard]] std::vector<double> correlations(const AnyActivation& f, const Ensemble& ensemble, double q,
                                               double first, std::size_t layers);

/// chi = weight_variance E f'(z)^2 (equation 6): the factor of a gradient's variance for one layer back, at
/// equal widths; also the slope of the correlation map at c = 1 for a fixed q. Above 1 is chaos.
[[nodiscard]] double gradient_gain(const AnyActivation& f, const Ensemble& ensemble, double q);

}  // namespace assay::nn
