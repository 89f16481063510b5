#include "sim/engine/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "sim/engine/version.hpp"

namespace assay::engine {
namespace {

/// As checks.csv has it: the word of the claim file, and what it means where that depends on more than the
/// word.
std::string relation_text(const PlannedCheck& check) {
    const std::string word(name(check.measurement->relation));
    if (check.measurement->within_ratio) return word + " (ratio)";
    if (check.kind == Kind::side) return word + " (identity)";
    if (check.measurement->exponent) return word + " (exponent)";
    if (check.measurement->versus)
        return word + (check.measurement->versus->as == Versus::As::ratio ? " (versus, ratio)"
                                                                          : " (versus, difference)");
    return word;
}

CheckRow row_of(const Plan& plan, const PlannedClaim& claim, const PlannedCheck& check,
                const Outcome& outcome, bool control, std::uint64_t index) {
    const Judged& worst = outcome.points[outcome.worst];
    return {.claim = claim.claim->id,
            .control = control,
            .index = index,
            .quantity = check.measurement->quantity,
            .relation = relation_text(check),
            .predicted = worst.predicted,
            .margin = worst.margin,
            .estimate = worst.estimate.value,
            .lower = worst.estimate.lower,
            .upper = worst.estimate.upper,
            .verdict = outcome.verdict,
            .method = worst.estimate.method,
            .kind = std::string(stats::name(worst.estimate.kind)),
            .level = outcome.level,
            .replicates = worst.estimate.replicates,
            .missing = worst.estimate.missing,
            .parameters = plan.runs[check.points[outcome.worst].target.run].parameters_text};
}

/// The points of the checks that have more than one; checks of a claim may run over different indices.
Series series_of(const PlannedClaim& claim, const ClaimOutcome& outcome) {
    Series series;
    for (const auto& check : claim.checks)
        for (const auto& index : check.index)
            if (std::find(series.index.begin(), series.index.end(), index) == series.index.end())
                series.index.push_back(index);
    for (std::size_t i = 0; i < claim.checks.size(); ++i) {
        const auto& check = claim.checks[i];
        if (check.index.empty()) continue;
        for (std::size_t k = 0; k < check.points.size(); ++k) {
            const Judged& judged = outcome.checks[i].points[k];
            SeriesRow row{.index = std::vector<std::string>(series.index.size()),
                          .check = i + 1,
                          .predicted = judged.predicted,
                          .estimate = judged.estimate.value,
                          .lower = judged.estimate.lower,
                          .upper = judged.estimate.upper,
                          .replicates = judged.estimate.replicates};
            for (std::size_t n = 0; n < check.index.size(); ++n) {
                const auto column = std::find(series.index.begin(), series.index.end(), check.index[n]) -
                                    series.index.begin();
                row.index[static_cast<std::size_t>(column)] = check.points[k].index[n];
            }
            series.rows.push_back(std::move(row));
        }
    }
    return series;
}

/// The check whose method the verdict rests on: the one that refuted, else the one of the weakest class.
std::size_t deciding_check(const ClaimOutcome& outcome, Verdict verdict) {
    std::size_t weakest = 0;
    for (std::size_t i = 0; i < outcome.checks.size(); ++i) {
        const auto kind = [&](std::size_t n) {
            return outcome.checks[n].points[outcome.checks[n].worst].estimate.kind;
        };
        if (verdict == Verdict::refuted && outcome.checks[i].verdict == Verdict::refuted) return i;
        if (kind(i) > kind(weakest)) weakest = i;
    }
    return weakest;
}

VerdictRow verdict_of(const PlannedClaim& planned, const ClaimOutcome& outcome, const Conclusion& conclusion,
                      double alpha) {
    const Claim& claim = *planned.claim;
    const std::size_t deciding = deciding_check(outcome, conclusion.verdict);
    const Outcome& check = outcome.checks[deciding];
    VerdictRow row{.claim = claim.id,
                   .topic = claim.topic,
                   .at = sources(claim.at),
                   .verdict = conclusion.verdict,
                   .known = claim.known,
                   .reason = conclusion.reason,
                   .experiment = claim.checks.front().measurement.experiment,
                   .method = check.points[check.worst].estimate.method,
                   .alpha = alpha,
                   .controls = conclusion.controls,
                   .controls_passed = conclusion.controls_passed};
    // A run counts once, as it stood at the last of the claim's checks.
    std::map<std::size_t, Counts> runs;
    for (const auto& one : outcome.checks) {
        row.looks = std::max(row.looks, one.looks);
        for (const auto& [run, counts] : one.runs)
            if (counts.replicates >= runs[run].replicates) runs[run] = counts;
    }
    for (const auto& [run, counts] : runs) {
        row.replicates += counts.replicates;
        row.missing += counts.missing;
    }
    return row;
}

/// Sums the levels spent on the checks by class. An exact or computed verdict has no chance of its own, but
/// for the failure probability of a random identity test.
void add_levels(const ClaimOutcome& outcome, double alpha, std::map<std::string, double>& levels) {
    for (const auto& check : outcome.checks) {
        const Judged& worst = check.points[check.worst];
        const auto kind = worst.estimate.kind;
        const double share = alpha / static_cast<double>(outcome.checks.size());
        if (check.verdict == Verdict::inconclusive && kind == stats::Class::exact)
            continue;  // nothing was said
        const bool chance = kind == stats::Class::finite_sample || kind == stats::Class::asymptotic;
        levels[std::string(stats::name(kind))] += chance ? share : worst.failure_probability;
    }
}

}  // namespace

Results summarise(const Catalogue& catalogue, const Plan& plan, const RunReport& report,
                  const RunOptions& options) {
    Results results;
    results.run = {.version = std::string(version),
                   .seed = options.seed,
                   .budget = std::string(name(options.budget)),
                   .alpha = options.alpha,
                   .claim_files = catalogue.file_hashes,
                   .interrupted = report.interrupted};
    results.documents = catalogue.documents;
    results.timings = report.timings;
    std::map<std::string, Conclusion> conclusions;
    for (std::size_t i = 0; i < plan.claims.size(); ++i) {
        Conclusion conclusion = conclude(plan.claims[i], report.claims[i]);
        if (report.interrupted && conclusion.verdict == Verdict::inconclusive)
            conclusion.reason = "interrupted before it was decided";
        conclusions.emplace(plan.claims[i].claim->id, conclusion);
    }
    std::set<std::string> topics;
    for (std::size_t i = 0; i < plan.claims.size(); ++i) {
        const PlannedClaim& planned = plan.claims[i];
        const Claim& claim = *planned.claim;
        const ClaimOutcome& outcome = report.claims[i];
        Conclusion conclusion = conclusions.at(claim.id);
        if (!claim.instead.empty())
            conclusion = with_twin(conclusion, claim.instead, conclusions.at(claim.instead).verdict);
        results.verdicts.push_back(verdict_of(planned, outcome, conclusion, options.alpha));
        results.claims.push_back({claim.id, claim.topic, sources(claim.at), claim.says, claim.math,
                                  claim.because, claim.instead, claim.table});
        std::uint64_t control = 0;
        for (std::size_t k = 0; k < planned.checks.size(); ++k) {
            results.checks.push_back(
                row_of(plan, planned, planned.checks[k], outcome.checks[k], false, k + 1));
            for (std::size_t n = 0; n < planned.controls[k].size(); ++n)
                results.checks.push_back(
                    row_of(plan, planned, planned.controls[k][n], outcome.controls[k][n], true, ++control));
        }
        if (Series series = series_of(planned, outcome); !series.rows.empty())
            results.series.emplace(claim.id, std::move(series));
        add_levels(outcome, options.alpha, results.run.levels);
        topics.insert(claim.topic);
    }
    for (const auto& one : catalogue.unchecked)
        if (topics.contains(one.topic))
            results.unchecked.push_back({one.id, one.topic, sources(one.at), one.says, one.because});
    return results;
}

}  // namespace assay::engine
