#pragma once
// Student intervals for means of independent replicates, and for ratios of means, where they may be used.

#include "lib/stats/estimate.hpp"
#include "lib/stats/joint_moments.hpp"
#include "lib/stats/moments.hpp"

namespace assay::stats {

/// mean -+ t_{n-1}(1 - level/2) sqrt(variance / n), class asymptotic. Admitted only when
///   n >= max(1e4, 4e4 skewness^2), no observation carries over 1 % of m2, m2 > 0, and none is missing;
/// otherwise the interval is all reals and `method` names the condition that failed, with its numbers: an
/// unbounded mean with a missing replicate has no interval, and a constant sample says nothing about a rare
/// value. The condition bounds what skewness does to the tails. To first order it multiplies the one-sided
/// error at z by exp(-+ skewness z^3 / (3 sqrt n)) (Q. Wang: Limit theorems for self-normalized large
/// deviation. Electron. J. Probab. 10 (2005)); at z = 7, level 2.6e-12, the exponent stays below 0.58, and
/// the sum of both tails below 1.2 times its nominal size. Throws std::domain_error unless 0 < level < 1.
[[nodiscard]] Estimate student_mean(const Moments& sample, double level);

/// mean(x) / mean(y) for y with a positive mean, paired within replicates: the p for which the Student
/// interval of x - p y contains 0 (E. C. Fieller: Some problems in interval estimation. J. R. Stat. Soc. B 16
/// (1954)), class asymptotic. With r = mean(x)/mean(y), u = x - r y, t the Student quantile, v the variances
/// and covariances of the means, and A = mean(y)^2 - t^2 v_yy, its ends are
///   r + (-t^2 v_uy -+ t sqrt(t^2 v_uy^2 + A v_uu)) / A.
/// Admitted only when x - p y passes the rule of student_mean at both ends p, and mean(y) is above 0 at this
/// level (A > 0); otherwise all reals with the reason in `method`. Throws std::domain_error unless 0 < level
/// < 1.
[[nodiscard]] Estimate student_ratio(const JointMoments& pairs, double level);

}  // namespace assay::stats
