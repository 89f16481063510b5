#include "reports/csv_text.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <memory>
#include <stdexcept>

#include "reports/errors.hpp"

namespace assay::reports {
namespace {

/// What the parser's callbacks fill.
struct Collected {
    std::vector<CsvRecord> records;
    std::vector<std::string> fields;  ///< of the record that is being read
    std::size_t line = 0;
};

void end_of_field(void* text, std::size_t size, void* collected) {
    static_cast<Collected*>(collected)->fields.emplace_back(static_cast<const char*>(text), size);
}

void end_of_record(int, void* data) {
    auto& collected = *static_cast<Collected*>(data);
    collected.records.push_back({std::move(collected.fields), collected.line});
    collected.fields.clear();
}

template <class Number>
[[nodiscard]] Number read_whole(std::string_view text, const char* what) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        throw std::invalid_argument(fmt::format("\"{}\" is no {}", text, what));
    return number;
}

}  // namespace

std::string csv_field(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    const bool quote = text.find_first_of(",\"\r\n") != std::string_view::npos ||
                       (!text.empty() && (blank(text.front()) || blank(text.back())));
    if (!quote) return std::string(text);
    std::string field = "\"";
    for (const char c : text) {
        if (c == '"') field += '"';
        field += c;
    }
    return field + '"';
}

std::string csv_record(std::span<const std::string> fields) {
    std::string record;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) record += ',';
        record += csv_field(fields[i]);
    }
    return record + "\r\n";
}

std::string csv_number(double x) {
    return std::isnan(x) ? std::string() : fmt::format("{}", x);
}

double read_number(std::string_view text) {
    if (text.empty()) return std::numeric_limits<double>::quiet_NaN();
    const auto number = read_whole<double>(text, "number");
    if (std::isnan(number)) throw std::invalid_argument(fmt::format("\"{}\" is no number", text));
    return number;
}

std::uint64_t read_count(std::string_view text) {
    return read_whole<std::uint64_t>(text, "count");
}

std::vector<CsvRecord> parse_csv(std::string_view text, std::string_view file) {
    csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
    const std::unique_ptr<csv_parser, void (*)(csv_parser*)> owner(&parser, csv_free);
    csv_set_space_func(&parser, [](unsigned char) { return 0; });  // RFC 4180: blanks belong to the field
    Collected collected;
    // Line by line, so that each record and each error has a line number.
    while (!text.empty()) {
        const auto line =
            text.substr(0, text.find('\n') == std::string_view::npos ? text.size() : text.find('\n') + 1);
        ++collected.line;
        const auto read =
            csv_parse(&parser, line.data(), line.size(), end_of_field, end_of_record, &collected);
        if (read != line.size())
            throw ResultsError(fmt::format("{}:{}:{}: this is no CSV: {}", file, collected.line, read + 1,
                                           csv_strerror(csv_error(&parser))));
        text.remove_prefix(line.size());
    }
    if (csv_fini(&parser, end_of_field, end_of_record, &collected) != 0)
        throw ResultsError(
            fmt::format("{}:{}: this is no CSV: a quoted field does not end", file, collected.line));
    return std::move(collected.records);
}

}  // namespace assay::reports
