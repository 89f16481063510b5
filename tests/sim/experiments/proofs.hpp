#pragma once
// What a certificate of an exact experiment says.

#include "tests/sim/experiments/measured.hpp"

namespace assay::testing {

/// Every trial held, and that would happen to a false polynomial identity with probability below 1e-18.
[[nodiscard]] inline bool proven(const exact::Certificate& c) {
    return c.trials > 0 && c.violations == 0 && c.failure_probability() < 1e-18;
}

/// Every trial is a counterexample: the instances are so generic that a false identity never holds by chance.
[[nodiscard]] inline bool disproven(const exact::Certificate& c) {
    return c.trials > 0 && c.violations == c.trials && c.witness == 0U;
}

}  // namespace assay::testing
