#include "reports/numeric_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "reports/csv_text.hpp"
#include "sim/engine/input_error.hpp"

namespace assay::reports {
namespace {

using engine::InputError;

std::string_view without_blanks(std::string_view text) {
    constexpr auto blanks = " \t";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// NaN for anything but one finite number.
double finite_number(std::string_view text) {
    try {
        const double number = read_number(text);
        return std::isfinite(number) ? number : std::numeric_limits<double>::quiet_NaN();
    } catch (const std::invalid_argument&) {
        return std::numeric_limits<double>::quiet_NaN();
    }
}

}  // namespace

Eigen::Index NumericTable::column(const std::string& name) const {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw InputError(fmt::format("there is no column \"{}\"{}", name, engine::nearest(name, names)));
    return found - names.begin();
}

NumericTable read_numeric_table(std::string_view text, std::string_view file) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    const std::vector<CsvRecord> records = parse_csv(text, file);
    if (records.empty())
        throw InputError(
            fmt::format("{}: the file is empty; it must have a header line and rows of numbers", file));
    const CsvRecord& header = records.front();
    if (records.size() == 1)
        throw InputError(
            fmt::format("{}:{}: there must be a row of numbers below the header", file, header.line));

    NumericTable table;
    for (const auto& field : header.fields) {
        std::string name(without_blanks(field));
        if (std::find(table.names.begin(), table.names.end(), name) != table.names.end())
            throw InputError(fmt::format("{}:{}: column {}: the name \"{}\" occurs twice", file, header.line,
                                         table.names.size() + 1, name));
        table.names.push_back(std::move(name));
    }
    table.values.resize(static_cast<Eigen::Index>(records.size() - 1),
                        static_cast<Eigen::Index>(header.fields.size()));
    for (std::size_t i = 1; i < records.size(); ++i) {
        const auto& [fields, line] = records[i];
        if (fields.size() != header.fields.size())
            throw InputError(fmt::format("{}:{}: the row must have {} fields, as the header has, not {}",
                                         file, line, header.fields.size(), fields.size()));
        for (std::size_t j = 0; j < fields.size(); ++j) {
            const double number = finite_number(without_blanks(fields[j]));
            if (std::isnan(number))
                throw InputError(fmt::format("{}:{}: column {} ({}): \"{}\" is no finite number", file, line,
                                             j + 1, table.names[j], fields[j]));
            table.values(static_cast<Eigen::Index>(i - 1), static_cast<Eigen::Index>(j)) = number;
        }
    }
    return table;
}

}  // namespace assay::reports
