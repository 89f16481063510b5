#pragma once
// The formulas of claim files, so that what a document prints is literally what is tested. Syntax: muParser.

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace assay::engine {

/// A formula that does not parse, names something unknown, or has no single finite value.
class FormulaError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// An abbreviation of a claim file. With `next`, a recurrence along the index of a series: the value at the
/// series' first index is `text`; at every later integer it is `next`, which sees its own name as the value
/// before.
struct Abbreviation {
    std::string name, text;
    std::optional<std::string> next;
};

/// The values that a formula sees.
struct Variables {
    std::map<std::string, double> values;  ///< parameters and the indices of the point
    std::string index;                     ///< name of the series' index, for recurrences; empty: none
    double first = 0;                      ///< the series' first index
};

/// A compiled formula. It sees the given names, the abbreviations declared before it, `pi`, muParser's
/// functions
/// (`log` is the natural logarithm), and floor, ceil, Phi, phi, erf, lgamma, digamma, trigamma,
/// beta_inc(a,b,x), student_cdf(x,nu), relu_log_mean(n,v) and relu_log_variance(n) (lib/nn/log_step.hpp),
/// and, for s = m + sd z with z standard normal, the expectations mean_relu(m,sd), second_relu, mean_tanh,
/// second_tanh, mean_sigmoid, second_sigmoid, and of the squared derivatives second_slope_tanh and
/// second_slope_sigmoid (closed forms for ReLU, quadrature to 1e-12 otherwise).
class Formula {
  public:
    /// Throws FormulaError when `text` or an abbreviation that it uses does not parse or sees an unknown
    /// name.
    Formula(const std::string& text, const std::vector<Abbreviation>& abbreviations,
            const std::vector<std::string>& names);
    Formula(Formula&&) noexcept;
    Formula& operator=(Formula&&) noexcept;
    ~Formula();

    /// The value at a point; throws FormulaError unless it is one finite number. A recurrence costs one
    /// evaluation for each integer from the first index on.
    [[nodiscard]] double at(const Variables& variables) const;
    /// The values at each x, a variable named "x" that must be among the names.
    [[nodiscard]] std::vector<double> over(const Variables& variables, std::span<const double> xs) const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// True for a name that a formula can use: a letter or underscore, then letters, digits, underscores.
[[nodiscard]] bool is_formula_name(const std::string& name);

}  // namespace assay::engine
