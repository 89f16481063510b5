#pragma once
// Exact intervals for samples of the normal law (class finite-sample).
//
// The caller vouches for what no sample can show: that the observations are independent and that their law is
// exactly normal, by construction and not by approximation. They then hold for every n from 2 on. For data
// that are only nearly normal, or of an unknown law, student.hpp and student_variance.hpp are right: a
// chi-square interval is wrong by a fixed factor, however large n, when the fourth moment is not the normal
// law's.
//
// Without an interval (fewer than two observations, any missing, no spread, sums out of the range of double
// precision) the ends are those of all reals, for variances [0, infinity), and `method` names the reason.
// Quantiles have a relative error below 1e-10; tails are taken from the complement, so that levels of 1e-16
// work. Cost: at n = 1e6 about 80 us for a variance and 160 us for a ratio. All throw std::domain_error
// unless 0 < level < 1.

#include "lib/stats/estimate.hpp"
#include "lib/stats/moments.hpp"

namespace assay::stats {

/// The mean: mean -+ t_{n-1}(1 - level/2) s / sqrt(n). Student: The probable error of a mean. Biometrika 6
/// (1908).
[[nodiscard]] Estimate normal_mean(const Moments& sample, double level);

/// The variance: [m2 / c_{n-1}(1 - level/2), m2 / c_{n-1}(level/2)], c the chi-square quantile with n - 1
/// degrees of freedom, value s^2. F. R. Helmert: Die Genauigkeit der Formel von Peters. Astron. Nachr. 88
/// (1876): m2/sigma^2 has the chi-square law.
[[nodiscard]] Estimate normal_variance(const Moments& sample, double level);

/// The ratio of the variances of two samples that are independent of each other: with r = s_a^2 / s_b^2 and
/// F(q; i, j) the quantile of the F law,
///   [r / F(1 - level/2; n_a - 1, n_b - 1), r F(1 - level/2; n_b - 1, n_a - 1)],
/// the upper end by F(q; i, j) = 1 / F(1 - q; j, i). Replicates are those of the smaller sample, missing
/// those of the worse one. R. A. Fisher: On a distribution yielding the error functions of several well known
/// statistics. Proc. Int. Congr. Math., Toronto (1924).
[[nodiscard]] Estimate normal_variance_ratio(const Moments& a, const Moments& b, double level);

}  // namespace assay::stats
