#pragma once
// CSV as RFC 4180 has it: fields separated by commas, records ended by CR LF, quotes where they are needed.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::reports {

/// A field as it stands in a file: quoted when it holds a comma, a quote, a line break, or a blank at either
/// end (which some readers strip).
[[nodiscard]] std::string csv_field(std::string_view text);

/// One record with its line end CR LF.
[[nodiscard]] std::string csv_record(std::span<const std::string> fields);

/// The shortest decimal number that reads back as x; "inf", "-inf"; nothing for NaN.
[[nodiscard]] std::string csv_number(double x);

/// The inverse of csv_number. Throws std::invalid_argument for anything but one whole number or an empty
/// text.
[[nodiscard]] double read_number(std::string_view text);

/// A count: digits only. Throws std::invalid_argument otherwise, and beyond 2^64 - 1.
[[nodiscard]] std::uint64_t read_count(std::string_view text);

struct CsvRecord {
    std::vector<std::string> fields;
    std::size_t line = 0;  ///< counted from 1, the line on which the record ends
};

/// All records of a text, read by libcsv in its strict mode; either line end is accepted, empty lines are
/// skipped. Throws ResultsError with `file`, line and byte where the text is no CSV.
[[nodiscard]] std::vector<CsvRecord> parse_csv(std::string_view text, std::string_view file);

}  // namespace assay::reports
