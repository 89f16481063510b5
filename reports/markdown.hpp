#pragma once
// report.md: the results for people.

#include <string>

#include "sim/engine/results.hpp"

namespace assay::reports {

/// Summary, errors found, verdicts by topic, what was not checked, and how to read all this. Holds neither
/// times nor paths: the same results give the same bytes. Numbers are rounded; the CSV files have the full
/// ones.
[[nodiscard]] std::string report_markdown(const engine::Results& results);

}  // namespace assay::reports
