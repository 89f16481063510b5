#pragma once
// What `assay audit` found, as tables.

#include <string>

#include "sim/engine/results.hpp"

namespace assay::reports {

/// A section of report.md: coverage and width of the methods, wrong verdicts, power.
[[nodiscard]] std::string audit_markdown(const engine::Audit& audit);

/// The same tables as aligned lines for a terminal, and a line that says whether every promise was kept.
[[nodiscard]] std::string audit_text(const engine::Audit& audit);

}  // namespace assay::reports
