#include "sim/main/page_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/csv_text.hpp"

namespace assay {
namespace {

std::string aligned(const Table& table) {
    std::vector<std::size_t> widths;
    for (const auto& header : table.headers) widths.push_back(header.size());
    for (const auto& row : table.rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    std::string page;
    const auto line = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i + 1 < cells.size(); ++i)
            page += fmt::format("{:<{}}  ", cells[i], widths[i]);
        page += cells.back() + "\n";
    };
    line(table.headers);
    for (const auto& row : table.rows) line(row);
    return page;
}

}  // namespace

std::string formatted(const Table& table, Format format) {
    if (format == Format::table) return aligned(table);
    if (format == Format::csv) {
        std::string page = reports::csv_record(table.headers);
        for (const auto& row : table.rows) page += reports::csv_record(row);
        return page;
    }
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const auto& row : table.rows) {
        nlohmann::ordered_json one;
        for (std::size_t i = 0; i < row.size(); ++i) one[table.headers[i]] = row[i];
        all.push_back(one);
    }
    return all.dump(2) + "\n";
}

}  // namespace assay
