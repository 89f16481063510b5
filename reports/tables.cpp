#include "reports/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "reports/csv_text.hpp"
#include "reports/markdown_text.hpp"
#include "reports/numbers.hpp"

namespace assay::reports {
namespace {

using namespace engine;

/// The quantities of a claim's checks, by their number.
[[nodiscard]] std::map<std::uint64_t, std::string> quantities(const Results& results,
                                                              const std::string& claim) {
    std::map<std::uint64_t, std::string> all;
    for (const auto& check : results.checks)
        if (check.claim == claim && !check.control) all[check.index] = check.quantity;
    return all;
}

/// The number of a name, added at the end where it is new.
std::size_t place(std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    const auto position = static_cast<std::size_t>(found - names.begin());
    if (found == names.end()) names.push_back(name);
    return position;
}

void add(const Series& series, const std::string& claim, const std::map<std::uint64_t, std::string>& named,
         Table& table) {
    std::vector<std::size_t> places;
    for (const auto& name : series.index) places.push_back(place(table.index, name));
    for (const auto& point : series.rows) {
        const auto quantity = named.find(point.check);
        TableRow row{.quantity = quantity == named.end() ? "" : quantity->second,
                     .index = std::vector<std::string>(table.index.size()),
                     .estimate = point.estimate,
                     .lower = point.lower,
                     .upper = point.upper,
                     .replicates = point.replicates,
                     .claim = claim};
        for (std::size_t i = 0; i < places.size(); ++i) row.index[places[i]] = point.index[i];
        table.rows.push_back(std::move(row));
    }
}

/// All indices but the last.
[[nodiscard]] std::vector<std::string> but_last(const TableRow& row) {
    return {row.index.begin(), row.index.end() - 1};
}

[[nodiscard]] std::string line(const std::vector<std::string>& cells) {
    std::string text = "|";
    for (const auto& cell : cells) text += fmt::format(" {} |", cell);
    return text + '\n';
}

[[nodiscard]] std::string grid(const Table& table, const std::string& quantity) {
    std::vector<std::string> columns;
    std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>> lines;
    for (const auto& row : table.rows) {
        if (row.quantity != quantity) continue;
        const auto column = place(columns, row.index.back());
        if (lines.empty() || lines.back().first != but_last(row))
            lines.emplace_back(but_last(row), std::vector<std::string>());
        auto& cells = lines.back().second;
        cells.resize(std::max(cells.size(), column + 1));
        cells[column] = with_interval(row.estimate, row.lower, row.upper);
    }
    std::vector<std::string> head, rule;
    for (std::size_t i = 0; i + 1 < table.index.size(); ++i) {
        head.push_back(prose(table.index[i]));
        rule.emplace_back("---");
    }
    for (const auto& column : columns) {
        head.push_back(fmt::format("{} {}", prose(table.index.back()), prose(column)));
        rule.emplace_back("---:");
    }
    std::string text = line(head) + line(rule);
    for (const auto& [labels, cells] : lines) {
        std::vector<std::string> all;
        for (const auto& label : labels) all.push_back(prose(label));
        for (const auto& cell : cells) all.push_back(prose(cell));
        all.resize(head.size());
        text += line(all);
    }
    return text;
}

[[nodiscard]] std::string section(const std::string& name, const Table& table, const Results& results) {
    std::string text = fmt::format("\n## Table {}\n\nIn full: [{}.csv]({}.csv). What the numbers are:\n\n",
                                   prose(name), prose(name), name);
    for (const auto& claim : results.claims)
        if (claim.table == name) text += fmt::format("* {}: {}\n", code(claim.id), sentence(claim.says));
    std::vector<std::string> shown;
    for (const auto& row : table.rows) place(shown, row.quantity);
    for (const auto& quantity : shown)
        text += fmt::format("\n### {}\n\n{}", code(quantity), grid(table, quantity));
    return text;
}

}  // namespace

std::map<std::string, Table> tables(const Results& results) {
    std::map<std::string, Table> all;
    for (const auto& claim : results.claims) {
        const auto series = results.series.find(claim.id);
        if (claim.table.empty() || series == results.series.end()) continue;
        add(series->second, claim.id, quantities(results, claim.id), all[claim.table]);
    }
    for (auto& [name, table] : all) {
        for (auto& row : table.rows) row.index.resize(table.index.size());
        std::stable_sort(table.rows.begin(), table.rows.end(), [](const TableRow& a, const TableRow& b) {
            return std::tuple(a.quantity, but_last(a)) < std::tuple(b.quantity, but_last(b));
        });
    }
    return all;
}

std::string table_csv(const Table& table) {
    std::vector<std::string> head = {"quantity"};
    head.insert(head.end(), table.index.begin(), table.index.end());
    for (const char* name : {"estimate", "lower", "upper", "replicates", "claim"}) head.emplace_back(name);
    std::string text = csv_record(head);
    for (const auto& row : table.rows) {
        std::vector<std::string> fields = {row.quantity};
        fields.insert(fields.end(), row.index.begin(), row.index.end());
        for (const double number : {row.estimate, row.lower, row.upper}) fields.push_back(csv_number(number));
        fields.push_back(fmt::format("{}", row.replicates));
        fields.push_back(row.claim);
        text += csv_record(fields);
    }
    return text;
}

std::string tables_markdown(const Results& results) {
    std::string text;
    for (const auto& [name, table] : tables(results)) text += section(name, table, results);
    return text;
}

}  // namespace assay::reports
