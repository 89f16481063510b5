#include "reports/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/numbers.hpp"

namespace assay::reports {
namespace {

using namespace engine;

[[nodiscard]] std::vector<std::string> split(std::string_view text, std::string_view separator) {
    std::vector<std::string> pieces;
    while (!text.empty()) {
        const auto end = text.find(separator);
        pieces.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + separator.size());
    }
    return pieces;
}

[[nodiscard]] bool is_identity(const CheckRow& row) {
    return row.relation == "holds" || row.relation == "same_as (identity)";
}

/// Sampled statements are allowed a small share of violations.
[[nodiscard]] std::string tolerated(const CheckRow& row) {
    if (row.kind == "exact" || row.margin.empty() || row.margin == "0") return {};
    return "but for a share of " + rounded_text(row.margin);
}

/// A discrepancy that rounding would hide calls for all digits.
[[nodiscard]] bool needs_all_digits(const CheckRow& row) {
    return row.verdict != Verdict::supported && rounded(row.estimate) == rounded_text(row.predicted) &&
           fmt::format("{}", row.estimate) != row.predicted;
}

[[nodiscard]] std::string shell_word(const std::string& word) {
    const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("_./:=@%+,-").find(c) != std::string_view::npos;
    });
    if (plain) return word;
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

}  // namespace

std::vector<Source> sources(std::string_view at, std::span<const Document> documents) {
    std::vector<Source> all;
    for (const auto& piece : split(at, "; ")) {
        const auto colon = piece.find(':');
        const auto id = piece.substr(0, colon);
        const bool known =
            std::any_of(documents.begin(), documents.end(), [&](const auto& d) { return d.id == id; });
        if (known || all.empty())
            all.push_back({id, colon == std::string::npos ? "" : piece.substr(colon + 1)});
        else
            all.back().where += "; " + piece;
    }
    return all;
}

Document document(std::string_view id, std::span<const Document> documents) {
    const auto found =
        std::find_if(documents.begin(), documents.end(), [&](const auto& d) { return d.id == id; });
    if (found != documents.end()) return *found;
    return {std::string(id), std::string(id), std::string(id)};
}

Demand demand(const CheckRow& row) {
    const auto formula = rounded_text(row.predicted, needs_all_digits(row));
    // What stands behind the word in parentheses says how the number was formed.
    const auto pieces = split(row.relation, " (");
    const auto word = pieces.empty() ? std::string() : pieces.front();
    const auto how = pieces.size() < 2 ? std::string() : pieces[1].substr(0, pieces[1].size() - 1);
    const auto margin = (how == "ratio" ? "a ratio of " : "") + rounded_text(row.margin);
    const auto within = row.margin.empty() ? std::string() : "within " + margin;
    const auto slack = row.margin.empty() || row.margin == "0" ? std::string() : "with a slack of " + margin;
    const auto noted = [&](const std::string& text) {
        if (how == "exponent" || how.starts_with("versus"))
            return text.empty() ? "as " + how : text + ", as " + how;
        return text;
    };
    if (how == "identity") return {"is identical to", formula, ""};
    if (word == "equals") return {"equals", formula, noted(within.empty() ? "exactly" : within)};
    if (word == "at_most") return {"is at most", formula, noted(slack)};
    if (word == "at_least") return {"is at least", formula, noted(slack)};
    if (word == "between") return {"lies between", formula, noted(slack)};
    if (word == "holds") return {"holds", "", tolerated(row)};
    if (word == "follows") return {"follows the law", formula, within};
    if (word == "same_as") return {"is the same as", formula, within};
    return {row.relation, formula, within};
}

std::string measured(const CheckRow& row) {
    if (!is_identity(row))
        return needs_all_digits(row) && row.lower == row.upper
                   ? fmt::format("{}", row.estimate)
                   : with_interval(row.estimate, row.lower, row.upper);
    const auto instances = row.replicates == 1 ? "1 instance" : grouped(row.replicates) + " instances";
    if (std::isnan(row.estimate) || row.replicates == 0) return "no instance yet";
    if (row.estimate == 0 && row.kind == "exact") return "proved in " + instances;
    if (row.estimate == 0)
        return fmt::format("no violation in {} (share at most {})", instances, rounded(row.upper));
    return fmt::format("violated in {} of {}", percent(row.estimate), instances);
}

std::string proof(const CheckRow& row) {
    if (!is_identity(row) || row.kind != "exact" || row.estimate != 0 || row.margin.empty() ||
        row.margin == "0")
        return "";
    return "a false identity passes with probability " + rounded_text(row.margin);
}

std::vector<Difference> differences(const CheckRow& check, const CheckRow& control) {
    std::vector<Difference> all;
    const auto before = split(check.parameters, "; ");
    for (const auto& parameter : split(control.parameters, "; "))
        if (std::find(before.begin(), before.end(), parameter) == before.end())
            all.push_back({"with", parameter});
    if (control.quantity != check.quantity) all.push_back({"for the quantity", control.quantity});
    if (control.relation != check.relation || control.predicted != check.predicted) {
        const auto claimed = demand(control);
        all.push_back({"claiming that it " + claimed.relation, claimed.formula});
    }
    if (control.margin != check.margin && !control.margin.empty() && !is_identity(control))
        all.push_back({"with the margin", rounded_text(control.margin)});
    return all;
}

std::map<std::string, std::vector<CheckGroup>, std::less<>> groups(std::span<const CheckRow> rows) {
    std::map<std::string, std::vector<CheckGroup>, std::less<>> all;
    for (const auto& row : rows) {
        auto& of_claim = all[row.claim];
        if (!row.control)
            of_claim.push_back({&row, {}});
        else if (!of_claim.empty())
            of_claim.back().controls.push_back(&row);
    }
    return all;
}

const CheckRow* deciding(const VerdictRow& verdict, std::span<const CheckGroup> of_claim) {
    if (of_claim.empty()) return nullptr;
    const auto first = [&](Verdict wanted) {
        const auto found = std::find_if(of_claim.begin(), of_claim.end(), [&](const CheckGroup& group) {
            return group.check->verdict == wanted;
        });
        return found == of_claim.end() ? nullptr : found->check;
    };
    if (const auto* refuted = first(Verdict::refuted)) return refuted;
    const auto* same = first(verdict.verdict);
    return same != nullptr ? same : of_claim.front().check;
}

void Tally::add(const VerdictRow& row) {
    ++(row.verdict == Verdict::supported ? supported
       : row.verdict == Verdict::refuted ? refuted
                                         : inconclusive);
    if (row.as_known()) ++as_known;
}

Tally tally(std::span<const VerdictRow> rows) {
    Tally all;
    for (const auto& row : rows) all.add(row);
    return all;
}

std::string run_command(const RunInfo& run, std::span<const std::string> selection) {
    std::string command = "assay run";
    for (const auto& word : selection) command += ' ' + shell_word(word);
    command += fmt::format(" --seed {}", run.seed);
    if (run.budget != "standard") command += " --budget " + shell_word(run.budget);
    if (run.alpha != RunInfo{}.alpha) command += fmt::format(" --alpha {}", run.alpha);
    for (const auto& file : run.own_files) command += " --claims " + shell_word(file);
    return command;
}

std::string plural(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace assay::reports
