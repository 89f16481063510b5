#pragma once
// An experiment measures named quantities for given parameters. It knows no document and no prediction.
//
// Authors write a Definition over a parameter struct and a tally struct, and turn it into a value with
// `experiment(...)`; the engine sees only that value, an Experiment. Texts are views, which each function
// copies before it returns.

#include <any>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
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
#include "sim/engine/bound_experiment.hpp"
#include "sim/engine/erased.hpp"

namespace assay::engine {

/// How a named value reaches a P.
template <class P>
class Setter {
  public:
    template <class F>
    requires std::is_invocable_v<const F&, P&, const Value&> Setter(F f)
        : erased_([f = std::move(f)](void* p, const Value& v) { f(*static_cast<P*>(p), v); }) {}
    void operator()(P& p, const Value& v) const { erased_(&p, v); }
    [[nodiscard]] const auto& erased() const { return erased_; }

  private:
    std::function<void(void* p, const Value&)> erased_;
};

/// One row of a parameter table: how a named value reaches a member of P.
template <class P>
struct Parameter {
    ParameterInfo info;
    Setter<P> set;
};

/// A parameter table of P.
template <class P>
class ParameterTable {
  public:
    ParameterTable(std::initializer_list<Parameter<P>> rows) { add(rows); }
    ParameterTable(const std::vector<Parameter<P>>& rows) { add(rows); }
    [[nodiscard]] std::vector<detail::Parameter>&& erased() && { return std::move(rows_); }

  private:
    void add(const auto& rows) {
        for (const auto& row : rows) rows_.push_back({row.info, row.set.erased()});
    }
    std::vector<detail::Parameter> rows_;
};

struct RealRow {
    std::string_view name;
    double least, greatest;
    std::string_view unit = "1", doc;
};
struct IntegerRow {
    std::string_view name;
    std::int64_t least, greatest;
    std::string_view unit = "1", doc;
};
struct ChoiceRow {
    std::string_view name;
    std::vector<std::string> choices;  ///< in the order of the enumerators, which count from 0
    std::string_view doc;
};

namespace detail {
[[nodiscard]] ParameterInfo info(const RealRow& row, double fallback);
[[nodiscard]] ParameterInfo info(const IntegerRow& row, std::int64_t fallback);
[[nodiscard]] ParameterInfo info(const ChoiceRow& row, std::size_t fallback);
/// The place of a choice in its row.
[[nodiscard]] std::size_t place(const std::vector<std::string>& choices, const Value& choice);
}  // namespace detail

template <class P>
[[nodiscard]] Parameter<P> real(double P::*member, const RealRow& row) {
    return {detail::info(row, P{}.*member),
            [member](P& p, const Value& v) { p.*member = std::get<double>(v); }};
}
template <class P>
[[nodiscard]] Parameter<P> integer(std::int64_t P::*member, const IntegerRow& row) {
    return {detail::info(row, P{}.*member),
            [member](P& p, const Value& v) { p.*member = std::get<std::int64_t>(v); }};
}
template <class P, class E>
[[nodiscard]] Parameter<P> choice(E P::*member, const ChoiceRow& row) {
    return {detail::info(row, static_cast<std::size_t>(P{}.*member)),
            [member, choices = row.choices](P& p, const Value& v) {
                p.*member = static_cast<E>(detail::place(choices, v));
            }};
}

/// What the makers below return: one quantity of tally T under parameters P, or the several of a set of
/// sides.
template <class P, class T>
struct QuantitiesOf {
    detail::Quantities erased;
};
/// All quantities of an experiment.
template <class P, class T>
class QuantityTable {
  public:
    QuantityTable(std::initializer_list<QuantitiesOf<P, T>> groups) {
        for (const auto& group : groups) detail::append(all_, group.erased);
    }
    [[nodiscard]] detail::Quantities&& erased() && { return std::move(all_); }

  private:
    detail::Quantities all_;
};

struct SideRow {
    std::string name, doc;
};
[[nodiscard]] std::vector<std::string> names(const std::vector<SideRow>& rows);

namespace detail {
[[nodiscard]] Quantities scalar(std::string_view name, std::string_view doc,
                                std::function<stats::Estimate(const void*, const void*, double)> estimate);
[[nodiscard]] Quantities series(std::string_view name, std::string_view index, std::string_view doc,
                                std::function<std::vector<double>(const void*)> points, Scalar estimate);
[[nodiscard]] Quantities probability(std::string_view name, std::string_view doc,
                                     GetPart<stats::Proportion> part);
[[nodiscard]] Quantities mean(std::string_view name, std::string_view doc, GetPart<stats::Moments> part);
[[nodiscard]] Quantities bounded_mean(std::string_view name, std::string_view doc,
                                      GetPart<stats::BoundedSample> part);
[[nodiscard]] Quantities computed(std::string_view name, std::string_view doc, GetPart<stats::Computed> part);
[[nodiscard]] Quantities quantile(std::string_view name, std::string_view doc, GetPart<stats::Histogram> part,
                                  double p);
[[nodiscard]] Quantities law(std::string_view name, std::string_view doc, GetPart<stats::Histogram> part);
[[nodiscard]] Quantities law(std::string_view name, std::string_view doc,
                             std::function<stats::Histogram(const void*, const void*)> derive);
[[nodiscard]] Quantities identity(std::string_view name, std::string_view doc,
                                  GetPart<exact::Certificate> part);
[[nodiscard]] Quantities sides(const GetPart<exact::Sides>& part, const std::vector<SideRow>& rows);
}  // namespace detail

/// A number measured by any interval method: `estimate(parameters, tally, level)`.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> scalar(std::string_view name, std::string_view doc,
                                        detail::OfTally<P, T, stats::Estimate, double> estimate) {
    return {detail::scalar(name, doc, std::move(estimate.erased))};
}
/// A series: `estimate(parameters, tally, point, level)` for each of `points(parameters)`.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> series(
    std::string_view name, std::string_view index, std::string_view doc,
    detail::OfParameters<P, std::vector<double>> points,
    detail::OfTally<P, T, stats::Estimate, std::size_t, double> estimate) {
    return {detail::series(name, index, doc, std::move(points.erased), std::move(estimate.erased))};
}
/// A probability, by Clopper-Pearson.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> probability(std::string_view name, std::string_view doc,
                                             stats::Proportion T::*part) {
    return {detail::probability(name, doc, detail::get(part))};
}
/// A mean over replicates, by Student under its admission rule.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> mean(std::string_view name, std::string_view doc, stats::Moments T::*part) {
    return {detail::mean(name, doc, detail::get(part))};
}
/// A mean over replicates that lie in a known range, by betting: it holds for every n and every law.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> bounded_mean(std::string_view name, std::string_view doc,
                                              stats::BoundedSample T::*part) {
    return {detail::bounded_mean(name, doc, detail::get(part))};
}
/// A number that is computed.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> computed(std::string_view name, std::string_view doc,
                                          stats::Computed T::*part) {
    return {detail::computed(name, doc, detail::get(part))};
}
/// The p-quantile of an observed law, by order statistics.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> quantile(std::string_view name, std::string_view doc,
                                          stats::Histogram T::*part, double p) {
    return {detail::quantile(name, doc, detail::get(part), p)};
}
/// A distribution.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> law(std::string_view name, std::string_view doc, stats::Histogram T::*part) {
    return {detail::law(name, doc, detail::get(part))};
}
/// A distribution derived from the tally.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> law(std::string_view name, std::string_view doc,
                                     detail::OfTally<P, T, stats::Histogram> derive) {
    return {detail::law(name, doc, std::move(derive.erased))};
}
/// A statement that holds or not.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> identity(std::string_view name, std::string_view doc,
                                          exact::Certificate T::*part) {
    return {detail::identity(name, doc, detail::get(part))};
}
/// Expressions of which any two may be claimed identical. The names are those of the tally's Sides, in its
/// order.
template <class P, class T>
[[nodiscard]] QuantitiesOf<P, T> sides(exact::Sides T::*part, const std::vector<SideRow>& rows) {
    return {detail::sides(detail::get(part), rows)};
}

/// The whole of an experiment, as its author writes it. T lists its accumulators once:
///   template <class Self> static auto parts(Self& self) { return std::tie(self.elbow, self.inside); }
/// and each part (or element of a std::vector part) has merge().
template <class P, class T>
struct Definition {
    std::string_view name, doc;
    ParameterTable<P> parameters;
    detail::MakeTally<P, T> tally;  ///< `T tally(const P&)`: empty, of the right shape
    QuantityTable<P, T> quantities;
    /// `std::uint64_t block(const P&, random::Stream&, Replicates, T&)` adds the replicates to the tally,
    /// drawing from the stream alone; returns how many are missing.
    detail::FillTally<P, T> block;
    detail::OfParameters<P, std::uint64_t> replicates_per_block = [](const P&) { return std::uint64_t{1}; };
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
void merge_tally(std::any& into, const std::any& from) {
    const auto a = T::parts(*std::any_cast<T>(&into));
    const auto b = T::parts(*std::any_cast<T>(&from));
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        (merge_part(std::get<i>(a), std::get<i>(b)), ...);
    }
    (std::make_index_sequence<std::tuple_size_v<decltype(a)>>());
}

/// An experiment whose P and T only its functions know.
struct Definition {
    std::string_view name, doc;
    std::vector<Parameter> parameters;
    Quantities quantities;
    std::uint64_t blocks;
    std::function<std::uint64_t(const void* p)> replicates_per_block;
    std::shared_ptr<void> (*defaults)();
    std::function<std::any(const void* p)> tally;
    std::function<std::uint64_t(const void* p, random::Stream&, Replicates, std::any& tally)> block;
    void (*merge)(std::any& into, const std::any& from);
    const void* (*address)(const std::any& tally);
};
[[nodiscard]] Experiment experiment(Definition definition);

}  // namespace detail

/// The value that the engine runs.
template <class P, class T>
[[nodiscard]] Experiment experiment(Definition<P, T> definition) {
    return detail::experiment(
        {.name = definition.name,
         .doc = definition.doc,
         .parameters = std::move(definition.parameters).erased(),
         .quantities = std::move(definition.quantities).erased(),
         .blocks = definition.blocks,
         .replicates_per_block = std::move(definition.replicates_per_block.erased),
         .defaults = []() -> std::shared_ptr<void> { return std::make_shared<P>(); },
         .tally = std::move(definition.tally.erased),
         .block = std::move(definition.block.erased),
         .merge = detail::merge_tally<T>,
         .address = [](const std::any& tally) -> const void* { return std::any_cast<T>(&tally); }});
}

}  // namespace assay::engine
