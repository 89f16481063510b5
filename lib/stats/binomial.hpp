#pragma once
// The exact interval for a probability.

#include "lib/stats/estimate.hpp"
#include "lib/stats/proportion.hpp"

namespace assay::stats {

/// C. J. Clopper, E. S. Pearson: The use of confidence or fiducial limits illustrated in the case of the binomial.
/// Biometrika 26 (1934). With k successes of n,
///   lower = beta quantile(level/2; k, n-k+1), 0 if k = 0;  upper = beta quantile(1 - level/2; k+1, n-k), 1 if k = n,
/// the upper one through the complement. Missing trials count as failures in the lower end and as successes in the
/// upper one. Class finite-sample. No trials: [0, 1].
/// Throws std::domain_error unless 0 < level < 1, std::invalid_argument if successes > trials.
[[nodiscard]] Estimate clopper_pearson(const Proportion& counts, double level);

}  // namespace assay::stats
