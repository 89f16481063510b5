#pragma once
// The Student interval for a mean of independent replicates, where it may be used.

#include "lib/stats/estimate.hpp"
#include "lib/stats/moments.hpp"

namespace assay::stats {

/// mean -+ t_{n-1}(1 - level/2) sqrt(variance / n), class asymptotic. Admitted only when
///   n >= max(1e4, 4e4 skewness^2), no observation carries over 1 % of m2, m2 > 0, and none is missing;
/// otherwise the interval is all reals and `method` names the condition that failed: an unbounded mean with a
/// missing replicate has no interval, and a constant sample says nothing about a rare value.
/// The condition keeps the one-sided error of a skewed mean near its nominal size at levels down to 1e-12 (the
/// first Edgeworth term, skewness z^3 / (6 sqrt n), stays below 1/3 at z = 7).
/// Throws std::domain_error unless 0 < level < 1.
[[nodiscard]] Estimate student_mean(const Moments& sample, double level);

}  // namespace assay::stats
