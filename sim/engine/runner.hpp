#pragma once
// Runs a plan look by look until every check is decided or the budget is spent.

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "sim/engine/catalogue.hpp"
#include "sim/engine/judge.hpp"
#include "sim/engine/results.hpp"

namespace assay::engine {

enum class Budget { quick, standard, deep };

[[nodiscard]] std::string_view name(Budget budget);

/// The level of every control: it can only withhold a verdict, so it need not be as small as a claim's.
inline constexpr double control_level = 1e-6;

/// The sizes, in blocks, at which a run may be looked at: from a sixteenth of the standard budget, each twice
/// the last, up to a sixteenth (quick: 1 look), once (standard: 5) or sixteen times (deep: 9) the standard
/// budget. An experiment of one block is computed once: one look.
[[nodiscard]] std::vector<std::uint64_t> looks(std::uint64_t standard_blocks, Budget budget);

struct Progress {
    std::size_t claims = 0, decided = 0;
    std::uint64_t replicates = 0;
    double seconds = 0;       ///< since the start
    double seconds_left = 0;  ///< if the whole budget is spent, at the pace so far
};

struct RunOptions {
    std::uint64_t seed = 1;
    Budget budget = Budget::standard;
    double alpha = 1e-9;  ///< level of each claim, in (0, 1)
    unsigned threads = 1;
    std::function<void(const Progress&)> progress =
        {};                     ///< called from any thread, one at a time, about ten times a second
    std::stop_token stop = {};  ///< asked for: what is decided by then is kept
};

/// What the runner leaves: outcomes in the plan's order, and what each run cost.
struct RunReport {
    std::vector<ClaimOutcome> claims;
    std::vector<TimingRow> timings;  ///< in the order of Plan::runs
    bool interrupted = false;
};

/// Measures the plan. A check is frozen at the look that decides it; the level of each of its intervals is
/// alpha / (looks x checks x points), of a control's control_level / (looks x points). Equal seeds give equal
/// results for any number of threads. Memory: one tally a run, and those under way.
[[nodiscard]] RunReport run(const Plan& plan, const RunOptions& options);

}  // namespace assay::engine
