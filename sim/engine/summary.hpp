#pragma once
// Turns what a run found into rows.

#include "sim/engine/catalogue.hpp"
#include "sim/engine/plan.hpp"
#include "sim/engine/results.hpp"
#include "sim/engine/runner.hpp"

namespace assay::engine {

/// Everything the writers need, in the catalogue's order.
[[nodiscard]] Results summarise(const Catalogue& catalogue, const Plan& plan, const RunReport& report,
                                const RunOptions& options);

}  // namespace assay::engine
