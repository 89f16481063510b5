#pragma once
// An experiment measures named quantities for given parameters. It knows no document and no prediction.
//
// Authors write a Definition over a parameter struct and a tally struct, and turn it into a value with
// `experiment(...)`; the engine sees only that value, an Experiment.

#include <algorithm>
#include <any>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "lib/exact/certificate.hpp"
#include "lib/exact/sides.hpp"
#include "lib/random/stream.hpp"
#include "lib/stats/betting.hpp"
#include "lib/stats/binomial.hpp"
#include "lib/stats/computed.hpp"
#include "lib/stats/estimate.hpp"
#include "lib/stats/histogram.hpp"
#include "lib/stats/moments.hpp"
#include "lib/stats/proportion.hpp"
#include "lib/stats/quantile.hpp"
#include "lib/stats/student.hpp"

namespace assay::engine {

// ---- what the engine sees
// -------------------------------------------------------------------------------------

/// A real number, an integer, or one of a parameter's named choices.
using Value = std::variant<double, std::int64_t, std::string>;
/// Parameters by name. Complete when resolved by an experiment.
using Parameters = std::map<std::string, Value, std::less<>>;

enum class Type { real, integer, choice };

struct ParameterInfo {
    std::string name;
    Type type = Type::real;
    double least = 0, greatest = 0;    ///< inclusive; real and integer
    std::vector<std::string> choices;  ///< choice
    Value fallback;                    ///< the default
    std::string unit, doc;
};

/// scalar: a number; law: a distribution; identity: a statement that holds or not; side: an expression that
/// may be identical to another side of the same experiment.
enum class Kind { scalar, law, identity, side };

struct QuantityInfo {
    std::string name;
    Kind kind = Kind::scalar;
    std::string index;  ///< name of a series' index; empty for a single number
    std::string doc;
};

/// Consecutive replicates of a run, numbered from 0 over all its blocks.
struct Replicates {
    std::uint64_t first = 0, count = 0;
};

using MeasureScalar = std::function<stats::Estimate(const std::any& tally, std::size_t point, double level)>;
using MeasureLaw = std::function<stats::Histogram(const std::any& tally, std::size_t point)>;
using MeasureIdentity = std::function<exact::Certificate(const std::any& tally, std::size_t point)>;
using MeasureSides = std::function<exact::Certificate(const std::any& tally, std::string_view other)>;

/// A quantity of an experiment whose parameters are fixed.
struct BoundQuantity {
    std::vector<double> points;  ///< the index of a series, ascending; empty for a single number
    std::variant<MeasureScalar, MeasureLaw, MeasureIdentity, MeasureSides> measure;
};

/// An experiment whose parameters are fixed: how to make, fill and merge its tally.
struct BoundExperiment {
    std::uint64_t replicates_per_block = 1;
    std::function<std::any()> empty;
    /// Adds a block's replicates to the tally; returns how many of them are missing.
    std::function<std::uint64_t(random::Stream&, Replicates, std::any& tally)> block;
    std::function<void(std::any& into, const std::any& from)> merge;
    std::vector<BoundQuantity> quantities;  ///< in the order of Experiment::quantities
};

/// The one type the engine knows. `missing`, the share of replicates without a finite outcome, is a quantity
/// of every experiment and is not listed here.
struct Experiment {
    std::string name, doc;
    std::vector<ParameterInfo> parameters;
    std::vector<QuantityInfo> quantities;
    /// Blocks at the standard budget: 1 (computed once, whatever the budget) or a power of two of at
    /// least 16.
    std::uint64_t blocks = 1;
    /// `parameters` must be resolved: complete, of the right types, in range.
    std::function<BoundExperiment(const Parameters& parameters)> bind;
};

// ---- what authors write
// ---------------------------------------------------------------------------------------

/// One row of a parameter table: how a named value reaches a member of P.
template <class P>
struct Parameter {
    ParameterInfo info;
    std::function<void(P&, const Value&)> set;
};

struct RealRow {
    std::string name;
    double least, greatest;
    std::string unit = "1", doc;
};
template <class P>
[[nodiscard]] Parameter<P> real(double P::*member, RealRow row) {
    return {{row.name, Type::real, row.least, row.greatest, {}, P{}.*member, row.unit, row.doc},
            [member](P& p, const Value& v) { p.*member = std::get<double>(v); }};
}

struct IntegerRow {
    std::string name;
    std::int64_t least, greatest;
    std::string unit = "1", doc;
};
template <class P>
[[nodiscard]] Parameter<P> integer(std::int64_t P::*member, IntegerRow row) {
    return {{row.name,
             Type::integer,
             static_cast<double>(row.least),
             static_cast<double>(row.greatest),
             {},
             P{}.*member,
             row.unit,
             row.doc},
            [member](P& p, const Value& v) { p.*member = std::get<std::int64_t>(v); }};
}

struct ChoiceRow {
    std::string name;
    std::vector<std::string> choices;  ///< in the order of the enumerators, which count from 0
    std::string doc;
};
template <class P, class E>
[[nodiscard]] Parameter<P> choice(E P::*member, ChoiceRow row) {
    const auto fallback = row.choices.at(static_cast<std::size_t>(P{}.*member));
    return {{row.name, Type::choice, 0, 0, row.choices, fallback, "", row.doc},
            [member, choices = row.choices](P& p, const Value& v) {
                const auto found = std::find(choices.begin(), choices.end(), std::get<std::string>(v));
                p.*member = static_cast<E>(found - choices.begin());
            }};
}

/// A quantity of tally T under parameters P. `points` gives a series' index.
template <class P, class T>
struct Quantity {
    QuantityInfo info;
    std::function<std::vector<double>(const P&)> points;
    std::variant<std::function<stats::Estimate(const P&, const T&, std::size_t, double)>,
                 std::function<stats::Histogram(const P&, const T&, std::size_t)>,
                 std::function<exact::Certificate(const P&, const T&, std::size_t)>,
                 std::function<exact::Certificate(const P&, const T&, std::string_view)>>
        measure;
};
/// What the makers below return: one quantity, or the several of a set of sides.
template <class P, class T>
using QuantitiesOf = std::vector<Quantity<P, T>>;

/// A number measured by any interval method: `estimate(parameters, tally, level)`.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> scalar(std::string name, std::string doc,
                                        std::function<stats::Estimate(const P&, const T&, double)> estimate) {
    return {
        {{std::move(name), Kind::scalar, "", std::move(doc)},
         {},
         [estimate](const P& p, const T& t, std::size_t, double level) { return estimate(p, t, level); }}};
}
/// A series: `estimate(parameters, tally, point, level)` for each of `points(parameters)`.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> series(
    std::string name, std::string index, std::string doc, std::function<std::vector<double>(const P&)> points,
    std::function<stats::Estimate(const P&, const T&, std::size_t, double)> estimate) {
    return {{{std::move(name), Kind::scalar, std::move(index), std::move(doc)},
             std::move(points),
             std::move(estimate)}};
}
/// A probability, by Clopper-Pearson.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> probability(std::string name, std::string doc, stats::Proportion T::*part) {
    return scalar<P, T>(std::move(name), std::move(doc), [part](const P&, const T& t, double level) {
        return stats::clopper_pearson(t.*part, level);
    });
}
/// A mean over replicates, by Student under its admission rule.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> mean(std::string name, std::string doc, stats::Moments T::*part) {
    return scalar<P, T>(std::move(name), std::move(doc), [part](const P&, const T& t, double level) {
        return stats::student_mean(t.*part, level);
    });
}
/// A mean over replicates that lie in a known range, by betting: it holds for every n and every law.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> bounded_mean(std::string name, std::string doc,
                                              stats::BoundedSample T::*part) {
    return scalar<P, T>(std::move(name), std::move(doc), [part](const P&, const T& t, double level) {
        return stats::bounded_mean(t.*part, level);
    });
}
/// A number that is computed.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> computed(std::string name, std::string doc, stats::Computed T::*part) {
    return scalar<P, T>(std::move(name), std::move(doc),
                        [part](const P&, const T& t, double) { return (t.*part).estimate(); });
}
/// The p-quantile of an observed law, by order statistics.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> quantile(std::string name, std::string doc, stats::Histogram T::*part,
                                          double p) {
    return scalar<P, T>(std::move(name), std::move(doc), [part, p](const P&, const T& t, double level) {
        return stats::quantile(t.*part, p, level);
    });
}
/// A distribution.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> law(std::string name, std::string doc, stats::Histogram T::*part) {
    return {{{std::move(name), Kind::law, "", std::move(doc)},
             {},
             std::function<stats::Histogram(const P&, const T&, std::size_t)>(
                 [part](const P&, const T& t, std::size_t) { return t.*part; })}};
}
/// A distribution derived from the tally.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> law(std::string name, std::string doc,
                                     std::function<stats::Histogram(const P&, const T&)> derive) {
    return {{{std::move(name), Kind::law, "", std::move(doc)},
             {},
             std::function<stats::Histogram(const P&, const T&, std::size_t)>(
                 [derive](const P& p, const T& t, std::size_t) { return derive(p, t); })}};
}
/// A statement that holds or not.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> identity(std::string name, std::string doc, exact::Certificate T::*part) {
    return {{{std::move(name), Kind::identity, "", std::move(doc)},
             {},
             std::function<exact::Certificate(const P&, const T&, std::size_t)>(
                 [part](const P&, const T& t, std::size_t) { return t.*part; })}};
}
struct SideRow {
    std::string name, doc;
};
/// Expressions of which any two may be claimed identical. The names are those of the tally's Sides, in its
/// order.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> sides(exact::Sides T::*part, const std::vector<SideRow>& rows) {
    QuantitiesOf<P, T> all;
    for (const auto& row : rows)
        all.push_back({{row.name, Kind::side, "", row.doc},
                       {},
                       std::function<exact::Certificate(const P&, const T&, std::string_view)>(
                           [part, name = row.name](const P&, const T& t, std::string_view other) {
                               return (t.*part).same(name, other);
                           })});
    return all;
}
[[nodiscard]] inline std::vector<std::string> names(const std::vector<SideRow>& rows) {
    std::vector<std::string> all;
    for (const auto& row : rows) all.push_back(row.name);
    return all;
}

/// The whole of an experiment, as its author writes it. T lists its accumulators once:
///   template <class Self> static auto parts(Self& self) { return std::tie(self.elbow, self.inside); }
/// and each part (or element of a std::vector part) has merge().
template <class P, class T>
struct Definition {
    std::string name, doc;
    std::vector<Parameter<P>> parameters;
    std::function<T(const P&)> tally;  ///< empty, of the right shape
    std::vector<QuantitiesOf<P, T>> quantities;
    /// Adds the replicates to the tally, drawing from the stream alone; returns how many are missing.
    std::function<std::uint64_t(const P&, random::Stream&, Replicates, T&)> block;
    std::function<std::uint64_t(const P&)> replicates_per_block = [](const P&) { return 1; };
    std::uint64_t blocks = 1;
};

namespace detail {

template <class Part>
void merge_part(Part& into, const Part& from) {
    into.merge(from);
}
template <class Part>
void merge_part(std::vector<Part>& into, const std::vector<Part>& from) {
    for (std::size_t i = 0; i < into.size(); ++i) into[i].merge(from[i]);
}
template <class T>
void merge_tally(T& into, const T& from) {
    std::apply(
        [&](auto&... a) { std::apply([&](const auto&... b) { (merge_part(a, b), ...); }, T::parts(from)); },
        T::parts(into));
}

template <class P, class T>
[[nodiscard]] BoundQuantity bind_quantity(const Quantity<P, T>& quantity, const P& p) {
    BoundQuantity bound;
    if (quantity.points) bound.points = quantity.points(p);
    std::visit(
        [&](const auto& f) {
            using F = std::decay_t<decltype(f)>;
            if constexpr (std::is_invocable_v<F, const P&, const T&, std::size_t, double>)
                bound.measure = MeasureScalar([f, p](const std::any& t, std::size_t i, double level) {
                    return f(p, *std::any_cast<T>(&t), i, level);
                });
            else if constexpr (std::is_invocable_v<F, const P&, const T&, std::string_view>)
                bound.measure = MeasureSides([f, p](const std::any& t, std::string_view other) {
                    return f(p, *std::any_cast<T>(&t), other);
                });
            else if constexpr (std::is_invocable_r_v<stats::Histogram, F, const P&, const T&, std::size_t>)
                bound.measure = MeasureLaw(
                    [f, p](const std::any& t, std::size_t i) { return f(p, *std::any_cast<T>(&t), i); });
            else
                bound.measure = MeasureIdentity(
                    [f, p](const std::any& t, std::size_t i) { return f(p, *std::any_cast<T>(&t), i); });
        },
        quantity.measure);
    return bound;
}

}  // namespace detail

/// The value that the engine runs.
template <class P, class T>
[[nodiscard]] Experiment experiment(Definition<P, T> definition) {
    Experiment e;
    e.name = definition.name;
    e.doc = definition.doc;
    e.blocks = definition.blocks;
    for (const auto& parameter : definition.parameters) e.parameters.push_back(parameter.info);
    for (const auto& group : definition.quantities)
        for (const auto& quantity : group) e.quantities.push_back(quantity.info);
    e.bind = [definition = std::move(definition)](const Parameters& values) {
        P p;
        for (const auto& parameter : definition.parameters) parameter.set(p, values.at(parameter.info.name));
        BoundExperiment bound;
        bound.replicates_per_block = definition.replicates_per_block(p);
        bound.empty = [make = definition.tally, p] { return std::any(make(p)); };
        bound.block = [block = definition.block, p](random::Stream& stream, Replicates r, std::any& tally) {
            return block(p, stream, r, *std::any_cast<T>(&tally));
        };
        bound.merge = [](std::any& into, const std::any& from) {
            detail::merge_tally(*std::any_cast<T>(&into), *std::any_cast<T>(&from));
        };
        for (const auto& group : definition.quantities)
            for (const auto& quantity : group) bound.quantities.push_back(detail::bind_quantity(quantity, p));
        return bound;
    };
    return e;
}

}  // namespace assay::engine
