#pragma once
// Expectations of activations of Gaussian pre-activations: closed forms where there are any,
// quadrature otherwise. An activation converts to AnyActivation by itself.
//
// Accuracy: relative 1e-12 for the closed forms where the mean is not many standard deviations below a
// corner, absolute 1e-12 times max(1, f^2) for quadrature. All throw std::invalid_argument when the variance
// is negative, an argument is not finite or a correlation lies outside [-1, 1]. A variance of 0 is the
// constant. Cost: a closed form some 10 ns, a quadrature some 20 us, a product's up to 20 ms.

#include <functional>

#include "lib/nn/activations.hpp"

namespace assay::nn {

/// The law N(mean, variance) of a pre-activation z.
struct Gaussian {
    double mean = 0, variance = 1;
};

/// E g(z) for any g that grows no faster than e^(|z| / sd) and is analytic but for a corner or jump at
/// `corner`, where it may also be steep; elsewhere it must not turn within less than its distance from there
/// or one standard deviation.
[[nodiscard]] double expectation(const std::function<double(double)>& g, Gaussian law, double corner = 0);

/// E f(z).
[[nodiscard]] double expected_value(const AnyActivation& f, Gaussian law);

/// E f(z)^2: for Relu (m^2 + q) Phi(m/s) + m s phi(m/s) with z ~ N(m, q), s = sqrt(q), so q/2 for m = 0; for
/// LeakyRelu at m = 0 (1 + slope^2) q/2.
[[nodiscard]] double expected_square(const AnyActivation& f, Gaussian law);

/// E f'(z)^2: for Relu P(z > 0) = Phi(m/s); for a Threshold 0.
[[nodiscard]] double expected_squared_derivative(const AnyActivation& f, Gaussian law);

/// E f(u) f(v) for two pre-activations of the same law whose correlation is c: the kernel of one layer. At
/// mean 0 with theta = acos c, for Relu q/(2 pi) (sin theta + (pi - theta) cos theta), for a Threshold
/// (pi - theta)/(2 pi): the arc-cosine kernels of degree 1 and 0.
/// Y. Cho, L. K. Saul: Kernel methods for deep learning. NIPS 2009, section 2.
/// Otherwise, with g(t) = E f(m + s (sqrt(|c|) t + sqrt(1 - |c|) x)) over x, as E g(t) g(sign(c) t), where x
/// and t are standard normal.
[[nodiscard]] double expected_product(const AnyActivation& f, Gaussian law, double correlation);

/// E f'(u) f'(v), as above: for Relu at mean 0 (pi - theta)/(2 pi).
[[nodiscard]] double expected_derivative_product(const AnyActivation& f, Gaussian law, double correlation);

}  // namespace assay::nn
