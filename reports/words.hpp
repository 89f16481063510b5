#pragma once
// What the reports say of rows: plain text, without the marks of any format.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/engine/results.hpp"

namespace assay::reports {

/// A place in a document.
struct Source {
    std::string document;  ///< its id
    std::string where;
};
/// Takes apart `000:1.1, eq. 6.1; 004:1.3`. A piece that does not begin with the id of a document belongs to
/// the place before it.
[[nodiscard]] std::vector<Source> sources(std::string_view at, std::span<const engine::Document> documents);

/// The document of that id; its id stands for file and title where it is not declared.
[[nodiscard]] engine::Document document(std::string_view id, std::span<const engine::Document> documents);

/// What a check demands of its quantity: `equals` + `0.5` + `within 0.01`. Empty parts are left out.
struct Demand {
    std::string relation, formula, margin;
};
[[nodiscard]] Demand demand(const engine::CheckRow& row);

/// What was measured: `0.25004 [0.24967, 0.25041]`, or for an identity `no violation in 4,096 instances`, and
/// `proved in 4,096 instances` where these amount to a proof.
[[nodiscard]] std::string measured(const engine::CheckRow& row);

/// How sure the proof of an identity is: `a false identity passes with probability 1e-30`; empty where
/// nothing was proved or nothing was left to chance.
[[nodiscard]] std::string proof(const engine::CheckRow& row);

/// In what a control differs from its check: words, and a piece of code: `with` + `bias_sd = 1.02`.
struct Difference {
    std::string words, code;
};
[[nodiscard]] std::vector<Difference> differences(const engine::CheckRow& check,
                                                  const engine::CheckRow& control);

/// A check with the controls that follow it.
struct CheckGroup {
    const engine::CheckRow* check = nullptr;
    std::vector<const engine::CheckRow*> controls;
};
/// The checks of each claim, pointing into `rows`.
[[nodiscard]] std::map<std::string, std::vector<CheckGroup>, std::less<>> groups(
    std::span<const engine::CheckRow> rows);

/// The check that a verdict rests on: the first refuted one (the claim may be inconclusive since its
/// corrected twin is), else the first open one of an inconclusive claim, else the first; nullptr without
/// checks.
[[nodiscard]] const engine::CheckRow* deciding(const engine::VerdictRow& verdict,
                                               std::span<const CheckGroup> groups);

/// How many verdicts of each kind, and how many are the known ones.
struct Tally {
    std::size_t supported = 0, refuted = 0, inconclusive = 0, as_known = 0;
    [[nodiscard]] std::size_t total() const { return supported + refuted + inconclusive; }
    void add(const engine::VerdictRow& row);
};
[[nodiscard]] Tally tally(std::span<const engine::VerdictRow> rows);

/// The command that measures a selection again with this run's seed, budget, level and claim files: ready for
/// a shell.
[[nodiscard]] std::string run_command(const engine::RunInfo& run, std::span<const std::string> selection);

/// `3 claims`, `1 claim`.
[[nodiscard]] std::string plural(std::size_t count, std::string_view noun);

}  // namespace assay::reports
