#pragma once
// Spectra of quadratic objectives.

#include <algorithm>

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/update_rule.hpp"

namespace assay::optim {

namespace detail {

template <class S>
void require_ends(const char* function, const S& least, const S& greatest, Eigen::Index count) {
    if (count < 1) refuse(function, "count", "at least 1", static_cast<double>(count));
    require_positive(function, "least", least);
    require_positive(function, "greatest", greatest);
    if (greatest < least)
        throw std::invalid_argument(std::string(function) + ": greatest must not be below least");
    if (count == 1 && least != greatest)
        throw std::invalid_argument(std::string(function) +
                                    ": count must be at least 2 for two different ends, not 1");
}

}  // namespace detail

/// `count` eigenvalues from `least` to `greatest` with equal differences, ascending. Throws
/// std::invalid_argument for a count below 1 (below 2 if the ends differ), or unless 0 < least <= greatest.
template <class S>
[[nodiscard]] Vector<S> equally_spaced(const S& least, const S& greatest, Eigen::Index count) {
    detail::require_ends("equally_spaced", least, greatest, count);
    Vector<S> result(count);
    for (Eigen::Index i = 0; i < count; ++i)
        result[i] = i == 0 ? least : S(least + (greatest - least) * S(i) / S(count - 1));
    return result;
}

/// `count` eigenvalues from `least` to `greatest` with equal ratios, ascending. Throws as equally_spaced.
template <std::floating_point S>
[[nodiscard]] Vector<S> geometrically_spaced(S least, S greatest, Eigen::Index count) {
    detail::require_ends("geometrically_spaced", least, greatest, count);
    Vector<S> result(count);
    for (Eigen::Index i = 0; i < count; ++i) {
        const S share = count == 1 ? S(0) : static_cast<S>(i) / static_cast<S>(count - 1);
        result[i] = std::pow(least, 1 - share) * std::pow(greatest, share);
    }
    result[count - 1] = greatest;
    return result;
}

/// A continuous spectrum as nodes of a quadrature: for a start with a density w(h) of squared distance in
/// directions of curvature h, the excess after polynomial steps p_k is
///   integral of h/2 p_k(h)^2 w(h) dh = sum_i h_i/2 (p_k(h_i) theta_i)^2.
struct ContinuousSpectrum {
    Vector<double> eigenvalues;  ///< h_i, ascending
    Vector<double> start;        ///< theta_i, whose square is the node's weight
};

/// w(h) = h^(exponent - 1) on (0, greatest], exponent > 0: excesses fall as k^-(1 + exponent) under gradient
/// descent. By the midpoint rule in s with h = greatest s^q, q = max(4, 1/exponent), so that the density
/// q s^(q exponent - 1) is smooth and most nodes have small curvatures. |start|^2 approximates
/// greatest^exponent / exponent. Resolves curvatures down to greatest (2 count)^-q, so steps k up to about
/// the inverse of that. Throws std::invalid_argument for a count below 1, or numbers that are not positive.
[[nodiscard]] inline ContinuousSpectrum power_law_spectrum(double exponent, double greatest,
                                                           Eigen::Index count) {
    detail::require_positive("power_law_spectrum", "exponent", exponent);
    detail::require_positive("power_law_spectrum", "greatest", greatest);
    if (count < 1) detail::refuse("power_law_spectrum", "count", "at least 1", static_cast<double>(count));
    ContinuousSpectrum result{Vector<double>(count), Vector<double>(count)};
    const double n = static_cast<double>(count), q = std::max(4.0, 1 / exponent);
    for (Eigen::Index i = 0; i < count; ++i) {
        const double s = (static_cast<double>(i) + 0.5) / n;
        result.eigenvalues[i] = greatest * std::pow(s, q);
        result.start[i] = std::sqrt(std::pow(greatest, exponent) * q * std::pow(s, q * exponent - 1) / n);
    }
    return result;
}

}  // namespace assay::optim
