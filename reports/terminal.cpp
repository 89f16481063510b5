#include "reports/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "reports/columns.hpp"
#include "reports/numbers.hpp"
#include "reports/words.hpp"

namespace assay::reports {
namespace {

using namespace engine;

constexpr std::size_t gap = 2;
constexpr std::size_t verdict_width = std::string_view("inconclusive").size();
constexpr std::size_t widest_column = 36;  // one long entry must not push all the others aside

/// Appends the words of a text to `line`, whose last line is `column` columns long, and breaks it at blanks
/// before `width`; further lines begin at column `indent`.
void append_wrapped(std::string& line, std::size_t column, std::string_view text, std::size_t indent,
                    std::size_t width) {
    bool first = true;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        if (!first && column + 1 + width_of(word) > width) {
            line += '\n' + std::string(indent, ' ');
            column = indent;
        } else if (!first) {
            line += ' ';
            ++column;
        }
        line += word;
        column += width_of(word);
        first = false;
    }
}

[[nodiscard]] std::string demand_text(const CheckRow& row) {
    const auto wanted = demand(row);
    std::string text = row.quantity;
    for (const auto& part : {wanted.relation, wanted.formula, wanted.margin})
        if (!part.empty()) text += ' ' + part;
    return text;
}

[[nodiscard]] std::string coloured(const std::string& text, Verdict verdict) {
    const auto* const code = verdict == Verdict::supported ? "32" : verdict == Verdict::refuted ? "31" : "33";
    return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

struct Line {
    const VerdictRow* row = nullptr;
    std::string measured, demand;
};

}  // namespace

std::string verdict_table(const Results& results, const TerminalStyle& style) {
    const auto checks = groups(results.checks);
    std::vector<Line> lines;
    std::size_t ids = 0;
    std::size_t numbers = 0;
    for (const auto& row : results.verdicts) {
        const auto found = checks.find(row.claim);
        const auto* check = found == checks.end() ? nullptr : deciding(row, found->second);
        lines.push_back(
            {&row, check == nullptr ? "" : measured(*check), check == nullptr ? "" : demand_text(*check)});
        ids = std::max(ids, std::min(widest_column, width_of(row.claim)));
        numbers = std::max(numbers, std::min(widest_column, width_of(lines.back().measured)));
    }
    std::string table;
    const std::size_t indent = verdict_width + gap;
    for (const auto& line : lines) {
        const auto verdict = padded(std::string(name(line.row->verdict)), indent);
        const auto start = padded(line.row->claim, ids) + std::string(gap, ' ') +
                           padded(line.measured, numbers) + std::string(gap, ' ');
        table += (style.colour ? coloured(verdict, line.row->verdict) : verdict) + start;
        std::size_t column = indent + width_of(start);
        if (column + width_of(line.demand) > style.width) {
            table.erase(table.find_last_not_of(' ') + 1);
            table += '\n' + std::string(indent, ' ');
            column = indent;
        }
        append_wrapped(table, column, line.demand, column, style.width);
        table.erase(table.find_last_not_of(' ') + 1);
        table += '\n';
        if (line.row->verdict != Verdict::inconclusive && line.row->as_known()) continue;
        const auto expected =
            line.row->as_known() ? std::string() : fmt::format("expected {}: ", name(line.row->known));
        table += std::string(indent, ' ');
        append_wrapped(table, indent, expected + line.row->reason, indent, style.width);
        table += '\n';
    }
    return table;
}

std::string summary_line(const Results& results) {
    const auto all = tally(results.verdicts);
    return fmt::format(
        "{}{}: {} supported, {} refuted, {} inconclusive; {} as expected. P(any wrong verdict) <= {}.\n",
        results.run.interrupted ? "Interrupted after " : "", plural(all.total(), "claim"), all.supported,
        all.refuted, all.inconclusive, all.as_known == all.total() ? "all" : fmt::format("{}", all.as_known),
        rounded(results.run.total_level()));
}

}  // namespace assay::reports
