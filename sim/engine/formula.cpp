#include "sim/engine/formula.hpp"

#include <fmt/format.h>
#include <muParser.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numbers>

#include "sim/engine/formula_functions.hpp"
#include "sim/engine/input_error.hpp"

namespace assay::engine {
namespace {

mu::Parser language() {
    mu::Parser parser;
    parser.ClearConst();  // muParser's _pi has 12 digits
    parser.DefineConst("pi", std::numbers::pi);
    define_functions(parser);
    return parser;
}

/// One text, its variables bound to slots of a shared frame.
class Compiled {
  public:
    Compiled(const std::string& text, std::map<std::string, double>& frame)
        : text_(text), parser_(language()) {
        try {
            // Under DefineConst an assignment does not parse: formulas compute, they do not assign.
            mu::Parser check = language();
            for (const auto& [name, value] : frame) check.DefineConst(name, 1.0);
            check.SetExpr(text);
            int results = 0;
            check.Eval(results);
            if (results != 1)
                throw FormulaError(fmt::format(
                    "formula \"{}\" has {} results, not one (decimals are written 0.5)", text, results));
            for (auto& [name, value] : frame) parser_.DefineVar(name, &value);
            parser_.SetExpr(text);
            for (const auto& [name, slot] : parser_.GetUsedVar()) used_.push_back(name);
        } catch (const mu::Parser::exception_type& error) {
            std::vector<std::string> known;
            for (const auto& [name, value] : frame) known.push_back(name);
            for (const auto& [name, function] : parser_.GetFunDef()) known.push_back(name);
            throw FormulaError(fmt::format(
                "formula \"{}\": {}{}", text, error.GetMsg(),
                error.GetCode() == mu::ecUNASSIGNABLE_TOKEN ? nearest(error.GetToken(), known) : ""));
        }
    }

    [[nodiscard]] double operator()() const {
        try {
            const double value = parser_.Eval();
            if (!std::isfinite(value))
                throw FormulaError(fmt::format("formula \"{}\" is not finite here: {}", text_, value));
            return value;
        } catch (const mu::Parser::exception_type& error) {
            throw FormulaError(fmt::format("formula \"{}\": {}", text_, error.GetMsg()));
        }
    }
    [[nodiscard]] const std::vector<std::string>& used() const { return used_; }

  private:
    std::string text_;
    mu::Parser parser_;
    std::vector<std::string> used_;
};

struct CompiledAbbreviation {
    std::string name;
    Compiled value;
    std::optional<Compiled> next;
};

}  // namespace

bool is_formula_name(const std::string& name) {
    const auto word = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
    return !name.empty() && std::isdigit(static_cast<unsigned char>(name[0])) == 0 &&
           std::all_of(name.begin(), name.end(), word);
}

struct Formula::Parts {
    std::map<std::string, double>
        frame;  // slots of all variables and abbreviations; muParser holds their addresses
    std::vector<CompiledAbbreviation> abbreviations;  // those in use, in the order of their declaration
    std::optional<Compiled> formula;

    /// Sets the slots of the abbreviations for the variables that the frame holds.
    void expand(const Variables& variables) {
        if (std::none_of(abbreviations.begin(), abbreviations.end(),
                         [](const auto& a) { return a.next.has_value(); })) {
            for (auto& a : abbreviations) frame[a.name] = a.value();
            return;
        }
        if (variables.index.empty())
            throw FormulaError("a recurrence needs a series: this quantity has no index");
        const double last = variables.values.at(variables.index);
        if (last - variables.first != std::floor(last - variables.first))
            throw FormulaError(fmt::format("a recurrence needs whole steps of {}, not {} after {}",
                                           variables.index, last, variables.first));
        for (double k = variables.first; k <= last; k += 1) {
            frame[variables.index] = k;
            for (auto& a : abbreviations)
                frame[a.name] = a.next && k > variables.first ? (*a.next)() : a.value();
        }
        frame[variables.index] = last;
    }
};

Formula::Formula(const std::string& text, const std::vector<Abbreviation>& abbreviations,
                 const std::vector<std::string>& names)
    : parts_(std::make_unique<Parts>()) {
    for (const auto& name : names) parts_->frame[name] = 0;
    for (const auto& a : abbreviations) parts_->frame[a.name] = 0;
    parts_->formula.emplace(text, parts_->frame);
    // From the last to the first, since an abbreviation sees those before it; what nothing uses is not
    // compiled.
    std::vector<std::string> needed = parts_->formula->used();
    for (auto a = abbreviations.rbegin(); a != abbreviations.rend(); ++a) {
        if (std::find(needed.begin(), needed.end(), a->name) == needed.end()) continue;
        Compiled value(a->text, parts_->frame);
        std::optional<Compiled> next;
        if (a->next) next.emplace(*a->next, parts_->frame);
        const auto needs = [&](const Compiled& formula, bool may_see_itself) {
            for (const auto& name : formula.used()) {
                const auto later = std::find_if(a.base() - 1, abbreviations.end(),
                                                [&](const auto& b) { return b.name == name; });
                if (later != abbreviations.end() && !(may_see_itself && name == a->name))
                    throw FormulaError(
                        fmt::format("\"{}\" is not defined before \"{}\", which uses it", name, a->name));
                needed.push_back(name);
            }
        };
        needs(value, false);
        if (next) needs(*next, true);
        parts_->abbreviations.push_back({a->name, std::move(value), std::move(next)});
    }
    std::reverse(parts_->abbreviations.begin(), parts_->abbreviations.end());
}

Formula::Formula(Formula&&) noexcept = default;
Formula& Formula::operator=(Formula&&) noexcept = default;
Formula::~Formula() = default;

double Formula::at(const Variables& variables) const {
    for (const auto& [name, value] : variables.values) parts_->frame.at(name) = value;
    parts_->expand(variables);
    return (*parts_->formula)();
}

std::vector<double> Formula::over(const Variables& variables, std::span<const double> xs) const {
    std::vector<double> values;
    values.reserve(xs.size());
    for (const auto& [name, value] : variables.values) parts_->frame.at(name) = value;
    double& x = parts_->frame.at("x");
    for (const double point : xs) {
        x = point;
        parts_->expand(variables);
        values.push_back((*parts_->formula)());
    }
    return values;
}

}  // namespace assay::engine
