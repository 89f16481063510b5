#pragma once
// The rule that decides whether a sample may have a Student interval.

#include <string>

#include "lib/stats/moments.hpp"

namespace assay::stats {

/// The fewest replicates that the rule admits.
constexpr double least_replicates = 1e4;

/// Why the rule does not admit this sample, with the numbers; empty when it does. The rule is
///   n >= max(1e4, 4e4 skewness^2), no observation carries over 1 % of m2, m2 > 0, none is missing,
/// and sums and cubes within the range of double precision: an unbounded mean with a missing replicate has no
/// interval, and a constant sample says nothing about a rare value. It bounds what skewness does to the
/// tails. To first order skewness multiplies the one-sided error at z by exp(-+ skewness z^3 / (3 sqrt n))
/// (Q. Wang: Limit theorems for self-normalized large deviation. Electron. J. Probab. 10 (2005)); at z = 7,
/// level 2.6e-12, the exponent stays below 0.58, and the sum of both tails below 1.2 times its nominal size.
[[nodiscard]] std::string obstacle(const Moments& sample);

/// Three significant digits, whatever the locale: a number within a reason.
[[nodiscard]] std::string brief(double x);

}  // namespace assay::stats
