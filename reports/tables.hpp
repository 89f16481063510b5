#pragma once
// Tables to look numbers up in: the points of all checks whose claims name the same table.
//
// They are derived from the series of the claims, so that a table holds nothing that was not judged.

#include <map>
#include <string>
#include <vector>

#include "sim/engine/results.hpp"

namespace assay::reports {

struct TableRow {
    std::string quantity;
    std::vector<std::string>
        index;  ///< one for each of Table::index; empty where a claim has none of that name
    double estimate = 0, lower = 0, upper = 0;
    std::uint64_t replicates = 0;
    std::string claim;
};
struct Table {
    std::vector<std::string> index;  ///< names of the index columns
    std::vector<TableRow> rows;      ///< by quantity, then by all indices but the last
};

/// The tables by name. A claim without a series adds nothing.
[[nodiscard]] std::map<std::string, Table> tables(const engine::Results& results);

/// quantity, the index columns, then estimate,lower,upper,replicates,claim.
[[nodiscard]] std::string table_csv(const Table& table);

/// A section for each table: for each quantity a row for the values of all indices but the last, whose values
/// are the columns, and estimates with their intervals in the cells. Empty where there are no tables.
[[nodiscard]] std::string tables_markdown(const engine::Results& results);

}  // namespace assay::reports
