#pragma once
// `assay solve`: least squares and ridge regression of a user's data in every form, side by side.

#include <string>
#include <vector>

#include "reports/numeric_table.hpp"
#include "sim/main/page_table.hpp"

namespace assay {

struct SolveOptions {
    std::string response;  ///< name of the response; empty: the first column
    double lambda = 0;     ///< finite, at least 0; 0 is least squares
    bool intercept = false;
    std::vector<std::string> forms;  ///< among solve_forms(lambda); none, or "all": all of them
};

/// The forms that solve for this lambda: those of linear::LeastSquares for 0, of linear::Form for more.
[[nodiscard]] std::vector<std::string> solve_forms(double lambda);

/// The coefficients of the regression of the response on all other columns, a column for each form, and the
/// norm of its residuals; then the condition number and the effective degrees of freedom. A form that has no
/// answer says why, beside those that have one. An intercept is not penalised: the data are centred, and the
/// condition number is that of the centred predictors; it counts as one degree of freedom. `format` is table
/// or csv: there every row has a kind (coefficient, measure, note), the fields of a form without an answer
/// are empty, and the last row has the reasons. Throws engine::InputError when there is no predictor, no such
/// response or form, when no form has an answer, or when the data are too large for double.
[[nodiscard]] std::string solve_page(const reports::NumericTable& table, const SolveOptions& options,
                                     Format format);

}  // namespace assay
