#pragma once
// Tables as the commands print them.

#include <string>
#include <vector>

namespace assay {

enum class Format { table, csv, json };

/// Cells of text; every row has a cell for each header.
struct Table {
    std::vector<std::string> headers;
    std::vector<std::vector<std::string>> rows;
};

/// Aligned columns, CSV (RFC 4180), or a JSON array of objects.
[[nodiscard]] std::string formatted(const Table& table, Format format);

}  // namespace assay
