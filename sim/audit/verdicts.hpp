#pragma once
// How often the whole judge, from claim file to verdict, is wrong, and how often it decides.

#include <vector>

#include "sim/audit/study.hpp"

namespace assay::audit {

/// Claims whose truth lies at stated distances from the prediction, in units of their margins, run through
/// catalogue, plan, runner and judge as `assay run` does at its standard budget. Each trial is a run with a
/// seed of its own. Counted are false verdicts of each kind, decisions about truths that lie exactly on the
/// margin, right verdicts (power), and runs with any wrong verdict.
[[nodiscard]] std::vector<Study> verdict_studies();

}  // namespace assay::audit
