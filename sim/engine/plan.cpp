#include "sim/engine/plan.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <exception>

#include "sim/engine/catalogue.hpp"
#include "sim/engine/formula.hpp"

namespace assay::engine {
namespace {

std::vector<std::string> quantity_names(const Experiment& experiment) {
    std::vector<std::string> all = {"missing"};
    for (const auto& quantity : experiment.quantities) all.push_back(quantity.name);
    return all;
}

/// Which relations make sense for which kind of quantity.
bool suits(Relation relation, Kind kind) {
    switch (kind) {
        case Kind::scalar:
            return relation != Relation::holds && relation != Relation::follows;
        case Kind::law:
            return relation == Relation::follows || relation == Relation::same_as;
        case Kind::identity:
            return relation == Relation::holds;
        case Kind::side:
            return relation == Relation::same_as;
    }
    return false;
}

std::string_view suitable(Kind kind) {
    switch (kind) {
        case Kind::scalar:
            return "a number: equals, at_most, at_least, between, same_as";
        case Kind::law:
            return "a law: follows, same_as";
        case Kind::identity:
            return "a statement: holds";
        case Kind::side:
            return "one side of an identity: same_as";
    }
    return "";
}

class Planner {
  public:
    Planner(const Catalogue& catalogue, Diagnostics& diagnostics)
        : catalogue_(catalogue), diagnostics_(diagnostics) {}

    PlannedClaim plan(const Claim& claim) {
        PlannedClaim planned{.claim = &claim};
        for (const auto& check : claim.checks) {
            planned.checks.push_back(plan(claim, check.measurement, false));
            auto& controls = planned.controls.emplace_back();
            for (const auto& control : check.controls) controls.push_back(plan(claim, control, true));
        }
        return planned;
    }
    std::vector<Run> take_runs() { return std::move(runs_); }

  private:
    /// A point under way, with the values that its formulas see.
    struct Draft {
        PlannedPoint point;
        Variables variables = {};
    };
    struct Found {
        std::size_t quantity = Target::missing;
        Kind kind = Kind::scalar;
        std::string index;
    };

    std::optional<Found> find_quantity(const Experiment& experiment, const std::string& name,
                                       const Where& where) {
        if (name == "missing") return Found{};
        for (std::size_t i = 0; i < experiment.quantities.size(); ++i)
            if (const auto& q = experiment.quantities[i]; q.name == name) return Found{i, q.kind, q.index};
        diagnostics_.add(where, fmt::format("experiment \"{}\" has no quantity \"{}\"{}; see `assay show {}`",
                                            experiment.name, name, nearest(name, quantity_names(experiment)),
                                            experiment.name));
        return std::nullopt;
    }

    /// The number of the run, found or made.
    std::size_t run_of(const Experiment& experiment, const Parameters& parameters) {
        const std::string key = canonical(parameters);
        for (std::size_t i = 0; i < runs_.size(); ++i)
            if (runs_[i].experiment == &experiment && runs_[i].parameters_text == key) return i;
        try {
            runs_.push_back({&experiment, parameters, key, experiment.bind(parameters)});
        } catch (const std::exception& error) {
            throw InputError(fmt::format("experiment \"{}\" cannot be run with {}: {}", experiment.name, key,
                                         error.what()));
        }
        return runs_.size() - 1;
    }

    /// Every combination of the values of `for_each`, as settings over those of the measurement.
    static std::vector<Settings> combinations(const Measurement& m) {
        std::vector<Settings> all = {m.with};
        for (const auto& [name, values] : m.for_each) {
            std::vector<Settings> next;
            for (const auto& settings : all)
                for (const auto& value : values) next.emplace_back(settings).insert_or_assign(name, value);
            all = std::move(next);
        }
        return all;
    }

    static void add_numbers(const Parameters& parameters, Variables& variables) {
        for (const auto& [name, value] : parameters) {
            if (const auto* real = std::get_if<double>(&value)) variables.values[name] = *real;
            if (const auto* whole = std::get_if<std::int64_t>(&value))
                variables.values[name] = static_cast<double>(*whole);
        }
    }

    const std::vector<double>& series_points(const Target& target) const {
        static const std::vector<double> none;
        return target.quantity == Target::missing
                   ? none
                   : runs_[target.run].bound.quantities[target.quantity].points;
    }

    std::optional<Formula> compile(const Claim& claim, const Term& term,
                                   const std::vector<std::string>& names) {
        try {
            return Formula(term.text, claim.define, names);
        } catch (const FormulaError& error) {
            diagnostics_.add(term.where, error.what());
            return std::nullopt;
        }
    }

    std::optional<std::size_t> position(const std::vector<double>& points, double wanted,
                                        const std::string& index, const Where& where) {
        const auto found = std::find(points.begin(), points.end(), wanted);
        if (found != points.end()) return static_cast<std::size_t>(found - points.begin());
        diagnostics_.add(where, fmt::format("the series has no {} = {}; it has {}", index, wanted,
                                            fmt::join(points, ", ")));
        return std::nullopt;
    }

    void check_relation(const Measurement& m, const Experiment& experiment, const Found& found) {
        if (!suits(m.relation, found.kind))
            diagnostics_.add(m.where, fmt::format("\"{}\" does not suit \"{}\", which is {}",
                                                  name(m.relation), m.quantity, suitable(found.kind)));
        if (m.exponent && (found.kind != Kind::scalar || found.index.empty()))
            diagnostics_.add(
                m.exponent->where,
                fmt::format("\"exponent\" needs a series of numbers; \"{}\" is none", m.quantity));
        if (m.exponent && !(0 < m.exponent->from && m.exponent->from < m.exponent->to))
            diagnostics_.add(m.exponent->where, "\"exponent\" needs 0 < from < to");
        if (m.versus && found.kind != Kind::scalar)
            diagnostics_.add(m.versus->where,
                             fmt::format("\"versus\" compares numbers; \"{}\" is none", m.quantity));
        if (static_cast<int>(m.exponent.has_value()) + static_cast<int>(m.versus.has_value()) +
                static_cast<int>(m.relation == Relation::same_as) >
            1)
            diagnostics_.add(m.where, "one of \"exponent\", \"versus\" and \"same_as\"");
        const bool law = found.kind == Kind::law;
        if (m.within_ratio && m.relation != Relation::equals && m.relation != Relation::at_most &&
            m.relation != Relation::at_least)
            diagnostics_.add(m.within_ratio->where,
                             "\"within_ratio\" goes with \"equals\", \"at_most\" and \"at_least\"");
        if (law && !m.within)
            diagnostics_.add(m.where,
                             "a law needs \"within\": the largest distance of distribution functions");
        if (m.relation == Relation::same_as && found.kind == Kind::scalar && !m.within)
            diagnostics_.add(m.where, "\"same_as\" of numbers needs \"within\"");
        for (const auto& [parameter, values] : m.for_each) {
            const auto known = parameter_names(experiment);
            if (std::find(known.begin(), known.end(), parameter) == known.end())
                diagnostics_.add(m.where,
                                 fmt::format("\"for_each.{}\": experiment \"{}\" has no such parameter{}",
                                             parameter, experiment.name, nearest(parameter, known)));
        }
    }

    /// The second quantity that the points compare with, at its first point.
    std::optional<Target> other_of(const Measurement& m, const Experiment& experiment,
                                   const Settings& settings, const Target& target, const Found& found) {
        if (!m.versus && m.relation != Relation::same_as) return std::nullopt;
        const std::string& named = m.versus ? m.versus->quantity : m.right.front().text;
        const std::string& quantity = named.empty() ? m.quantity : named;
        const Where& where = m.versus ? m.versus->where : m.right.front().where;
        const auto other = find_quantity(experiment, quantity, where);
        if (!other) return std::nullopt;
        Target second{target.run, other->quantity, 0};
        if (m.versus) {
            Settings with = settings;
            for (const auto& [name, value] : m.versus->with) with.insert_or_assign(name, value);
            second.run = run_of(experiment, resolve(experiment, with, diagnostics_));
        }
        if (other->kind != found.kind || other->index != found.index ||
            series_points(second) != series_points(target))
            diagnostics_.add(where,
                             fmt::format("\"{}\" and \"{}\" are not of one kind: they cannot be compared",
                                         m.quantity, quantity));
        if (second.run == target.run && second.quantity == target.quantity)
            diagnostics_.add(where, "compares the quantity with itself: name another, or other parameters");
        return second;
    }

    /// A sampled statement needs a tolerated probability of violations, a proven one has none.
    void check_tolerance(const Measurement& m, const PlannedCheck& check) {
        const PlannedPoint& point = check.points.front();
        const auto& bound = runs_[point.target.run].bound;
        const auto& measure = bound.quantities[point.target.quantity].measure;
        const auto certificate = check.kind == Kind::side
                                     ? std::get<MeasureSides>(measure)(bound.empty(), m.right.front().text)
                                     : std::get<MeasureIdentity>(measure)(bound.empty(), point.target.point);
        const bool sampled = certificate.proof == exact::Proof::sampled;
        if (sampled && !m.within)
            diagnostics_.add(
                m.where, fmt::format("\"{}\" is tried on random instances, not proven: it needs \"within\", "
                                     "the tolerated probability of a violation",
                                     m.quantity));
        if (!sampled && m.within)
            diagnostics_.add(m.within->where,
                             fmt::format("\"{}\" is proven exactly: no \"within\"", m.quantity));
    }

    /// A check's formulas, compiled.
    struct Formulas {
        std::vector<Formula> right;
        std::optional<Formula> margin;
    };

    /// Gives every point its numbers, so that nothing can go wrong after the start.
    void evaluate(const Measurement& m, const Formulas& formulas, Kind kind, std::vector<Draft>& drafts) {
        for (auto& [point, variables] : drafts) try {
                if (formulas.margin) point.margin = formulas.margin->at(variables);
                if (point.margin && *point.margin < 0) throw FormulaError("a margin cannot be negative");
                if (kind == Kind::law && m.relation == Relation::follows) {
                    point.predicted = law_at_edges(m, point.target, variables, formulas.right.front());
                    continue;
                }
                for (const auto& right : formulas.right) point.predicted.push_back(right.at(variables));
                if (m.within_ratio && point.predicted.at(0) == 0)
                    throw FormulaError("\"within_ratio\" of a predicted 0 means nothing: use \"within\"");
                if (m.relation == Relation::between && point.predicted.at(0) > point.predicted.at(1))
                    throw FormulaError("\"between\" needs its lower end first");
            } catch (const FormulaError& error) {
                diagnostics_.add(
                    m.right.empty() ? m.where : m.right.front().where,
                    fmt::format("{} [{}]", error.what(), runs_[point.target.run].parameters_text));
                return;
            }
    }

    std::vector<double> law_at_edges(const Measurement& m, const Target& target, const Variables& variables,
                                     const Formula& law) {
        const auto& bound = runs_[target.run].bound;
        const auto& measure = std::get<MeasureLaw>(bound.quantities[target.quantity].measure);
        const auto sample = measure(bound.empty(), target.point);
        auto values = law.over(variables, sample.cells().inner_edges());
        if (!std::is_sorted(values.begin(), values.end()) ||
            (!values.empty() && (values.front() < 0 || values.back() > 1)))
            throw FormulaError(
                fmt::format("formula \"{}\" is no distribution function: it must rise within [0, 1]",
                            m.right.front().text));
        return values;
    }

    PlannedCheck plan(const Claim& claim, const Measurement& m, bool is_control) {
        PlannedCheck check{.measurement = &m};
        const Experiment* experiment = catalogue_.find_experiment(m.experiment);
        if (experiment == nullptr) {
            std::vector<std::string> known;
            for (const auto& e : catalogue_.experiments) known.push_back(e.name);
            diagnostics_.add(m.experiment_where,
                             fmt::format("no experiment is called \"{}\"{}; see `assay list experiments`",
                                         m.experiment, nearest(m.experiment, known)));
            return check;
        }
        const auto found = find_quantity(*experiment, m.quantity, m.quantity_where);
        if (!found) return check;
        const std::size_t complaints = diagnostics_.messages().size();
        check.kind = found->kind;
        check_relation(m, *experiment, *found);
        for (const auto& [name, values] : m.for_each) check.index.push_back(name);
        const bool series = !found->index.empty() && !m.exponent;
        if (series) check.index.push_back(found->index);
        if (diagnostics_.messages().size() > complaints) return check;

        std::vector<Draft> drafts;
        for (const auto& settings : combinations(m)) {
            const Parameters parameters = resolve(*experiment, settings, diagnostics_);
            if (diagnostics_.messages().size() > complaints) return check;
            const std::size_t run = run_of(*experiment, parameters);
            Draft base{.point = {.target = {run, found->quantity, 0}}};
            add_numbers(parameters, base.variables);
            for (const auto& [name, values] : m.for_each)
                base.point.index.push_back(text(parameters.at(name)));
            const std::vector<double> points = series_points(base.point.target);
            if (!points.empty()) base.variables.first = points.front();
            base.variables.index = found->index;
            if (m.exponent) {
                const auto from = position(points, m.exponent->from, found->index, m.exponent->where);
                const auto to = position(points, m.exponent->to, found->index, m.exponent->where);
                if (!from || !to) return check;
                base.variables.index.clear();
                base.point.target.point = *from;
                base.point.other = Target{run, found->quantity, *to};
                drafts.push_back(base);
                continue;
            }
            const auto other = other_of(m, *experiment, settings, base.point.target, *found);
            if (diagnostics_.messages().size() > complaints) return check;
            for (std::size_t i = 0; i < std::max<std::size_t>(points.size(), 1); ++i) {
                Draft draft = base;
                draft.point.target.point = i;
                if (series) {
                    draft.point.index.push_back(text(Value(points[i])));
                    draft.variables.values[found->index] = points[i];
                }
                if (other) draft.point.other = Target{other->run, other->quantity, i};
                drafts.push_back(std::move(draft));
            }
        }
        const Formulas formulas = compile_formulas(claim, m, *found, drafts);
        if (diagnostics_.messages().size() > complaints) return check;
        evaluate(m, formulas, check.kind, drafts);
        for (auto& draft : drafts) check.points.push_back(std::move(draft.point));
        if (!is_control && (check.kind == Kind::identity || check.kind == Kind::side))
            check_tolerance(m, check);
        return check;
    }

    /// Compiles the right-hand sides and the margin, and drops the points that `where` does not keep.
    Formulas compile_formulas(const Claim& claim, const Measurement& m, const Found& found,
                              std::vector<Draft>& drafts) {
        Formulas formulas;
        if (drafts.empty()) return formulas;
        std::vector<std::string> names;
        for (const auto& [name, value] : drafts.front().variables.values) names.push_back(name);
        if (m.filter) {
            if (auto filter = compile(claim, *m.filter, names)) {
                try {
                    std::erase_if(drafts, [&](const Draft& d) { return filter->at(d.variables) == 0; });
                } catch (const FormulaError& error) {
                    diagnostics_.add(m.filter->where, error.what());
                }
                if (drafts.empty()) diagnostics_.add(m.filter->where, "\"where\" keeps no point");
            }
        }
        if (const auto& margin = m.within ? m.within : m.within_ratio)
            formulas.margin = compile(claim, *margin, names);
        if (found.kind == Kind::law) names.emplace_back("x");
        if (m.relation != Relation::same_as)
            for (const auto& term : m.right)
                if (auto formula = compile(claim, term, names)) formulas.right.push_back(std::move(*formula));
        return formulas;
    }

    const Catalogue& catalogue_;
    Diagnostics& diagnostics_;
    std::vector<Run> runs_;
};

}  // namespace

Plan make_plan(const Catalogue& catalogue, const std::vector<const Claim*>& claims,
               Diagnostics& diagnostics) {
    Planner planner(catalogue, diagnostics);
    Plan plan;
    for (const Claim* claim : claims) plan.claims.push_back(planner.plan(*claim));
    plan.runs = planner.take_runs();
    return plan;
}

}  // namespace assay::engine
