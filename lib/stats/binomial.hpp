#pragma once
// The exact interval for a probability.

#include "lib/stats/estimate.hpp"
#include "lib/stats/proportion.hpp"

namespace assay::stats {

/// C. J. Clopper, E. S. Pearson: The use of confidence or fiducial limits illustrated in the case of the
/// binomial. Biometrika 26 (1934). With k successes of n,
///   lower = beta quantile(level/2; k, n-k+1), 0 if k = 0;  upper = beta quantile(1 - level/2; k+1, n-k), 1
///   if k = n,
/// the upper one through the complement. With m missing trials the lower end is that of k successes among n +
/// m, the upper end that of k + m: whatever the outcomes that could not be had, the interval covers. Class
/// finite-sample. No trials: [0, 1]. The value is k/n. Cost: about 2 us up to n = 1e9;
/// beyond about 1e10 trials the series may not converge (boost::math::evaluation_error, a
/// std::runtime_error). Throws std::domain_error unless 0 < level < 1, std::invalid_argument if successes >
/// trials.
[[nodiscard]] Estimate clopper_pearson(const Proportion& counts, double level);

}  // namespace assay::stats
