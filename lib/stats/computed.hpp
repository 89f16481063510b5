#pragma once
// A number that is computed rather than sampled.

#include <cmath>
#include <limits>

#include "lib/stats/estimate.hpp"

namespace assay::stats {

/// A value with a bound on its numerical error. `error` = 0 says that the value is exact.
struct Computed {
    double value = std::numeric_limits<double>::quiet_NaN();
    double error = std::numeric_limits<double>::infinity();

    /// A computation is done once: the part that has a value wins.
    void merge(const Computed& other) noexcept {
        if (std::isnan(value)) *this = other;
    }
    [[nodiscard]] Estimate estimate() const {
        return {.value = value,
                .lower = value - error,
                .upper = value + error,
                .replicates = 1,
                .missing = std::isfinite(value) ? 0U : 1U,
                .method = error == 0 ? "exact arithmetic" : "computation with an error bound",
                .kind = error == 0 ? Class::exact : Class::deterministic,
                .lasting_below = error,
                .lasting_above = error};
    }
};

}  // namespace assay::stats
