#pragma once
// Tables of numbers that a user brings as CSV.

#include <Eigen/Core>
#include <string>
#include <string_view>
#include <vector>

namespace assay::reports {

/// Named columns of finite numbers.
struct NumericTable {
    std::vector<std::string> names;
    Eigen::MatrixXd values;  ///< rows x names

    /// Number of the column of that name. Throws engine::InputError with the nearest name when there is none.
    [[nodiscard]] Eigen::Index column(const std::string& name) const;
};

/// Reads CSV with a header line and at least one row of numbers ('.' decimals, rounded to the nearest
/// double) under it. Blanks around a field and a byte order mark are ignored. Throws engine::InputError with
/// `file`, line and column (counted in fields from 1) where a row is longer or shorter than the header, a
/// field is not a finite number, or a name occurs twice; ResultsError where the text is no CSV.
[[nodiscard]] NumericTable read_numeric_table(std::string_view text, std::string_view file);

}  // namespace assay::reports
