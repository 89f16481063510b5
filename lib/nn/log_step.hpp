#pragma once
// How the logarithm of a signal's size moves through one layer of a random network of finite width, exactly.

#include "lib/nn/activation.hpp"
#include "lib/nn/layout.hpp"

namespace assay::nn {

/// Mean and variance of ln((|h'|^2 / fan_out) / (|h|^2 / fan_in)), h being a layer's inputs and h' = f(W h)
/// its outputs, W having independent N(0, weight_variance / fan_in) entries and biases being 0.
struct LogStep {
    double mean = 0, variance = 0;
};

/// Given h, the pre-activations are independent N(0, weight_variance |h|^2 / fan_in): the ratio of the mean
/// squares is weight_variance / fan_out times a chi-square variable with fan_out = n degrees of freedom. With
/// psi the digamma function
///   mean = ln(weight_variance) + psi(n/2) - ln(n/2),   variance = psi'(n/2).
/// Throws std::invalid_argument unless fan_out >= 1 and weight_variance > 0.
[[nodiscard]] LogStep log_step(Identity, Index fan_out, double weight_variance);

/// Of the units K ~ Bin(n, 1/2) are on, and the chi-square variable has K degrees of freedom; given that one
/// unit is on at least (all are off with probability 2^-n, and the signal is then 0 for good):
///   mean = ln(weight_variance) + E psi(K/2) - ln(n/2),   variance = E psi'(K/2) + Var psi(K/2),
/// for weight_variance = 2 about -5/(2n) and 5/n. Cost: linear in n. Errors as above.
[[nodiscard]] LogStep log_step(Relu, Index fan_out, double weight_variance);

/// The gain g for which weights of variance g^2 / fan_in have no drift: log_step(f, n, g^2).mean = 0. About
/// exp(1/(2n)) and sqrt(2) exp(5/(4n)). Errors as above.
[[nodiscard]] double random_walk_gain(Identity f, Index fan_out);
[[nodiscard]] double random_walk_gain(Relu f, Index fan_out);

/// The gains as fitted by D. Sussillo, L. F. Abbott: Random walk initialization for training very deep
/// feedforward networks. arXiv:1412.6558, 2014, section 2: exp(1/(2n)) and
/// sqrt(2) exp(1.2 / (max(n, 6) - 2.4)). Errors as above.
[[nodiscard]] double sussillo_abbott_gain(Identity f, Index fan_out);
[[nodiscard]] double sussillo_abbott_gain(Relu f, Index fan_out);

}  // namespace assay::nn
