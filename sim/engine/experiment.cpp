#include "sim/engine/experiment.hpp"

#include <algorithm>

template class std::vector<assay::engine::detail::Parameter>;
template class std::vector<assay::engine::detail::Quantity>;

namespace assay::engine {

std::vector<std::string> names(const std::vector<SideRow>& rows) {
    std::vector<std::string> all;
    for (const auto& row : rows) all.push_back(row.name);
    return all;
}

namespace detail {
namespace {

[[nodiscard]] QuantityInfo describe(std::string_view name, Kind kind, std::string_view doc,
                                    std::string_view index = "") {
    return {std::string(name), kind, std::string(index), std::string(doc)};
}

/// The measure with the parameters fixed. The pointer keeps alive the definition that the function is of.
[[nodiscard]] auto with_fixed(const std::shared_ptr<const Scalar>& f, const std::shared_ptr<void>& p,
                              const void* (*address)(const std::any&)) {
    return MeasureScalar([f, p, address](const std::any& t, std::size_t i, double level) {
        return (*f)(p.get(), address(t), i, level);
    });
}
[[nodiscard]] auto with_fixed(const std::shared_ptr<const Law>& f, const std::shared_ptr<void>& p,
                              const void* (*address)(const std::any&)) {
    return MeasureLaw(
        [f, p, address](const std::any& t, std::size_t i) { return (*f)(p.get(), address(t), i); });
}
[[nodiscard]] auto with_fixed(const std::shared_ptr<const Identity>& f, const std::shared_ptr<void>& p,
                              const void* (*address)(const std::any&)) {
    return MeasureIdentity(
        [f, p, address](const std::any& t, std::size_t i) { return (*f)(p.get(), address(t), i); });
}
[[nodiscard]] auto with_fixed(const std::shared_ptr<const Side>& f, const std::shared_ptr<void>& p,
                              const void* (*address)(const std::any&)) {
    return MeasureSides([f, p, address](const std::any& t, std::string_view other) {
        return (*f)(p.get(), address(t), other);
    });
}

}  // namespace

ParameterInfo info(const RealRow& row, double fallback) {
    return {std::string(row.name), Type::real,          row.least, row.greatest, {}, fallback,
            std::string(row.unit), std::string(row.doc)};
}
ParameterInfo info(const IntegerRow& row, std::int64_t fallback) {
    return {std::string(row.name),
            Type::integer,
            static_cast<double>(row.least),
            static_cast<double>(row.greatest),
            {},
            fallback,
            std::string(row.unit),
            std::string(row.doc)};
}
ParameterInfo info(const ChoiceRow& row, std::size_t fallback) {
    return {std::string(row.name), Type::choice, 0, 0, row.choices, row.choices.at(fallback), "",
            std::string(row.doc)};
}
std::size_t place(const std::vector<std::string>& choices, const Value& choice) {
    const auto found = std::find(choices.begin(), choices.end(), std::get<std::string>(choice));
    return static_cast<std::size_t>(found - choices.begin());
}

void append(Quantities& all, const Quantities& more) {
    all.insert(all.end(), more.begin(), more.end());
}
Quantities scalar(std::string_view name, std::string_view doc,
                  std::function<stats::Estimate(const void*, const void*, double)> estimate) {
    return {{describe(name, Kind::scalar, doc),
             {},
             [estimate = std::move(estimate)](const void* p, const void* t, std::size_t, double level) {
                 return estimate(p, t, level);
             }}};
}
Quantities series(std::string_view name, std::string_view index, std::string_view doc,
                  std::function<std::vector<double>(const void*)> points, Scalar estimate) {
    return {{describe(name, Kind::scalar, doc, index), std::move(points), std::move(estimate)}};
}
Quantities probability(std::string_view name, std::string_view doc, GetPart<stats::Proportion> part) {
    return scalar(name, doc, [part = std::move(part)](const void*, const void* t, double level) {
        return stats::clopper_pearson(part(t), level);
    });
}
Quantities mean(std::string_view name, std::string_view doc, GetPart<stats::Moments> part) {
    return scalar(name, doc, [part = std::move(part)](const void*, const void* t, double level) {
        return stats::student_mean(part(t), level);
    });
}
Quantities bounded_mean(std::string_view name, std::string_view doc, GetPart<stats::BoundedSample> part) {
    return scalar(name, doc, [part = std::move(part)](const void*, const void* t, double level) {
        return stats::bounded_mean(part(t), level);
    });
}
Quantities computed(std::string_view name, std::string_view doc, GetPart<stats::Computed> part) {
    return scalar(name, doc, [part = std::move(part)](const void*, const void* t, double) {
        return part(t).estimate();
    });
}
Quantities quantile(std::string_view name, std::string_view doc, GetPart<stats::Histogram> part, double p) {
    return scalar(name, doc, [part = std::move(part), p](const void*, const void* t, double level) {
        return stats::quantile(part(t), p, level);
    });
}
Quantities law(std::string_view name, std::string_view doc, GetPart<stats::Histogram> part) {
    return {{describe(name, Kind::law, doc),
             {},
             Law([part = std::move(part)](const void*, const void* t, std::size_t) { return part(t); })}};
}
Quantities law(std::string_view name, std::string_view doc,
               std::function<stats::Histogram(const void*, const void*)> derive) {
    return {{describe(name, Kind::law, doc),
             {},
             Law([derive = std::move(derive)](const void* p, const void* t, std::size_t) {
                 return derive(p, t);
             })}};
}
Quantities identity(std::string_view name, std::string_view doc, GetPart<exact::Certificate> part) {
    return {
        {describe(name, Kind::identity, doc),
         {},
         Identity([part = std::move(part)](const void*, const void* t, std::size_t) { return part(t); })}};
}
Quantities sides(const GetPart<exact::Sides>& part, const std::vector<SideRow>& rows) {
    Quantities all;
    for (const auto& row : rows)
        all.push_back({describe(row.name, Kind::side, row.doc),
                       {},
                       Side([part, name = row.name](const void*, const void* t, std::string_view other) {
                           return part(t).same(name, other);
                       })});
    return all;
}

Experiment experiment(Definition definition) {
    Experiment e;
    e.name = definition.name;
    e.doc = definition.doc;
    e.blocks = definition.blocks;
    for (const auto& parameter : definition.parameters) e.parameters.push_back(parameter.info);
    for (const auto& quantity : definition.quantities) e.quantities.push_back(quantity.info);
    // Shared, not copied: an experiment is bound for every run, and its functions may hold tables.
    e.bind = [shared = std::make_shared<const Definition>(std::move(definition))](const Parameters& values) {
        const std::shared_ptr<void> p = shared->defaults();
        for (const auto& parameter : shared->parameters)
            parameter.set(p.get(), values.at(parameter.info.name));
        BoundExperiment bound;
        bound.replicates_per_block = shared->replicates_per_block(p.get());
        bound.empty = [shared, p] { return shared->tally(p.get()); };
        bound.block = [shared, p](random::Stream& stream, Replicates r, std::any& tally) {
            return shared->block(p.get(), stream, r, tally);
        };
        bound.merge = shared->merge;
        for (const auto& quantity : shared->quantities) {
            auto& its = bound.quantities.emplace_back();
            if (quantity.points) its.points = quantity.points(p.get());
            std::visit(
                [&]<class F>(const F& f) {
                    its.measure = with_fixed(std::shared_ptr<const F>(shared, &f), p, shared->address);
                },
                quantity.measure);
        }
        return bound;
    };
    return e;
}

}  // namespace detail
}  // namespace assay::engine
