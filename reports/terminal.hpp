#pragma once
// The verdicts as lines for a terminal.

#include <cstddef>
#include <string>

#include "sim/engine/results.hpp"

namespace assay::reports {

struct TerminalStyle {
    std::size_t width = 100;  ///< columns; longer lines are wrapped at blanks
    bool colour = false;      ///< ANSI colours for the verdicts
};

/// A line a claim: verdict, id, what was measured, what is claimed of it (on the next line where it does not
/// fit). A line below says why where a verdict is inconclusive or not the expected one.
[[nodiscard]] std::string verdict_table(const engine::Results& results, const TerminalStyle& style = {});

/// One line that counts the verdicts and bounds the probability of a wrong one.
[[nodiscard]] std::string summary_line(const engine::Results& results);

}  // namespace assay::reports
