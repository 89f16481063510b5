#pragma once
// From what was observed to a verdict. Pure functions: nothing here draws, runs or prints.

#include <any>
#include <map>
#include <string>
#include <vector>

#include "lib/stats/estimate.hpp"
#include "sim/engine/plan.hpp"
#include "sim/engine/results.hpp"

namespace assay::engine {

/// What is acceptable: a closed interval, perhaps unbounded.
struct Region {
    double lower = 0, upper = 0;
};

enum class Position { inside, outside, open };

/// Where the interval of an estimate lies: inside the region, disjoint from it, or neither.
[[nodiscard]] Position position(const stats::Estimate& estimate, const Region& region);

/// Distance from the value to the region's nearer end in units of the interval's half-width, negative
/// outside. Of a set of points the one with the least slack is the worst. Infinite for an exact number, 0
/// when nothing is known.
[[nodiscard]] double slack(const stats::Estimate& estimate, const Region& region);

/// By what factor the replicates would have to grow for the interval to be inside the region or disjoint from
/// it, were the value to stay and the ends to approach it as n^(-1/2) (as 1/n for an event that never or
/// always happened) down to what lasts. A forecast: an estimate, no bound. Infinite when what lasts is too
/// much, or the value lies on the region's end; 1 when it is decided already.
[[nodiscard]] double growth(const stats::Estimate& estimate, const Region& region);

/// What a run has observed at some look.
struct Observed {
    const std::any* tally = nullptr;
    std::uint64_t replicates = 0, missing = 0;
};

/// One point of a check, judged.
struct Judged {
    stats::Estimate estimate;
    Region region;
    Position where = Position::open;
    double slack = 0;
    std::string predicted, margin;   ///< as checks.csv has them
    double failure_probability = 0;  ///< of a random identity test that found no violation
};

/// Judges a point of a check at a level of its own. Relations and regions, with p the predicted value:
///   equals       [p - within, p + within]; within_ratio: [p (1 - r), p (1 + r)], sorted; neither: [p, p]
///   at_most      (-inf, p + within];  at_least  [p - within, inf), with |p| r for within_ratio;
///    between a, b  [a - within, b + within]
///   follows, same_as of laws: sup distance in [0, within];  same_as of numbers: difference in [-within,
///   within] holds, same_as of sides: no violation, proven to the level (exhaustive, polynomial) or, when the
///   statement was
///                sampled, a violation probability of at most `within`; one violation is a witness and
///                refutes.
/// An exponent, a versus and a same_as split the level between their two estimates.
[[nodiscard]] Judged judge(const Plan& plan, const PlannedCheck& check, const PlannedPoint& point,
                           const std::vector<Observed>& observed, double level);

struct Counts {
    std::uint64_t replicates = 0, missing = 0;
};

/// A check or control at the look that decided it, or at the last one.
struct Outcome {
    Verdict verdict = Verdict::inconclusive;
    std::vector<Judged> points;
    std::size_t worst = 0;  ///< number of the point with the least slack
    double level = 0;       ///< of each point's interval
    std::uint64_t looks = 0;
    std::map<std::size_t, Counts> runs;  ///< what each of its runs had observed by then
};

/// The verdict of a check over its points: refuted if one is outside, supported if all are inside.
[[nodiscard]] Outcome outcome(std::vector<Judged> points, double level);

/// How a claim came out, with its checks and controls in the plan's order.
struct ClaimOutcome {
    std::vector<Outcome> checks;
    std::vector<std::vector<Outcome>> controls;
};

/// Verdict and reason of a claim before its twin is looked at: supported when all checks are and every
/// control is refuted; refuted when a check is; otherwise inconclusive, with what stood in the way, the
/// discrepancy that was resolvable, and the budget that would decide.
struct Conclusion {
    Verdict verdict = Verdict::inconclusive;
    std::string reason;
    std::uint64_t controls = 0, controls_passed = 0;
};
[[nodiscard]] Conclusion conclude(const PlannedClaim& claim, const ClaimOutcome& outcome);

/// A refutation counts only if the corrected claim, measured by the same experiment, is supported.
[[nodiscard]] Conclusion with_twin(Conclusion conclusion, const std::string& twin, Verdict twin_verdict);

}  // namespace assay::engine
