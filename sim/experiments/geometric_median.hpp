#pragma once
// The median of positive quantities of any size, from a histogram of their logarithms.

#include <cmath>

#include "lib/stats/quantile.hpp"

namespace assay::experiments {

/// e to the median of `logarithms`: the median of the quantity itself, in cells of constant relative width.
/// Errors and class as for stats::quantile.
[[nodiscard]] inline stats::Estimate geometric_median(const stats::Histogram& logarithms, double level) {
    auto estimate = stats::quantile(logarithms, 0.5, level);
    estimate.value = std::exp(estimate.value);
    estimate.lower = std::exp(estimate.lower);
    estimate.upper = std::exp(estimate.upper);
    estimate.lasting_below *= estimate.value;
    estimate.lasting_above *= estimate.value;
    return estimate;
}

}  // namespace assay::experiments
