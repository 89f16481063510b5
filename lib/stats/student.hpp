#pragma once
// Student intervals for means of independent replicates, for differences and ratios of paired means, where
// they may be used.

#include <cstdint>

#include "lib/stats/estimate.hpp"
#include "lib/stats/joint_moments.hpp"
#include "lib/stats/moments.hpp"

namespace assay::stats {

/// t_{n-1}(1 - level/2), from the complement, relative error below 1e-10. n >= 2, 0 < level < 1.
[[nodiscard]] double student_quantile(std::uint64_t n, double level);

/// mean -+ t_{n-1}(1 - level/2) sqrt(variance / n), class asymptotic. Where the rule does not admit the
/// sample (admission.hpp) the interval is all reals and `method` names the condition that failed, with its
/// numbers. Throws std::domain_error unless 0 < level < 1.
[[nodiscard]] Estimate student_mean(const Moments& sample, double level);

/// mean(x) - mean(y), paired within replicates: student_mean of x - y, class asymptotic. Where x and y hardly
/// differ this costs replicates, since the extremes of x - y are bounded by those of x and y: admission takes
/// at least 100 (sd(x) + sd(y))^2 / var(x - y). Moments of x - y, taken within the replicates, do without.
/// Throws std::domain_error unless 0 < level < 1.
[[nodiscard]] Estimate student_difference(const JointMoments<2>& pairs, double level);

/// mean(x) / mean(y) for y with a positive mean, paired within replicates: the p for which the Student
/// interval of x - p y contains 0 (E. C. Fieller: Some problems in interval estimation. J. R. Stat. Soc. B 16
/// (1954)), class asymptotic. With r = mean(x)/mean(y), u = x - r y, t the Student quantile, v the variances
/// and covariances of the means, and A = mean(y)^2 - t^2 v_yy, its ends are
///   r + (-t^2 v_uy -+ t sqrt(t^2 v_uy^2 + A v_uu)) / A.
/// Admitted only when x - p y passes the rule of student_mean at both ends p, and mean(y) is above 0 at this
/// level (A > 0); otherwise all reals with the reason in `method`. Throws std::domain_error unless 0 < level
/// < 1.
[[nodiscard]] Estimate student_ratio(const JointMoments<2>& pairs, double level);

}  // namespace assay::stats
