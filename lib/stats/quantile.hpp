#pragma once
// Distribution-free intervals for quantiles from order statistics.

#include <cstdint>

#include "lib/stats/estimate.hpp"
#include "lib/stats/histogram.hpp"

namespace assay::stats {

/// Ranks of order statistics, 1 the smallest observation and n the greatest; lower = 0 and upper = n + 1
/// stand for -infinity and +infinity.
struct QuantileRanks {
    std::uint64_t lower = 0, upper = 0;
};

/// The greatest l and the least u with P(Bin(n,p) < l) <= level/2 and P(Bin(n,p) >= u) <= level/2. Then
/// P(X_(l) <= q <= X_(u)) >= 1 - level for the p-quantile q of every law, with atoms or without (H. A. David,
/// H. N. Nagaraja: Order Statistics, 3rd ed., section 7.1).
/// Cost: 2 log2(n) incomplete beta functions.
/// Throws std::domain_error unless 0 < p < 1 and 0 < level < 1.
[[nodiscard]] QuantileRanks quantile_ranks(std::uint64_t n, double p, double level);

/// The p-quantile of the observed law from the ranks above. The interval runs to the outer edges of the cells
/// that hold the two order statistics, and the value is interpolated within its cell (its finite edge in the
/// first and the last cell); on lossless cells the order statistics and the value are the integers
/// themselves. With m missing the ranks are those of all n + m, the lower one with all missing ones low, the
/// upper one with all of them high. Class finite-sample; infinite ends when there are too few observations.
/// Throws std::domain_error unless 0 < p < 1 and 0 < level < 1.
[[nodiscard]] Estimate quantile(const Histogram& sample, double p, double level);

}  // namespace assay::stats
