#include "sim/main/solve.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <stdexcept>
#include <utility>

#include "lib/linear/centred.hpp"
#include "lib/linear/least_squares.hpp"
#include "lib/linear/ridge.hpp"
#include "lib/linear/spectrum.hpp"
#include "reports/csv_text.hpp"
#include "sim/engine/input_error.hpp"

namespace assay {
namespace {

using Matrix = linear::Matrix<double>;
using Vector = linear::Vector<double>;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// What a form answers, or why it does not.
struct Answer {
    std::string form;
    std::vector<double> coefficients;  ///< the intercept first, where there is one; NaN without an answer
    double residual_norm = nothing;
    std::string refusal;
};

/// The columns but one.
Matrix without_column(const Matrix& values, Eigen::Index column) {
    Matrix rest(values.rows(), values.cols() - 1);
    rest << values.leftCols(column), values.rightCols(values.cols() - column - 1);
    return rest;
}

/// The forms to solve by: those asked for, else all. Throws InputError for one that there is not.
std::vector<std::string> chosen_forms(const SolveOptions& options) {
    const std::vector<std::string> known = solve_forms(options.lambda);
    const auto all = [](const auto& form) { return form == "all"; };
    if (options.forms.empty() || std::any_of(options.forms.begin(), options.forms.end(), all)) return known;
    for (const auto& form : options.forms)
        if (std::find(known.begin(), known.end(), form) == known.end())
            throw engine::InputError(fmt::format(
                "\"{}\" is no form of {}; there are {}", form,
                options.lambda == 0 ? "least squares (lambda = 0)" : "ridge regression (lambda > 0)",
                fmt::join(known, ", ")));
    return options.forms;
}

Vector solution(const std::string& form, const Matrix& X, const Vector& y, double lambda) {
    if (lambda == 0) {
        for (const auto known : linear::least_squares_forms)
            if (linear::name(known) == form) return linear::least_squares(known, X, y);
    } else {
        for (const auto known : linear::forms)
            if (linear::name(known) == form) return linear::ridge(known, X, y, lambda);
    }
    throw std::invalid_argument("solution: form must be one of solve_forms(lambda)");
}

/// dual and features work with a matrix as wide as there are observations. That of a long table is for those
/// alone who ask for it: at 2048 rows features takes four seconds, and eight times as long for twice the
/// rows.
bool too_large_unasked(const std::string& form, const Matrix& X, const SolveOptions& options) {
    constexpr Eigen::Index longest = 2048;
    return (form == linear::name(linear::Form::dual) || form == linear::name(linear::Form::features)) &&
           X.rows() > longest &&
           std::find(options.forms.begin(), options.forms.end(), form) == options.forms.end();
}

Answer answer(const std::string& form, const linear::Centred& data, const SolveOptions& options) {
    Answer result{.form = form, .coefficients = {}, .refusal = {}};
    if (too_large_unasked(form, data.X, options)) {
        result.refusal = fmt::format("not tried on {} observations; --form {} does", data.X.rows(), form);
    } else {
        try {
            const Vector w = solution(form, data.X, data.y, options.lambda);
            if (options.intercept) result.coefficients.push_back(data.intercept(w));
            result.coefficients.insert(result.coefficients.end(), w.begin(), w.end());
            result.residual_norm = (data.y - data.X * w).stableNorm();
        } catch (const std::domain_error& refusal) {
            result.refusal = refusal.what();
        } catch (const std::bad_alloc&) {
            result.refusal = "the matrix that it works with does not fit into memory";
        }
    }
    if (!result.refusal.empty())
        result.coefficients.assign(static_cast<std::size_t>(data.X.cols()) + (options.intercept ? 1 : 0),
                                   nothing);
    return result;
}

/// With lambda = 0 a singular value that is 0 up to rounding counts as 0, so that least squares have as many
/// degrees of freedom as the predictors have dimensions.
double effective_degrees(const Matrix& X, double lambda) {
    Vector singular = linear::singular_values(X);
    const double noise = static_cast<double>(std::max(X.rows(), X.cols())) *
                         std::numeric_limits<double>::epsilon() * singular[0];
    if (lambda == 0) singular = (singular.array() > noise).select(singular, 0.0);
    return linear::effective_degrees(singular, lambda);
}

/// What describes the problem, whatever the form.
std::vector<std::pair<std::string, double>> measures(const Matrix& X, const SolveOptions& options) {
    std::vector<std::pair<std::string, double>> all{{"condition number", linear::condition_number(X)}};
    if (options.lambda > 0)
        all.emplace_back("condition number with lambda", linear::ridge_condition_number(X, options.lambda));
    all.emplace_back("effective degrees of freedom",
                     effective_degrees(X, options.lambda) + (options.intercept ? 1 : 0));
    return all;
}

using Row = std::vector<std::string>;

/// The row with `cell(answer)` for each answer behind it.
template <class Cell>
Row joined(Row row, const std::vector<Answer>& answers, const Cell& cell) {
    for (const auto& a : answers) row.push_back(cell(a));
    return row;
}

std::string csv_page(const Row& names, const std::vector<Answer>& answers,
                     const std::vector<std::pair<std::string, double>>& measured) {
    using reports::csv_number;
    Table table{joined({"kind", "name"}, answers, [](const Answer& a) { return a.form; }), {}};
    const auto add = [&](const char* kind, const std::string& name, const auto& cell) {
        table.rows.push_back(joined({kind, name}, answers, cell));
    };
    for (std::size_t i = 0; i < names.size(); ++i)
        add("coefficient", names[i], [&](const Answer& a) { return csv_number(a.coefficients[i]); });
    add("measure", "residual norm", [](const Answer& a) { return csv_number(a.residual_norm); });
    for (const auto& [name, value] : measured)
        add("measure", name, [&](const Answer&) { return csv_number(value); });
    add("note", "answer", [](const Answer& a) { return a.refusal.empty() ? "yes" : "no: " + a.refusal; });
    return formatted(table, Format::csv);
}

std::string text_page(const Row& names, const std::vector<Answer>& answers,
                      const std::vector<std::pair<std::string, double>>& measured) {
    const auto text = [](double value) {
        return std::isnan(value) ? std::string("no answer") : fmt::format("{:.10g}", value);
    };
    Table table{joined({"coefficient"}, answers, [](const Answer& a) { return a.form; }), {}};
    for (std::size_t i = 0; i < names.size(); ++i)
        table.rows.push_back(
            joined({names[i]}, answers, [&](const Answer& a) { return text(a.coefficients[i]); }));
    table.rows.push_back(
        joined({"residual norm"}, answers, [&](const Answer& a) { return text(a.residual_norm); }));
    std::string page = formatted(table, Format::table) + "\n";
    for (const auto& [name, value] : measured) page += fmt::format("{}: {:.4g}\n", name, value);
    for (const auto& a : answers)
        if (!a.refusal.empty()) page += fmt::format("\n{} has no answer: {}\n", a.form, a.refusal);
    return page;
}

}  // namespace

std::vector<std::string> solve_forms(double lambda) {
    std::vector<std::string> names;
    if (lambda == 0)
        for (const auto form : linear::least_squares_forms) names.emplace_back(linear::name(form));
    else
        for (const auto form : linear::forms) names.emplace_back(linear::name(form));
    return names;
}

std::string solve_page(const reports::NumericTable& table, const SolveOptions& options, Format format) {
    const Eigen::Index response = options.response.empty() ? 0 : table.column(options.response);
    if (table.names.size() < 2)
        throw engine::InputError(
            fmt::format("there must be a response and at least one predictor, with a comma between any two; "
                        "there is only the column \"{}\"",
                        table.names.front()));
    const Matrix X = without_column(table.values, response);
    const Vector y = table.values.col(response);
    const linear::Centred data = options.intercept
                                     ? linear::centred(X, y)
                                     : linear::Centred{.X = X, .y = y, .means = Vector::Zero(X.cols())};
    if (!data.X.allFinite() || !data.y.allFinite())
        throw engine::InputError("the values are too large to be centred in double; scale them down");
    std::vector<Answer> answers;
    for (const auto& form : chosen_forms(options)) answers.push_back(answer(form, data, options));
    if (std::all_of(answers.begin(), answers.end(), [](const Answer& a) { return !a.refusal.empty(); }))
        throw engine::InputError(answers.front().refusal);

    std::vector<std::string> coefficients = table.names;
    const std::string name = coefficients[static_cast<std::size_t>(response)];
    coefficients.erase(coefficients.begin() + response);
    if (options.intercept) coefficients.insert(coefficients.begin(), "(intercept)");
    const auto measured = measures(data.X, options);
    if (format == Format::csv) return csv_page(coefficients, answers, measured);
    return fmt::format(
               "{} from {} predictors, {} observations, lambda = {}{}\n\n", name, X.cols(), X.rows(),
               options.lambda,
               options.intercept ? ", with an intercept (not penalised; the predictors are centred)" : "") +
           text_page(coefficients, answers, measured);
}

}  // namespace assay
