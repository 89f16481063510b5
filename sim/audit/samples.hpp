#pragma once
// Experiments whose every truth is known. They serve the audit only and stand in no catalogue.

#include "sim/engine/experiment.hpp"

namespace assay::audit {

/// Quantities for which a finite-sample interval exists, of 1024 replicates at the standard budget: an event
/// of probability 0.3 (`event`), the mean 1/2 of a number in [0, 1] (`uniform`), mean 0 and variance 1 of a
/// normal number (`normal_mean`, `normal_variance`), the median 0 and the law of a Cauchy number (`median`,
/// `law`), and P(uniform < step/5) (`steps`, a series of 4).
[[nodiscard]] engine::Experiment small_sample();

/// The mean 1 of an exponential number (`mean`), of 204,800 replicates at the standard budget.
[[nodiscard]] engine::Experiment large_sample();

}  // namespace assay::audit
