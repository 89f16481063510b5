#pragma once
// Distribution-free intervals for quantiles from order statistics.

#include "lib/stats/estimate.hpp"
#include "lib/stats/histogram.hpp"

namespace assay::stats {

/// The p-quantile of the observed law, 0 < p < 1. With ranks l, u such that P(Bin(n,p) < l) <= level/2 and
/// P(Bin(n,p) >= u) <= level/2 the order statistics X_(l), X_(u) enclose it (H. A. David, H. N. Nagaraja: Order
/// Statistics, section 7.1); from a histogram the interval runs to the outer edges of the cells that hold them, and
/// the value is interpolated within its cell. With m missing among n the lower rank is that of n with all missing
/// ones low, the upper one with all of them high. Class finite-sample; infinite ends when n is too small.
/// Throws std::domain_error unless 0 < p < 1 and 0 < level < 1.
[[nodiscard]] Estimate quantile(const Histogram& sample, double p, double level);

}  // namespace assay::stats
