#include "reports/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/columns.hpp"
#include "reports/markdown_text.hpp"
#include "reports/numbers.hpp"
#include "reports/words.hpp"

namespace assay::reports {
namespace {

using engine::AuditRow;

/// The first cell of a line is its name, the others are numbers.
struct Table {
    std::string title, words;
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> lines;
};

/// One place in a list of keys, which grows by what is new.
template <class Key>
[[nodiscard]] std::size_t place(std::vector<Key>& keys, const Key& key) {
    const auto found = std::find(keys.begin(), keys.end(), key);
    if (found != keys.end()) return static_cast<std::size_t>(found - keys.begin());
    keys.push_back(key);
    return keys.size() - 1;
}

using Key = std::function<std::string(const AuditRow&)>;
/// Rows laid out by two of their words: `line` gives the line, `column` the column, `cell` what stands there.
[[nodiscard]] Table laid_out(const std::vector<const AuditRow*>& rows, const Key& line, const Key& column,
                             const Key& cell) {
    std::vector<std::string> lines, columns;
    Table table;
    for (const auto* row : rows) {
        const auto x = place(columns, column(*row)), y = place(lines, line(*row));
        table.lines.resize(lines.size());
        auto& cells = table.lines[y];
        cells.resize(std::max(cells.size(), x + 2));
        cells[x + 1] = cell(*row);
    }
    for (std::size_t y = 0; y < lines.size(); ++y) {
        table.lines[y].resize(columns.size() + 1);
        table.lines[y].front() = lines[y];
    }
    table.head = {""};
    table.head.insert(table.head.end(), columns.begin(), columns.end());
    return table;
}

[[nodiscard]] std::string subject(const AuditRow& row) {
    return row.method + ": " + row.subject;
}
[[nodiscard]] std::string share(double x) {
    return fmt::format("{:.2f} %", 100 * x);
}
/// A share, marked where the promise is shown to be broken.
[[nodiscard]] std::string realised(const AuditRow& row) {
    return share(row.realised) + (row.kept() ? "" : " (!)");
}

/// How a condition begins that says how many margins lie between truth and prediction.
constexpr std::string_view truth_is = "truth ";

using Filter = std::function<bool(const AuditRow&)>;
[[nodiscard]] std::vector<const AuditRow*> those(const engine::Audit& audit, const Filter& filter) {
    std::vector<const AuditRow*> rows;
    for (const auto& row : audit.rows)
        if (filter(row)) rows.push_back(&row);
    return rows;
}

[[nodiscard]] std::vector<Table> tables(const engine::Audit& audit) {
    const auto covers = [](const AuditRow& row) { return row.counted == AuditRow::coverage; };
    const Key promise = [](const AuditRow& row) {
        return fmt::format("{} %, {}", 100 * row.nominal, row.condition);
    };
    const Key width = [](const AuditRow& row) {
        return std::isnan(row.relative_width) ? std::string() : fmt::format("{:.2f}", row.relative_width);
    };
    const auto has_truth = [](const AuditRow& row) { return row.condition.starts_with(truth_is); };
    const Key truth = [](const AuditRow& row) {
        return row.condition.substr(truth_is.size(),
                                    row.condition.find(' ', truth_is.size()) - truth_is.size());
    };

    std::vector<Table> all;
    const auto add = [&](std::string title, std::string words, const Filter& filter, const Key& column,
                         const Key& cell, const Key& line = subject) {
        Table table = laid_out(those(audit, filter), line, column, cell);
        if (table.lines.empty()) return;
        table.title = std::move(title);
        table.words = std::move(words);
        all.push_back(std::move(table));
    };
    add(
        "Coverage, by theorem",
        "How often the interval held the true value: at one look, or at all five looks of a standard budget, "
        "each of which has a fifth of the level. The promise is the column's head, as a minimum.",
        [&](const AuditRow& row) { return covers(row) && row.promised(); }, promise, realised);
    add(
        "Coverage, by limit theorem",
        "The same for asymptotic methods, also where they do not belong. A sample that is not admitted has "
        "no "
        "interval, which covers. Where the rule is waived, it is seen what it is for; (!) marks a shortfall.",
        [&](const AuditRow& row) { return covers(row) && !row.promised(); }, promise, realised);
    add(
        "Admitted", "How often the whole sample was admitted by the rule of the asymptotic methods.",
        [](const AuditRow& row) { return row.counted == "admitted"; },
        [](const AuditRow&) { return std::string("admitted"); }, realised);
    add(
        "Width",
        "Mean width of the interval over that of the best one known for a sample of this size that is looked "
        "at once, at the same level (docs/statistics.md names it).",
        [&](const AuditRow& row) { return covers(row) && !std::isnan(row.relative_width); }, promise, width);
    add(
        "Wrong verdicts",
        "Claims through the whole judge, whose truth is as many margins from the prediction as the column's "
        "head says. Below 1 a refutation is wrong, above 1 a support; exactly on the margin any decision is "
        "counted. The promise is alpha, as a maximum.",
        [&](const AuditRow& row) { return !covers(row) && !std::isnan(row.nominal) && has_truth(row); },
        truth, realised);
    add(
        "Wrong verdicts, together",
        "At least one wrong verdict in a run of many claims, and a false identity that passed.",
        [&](const AuditRow& row) { return !covers(row) && !std::isnan(row.nominal) && !has_truth(row); },
        [](const AuditRow&) { return std::string("realised"); }, realised,
        [](const AuditRow& row) {
            return fmt::format("{}: {}, {}; at most {}", row.method, row.subject, row.condition,
                               share(row.nominal));
        });
    add(
        "Power", "How often the right verdict was reached within the budget.",
        [](const AuditRow& row) { return row.counted == "power"; }, truth, realised);
    return all;
}

[[nodiscard]] std::string conclusion(const engine::Audit& audit) {
    std::uint64_t trials = 0;
    std::size_t promised = 0, broken = 0, short_of = 0;
    for (const auto& row : audit.rows) {
        trials = std::max(trials, row.trials);
        if (std::isnan(row.nominal)) continue;
        if (row.promised()) {
            ++promised;
            broken += row.kept() ? 0U : 1U;
        } else {
            short_of += row.kept() ? 0U : 1U;
        }
    }
    const std::string kept = broken == 0 ? fmt::format("All {} promises of theorems were kept", promised)
                                         : fmt::format("{} of {} promises of theorems {} broken", broken,
                                                       promised, broken == 1 ? "was" : "were");
    return fmt::format("{}; asymptotic methods fell short in {}. Up to {} trials a row, seed {}.", kept,
                       plural(short_of, "row"), grouped(trials), audit.seed);
}

}  // namespace

std::string audit_markdown(const engine::Audit& audit) {
    std::string text = fmt::format("\n## The judge, judged\n\n{}\n", conclusion(audit));
    for (const auto& table : tables(audit)) {
        text += fmt::format("\n### {}\n\n{}\n\n|", table.title, table.words);
        for (const auto& cell : table.head) text += fmt::format(" {} |", prose(cell));
        text += "\n| --- |";
        for (std::size_t i = 1; i < table.head.size(); ++i) text += " ---: |";
        for (const auto& line : table.lines) {
            text += "\n|";
            for (const auto& cell : line) text += fmt::format(" {} |", prose(cell));
        }
        text += '\n';
    }
    return text;
}

std::string audit_text(const engine::Audit& audit) {
    std::string text;
    for (const auto& table : tables(audit)) {
        std::vector<std::size_t> widths(table.head.size());
        for (std::size_t x = 0; x < widths.size(); ++x) {
            widths[x] = width_of(table.head[x]);
            for (const auto& line : table.lines) widths[x] = std::max(widths[x], width_of(line[x]));
        }
        text += table.title + '\n';
        const auto add = [&](const std::vector<std::string>& line) {
            std::string row = "  " + padded(line.front(), widths.front());
            for (std::size_t x = 1; x < line.size(); ++x) row += fmt::format("  {:>{}}", line[x], widths[x]);
            text += row.substr(0, row.find_last_not_of(' ') + 1) + '\n';
        };
        add(table.head);
        for (const auto& line : table.lines) add(line);
        text += '\n';
    }
    return text + conclusion(audit) + '\n';
}

}  // namespace assay::reports
