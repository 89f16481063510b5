#pragma once
// What a run leaves behind: plain rows that the writers print and that can be read back. No experiment is
// seen here.

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/stats/estimate.hpp"

namespace assay::engine {

enum class Verdict { supported, refuted, inconclusive };
enum class Known { supported, refuted, open };

[[nodiscard]] std::string_view name(Verdict verdict);
[[nodiscard]] std::string_view name(Known known);
/// The inverse of name(); nothing for any other word.
[[nodiscard]] std::optional<Verdict> parse_verdict(std::string_view word);
[[nodiscard]] std::optional<Known> parse_known(std::string_view word);

/// One row of verdicts.csv. Columns in the order of the members.
struct VerdictRow {
    std::string claim, topic, at;
    Verdict verdict = Verdict::inconclusive;
    Known known = Known::supported;
    std::string reason;      ///< one sentence: why this verdict
    std::string experiment;  ///< of the first check
    std::string method;      ///< of the check that decided, or the weakest class among them
    double alpha = 0;
    std::uint64_t looks = 0, replicates = 0, missing = 0, controls = 0, controls_passed = 0;

    /// The verdict is the one the catalogue knows, or any will do.
    [[nodiscard]] bool as_known() const {
        return known == Known::open || (known == Known::supported && verdict == Verdict::supported) ||
               (known == Known::refuted && verdict == Verdict::refuted);
    }
};

/// One row of checks.csv: a check or a control, a series by its worst point. Each check of a claim is
/// followed by its controls. For an identity (relation "holds" or "same_as (identity)") the estimate and its
/// interval are the share of the instances that violate it, replicates counts the instances, and the margin
/// of a proven one is the probability that a false identity would have passed.
struct CheckRow {
    std::string claim;
    bool control = false;
    std::uint64_t index = 1;  ///< counts from 1 within its kind
    std::string quantity, relation;
    std::string predicted, margin;  ///< numbers, or the words of a relation that has none
    double estimate = 0, lower = 0, upper = 0;
    Verdict verdict = Verdict::inconclusive;
    std::string method, kind;  ///< the interval's method and its class
    double level = 0;
    std::uint64_t replicates = 0, missing = 0;
    std::string parameters;  ///< canonical: name=value, joined by "; "
};

/// One row of series/CLAIM.csv.
struct SeriesRow {
    std::vector<std::string> index;  ///< one for each of Series::index: numbers, or words of a choice
    std::uint64_t check = 1;
    std::string predicted;
    double estimate = 0, lower = 0, upper = 0;
    std::uint64_t replicates = 0;
};
struct Series {
    std::vector<std::string> index;  ///< names of the index columns
    std::vector<SeriesRow> rows;
};

/// One row of timings.csv.
struct TimingRow {
    std::string experiment, parameters;
    std::uint64_t replicates = 0;
    double seconds = 0;  ///< busy time, summed over threads
    std::uint64_t threads = 1;
};

/// One row of audit.csv: how often an interval, or the judge, did what its level promises.
struct AuditRow {
    std::string method, kind;  ///< the interval's method and its class
    // The column `case` is "counted; subject; condition"; none of the three holds a "; ".
    std::string counted;    ///< "coverage" (the interval held the truth), "false support", "power", ...
    std::string subject;    ///< the sample or the claim
    std::string condition;  ///< how it was looked at, how far the truth was from the prediction
    double nominal =
        std::numeric_limits<double>::quiet_NaN();  ///< the promised share; NaN where nothing is promised
    std::uint64_t trials = 0;
    double realised = 0, lower = 0, upper = 1;  ///< share of the trials, and its Clopper-Pearson interval
    /// Mean width of the interval over that of the best known one for a sample of fixed size; NaN where
    /// there is none.
    double relative_width = std::numeric_limits<double>::quiet_NaN();

    static constexpr std::string_view coverage = "coverage";
    /// Nothing shows that the promise is broken: a coverage is promised as a minimum, all else as a maximum.
    [[nodiscard]] bool kept() const {
        return std::isnan(nominal) || (counted == coverage ? upper >= nominal : lower <= nominal);
    }
    /// The promise is one of mathematics; that of an asymptotic method is a limit theorem's.
    [[nodiscard]] bool promised() const { return kind != stats::name(stats::Class::asymptotic); }
};

struct Audit {
    std::uint64_t seed = 1;
    std::vector<AuditRow> rows;
};

struct Document {
    std::string id, file, title;
};
/// What reports say of a claim in words.
struct ClaimText {
    std::string id, topic, at, says, math, because, instead;
    std::string table;  ///< the points of its checks are rows of DIR/table.csv; empty: of none
};
/// What cannot be checked, and why.
struct UncheckedText {
    std::string id, topic, at, says, because;
};

struct RunInfo {
    std::string version;
    std::uint64_t seed = 1;
    std::string budget = "standard";
    double alpha = 1e-9;
    std::vector<std::string>
        selection;  ///< what was asked for: ids, globs, topics, documents; empty: everything
    std::vector<std::string> own_files;              ///< the arguments of --claims
    std::map<std::string, std::string> claim_files;  ///< name -> hash of its bytes
    std::map<std::string, double> levels;            ///< class -> sum of the levels spent on its checks
    bool interrupted = false;

    /// A bound on the probability of any wrong verdict (up to the promise of each class).
    [[nodiscard]] double total_level() const {
        double total = 0;
        for (const auto& [kind, level] : levels) total += level;
        return total;
    }
};

struct Results {
    RunInfo run;
    std::vector<Document> documents;
    std::vector<ClaimText> claims;
    std::vector<UncheckedText> unchecked;
    std::vector<VerdictRow> verdicts;
    std::vector<CheckRow> checks;
    std::map<std::string, Series> series;  ///< by claim
    std::vector<TimingRow> timings;
    std::optional<Audit> audit;  ///< of the judge, where `assay audit` has been
};

}  // namespace assay::engine
