#pragma once
// A table of named expressions over the instances of an exact experiment: the sides of its identities.

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "lib/exact/rational.hpp"
#include "lib/exact/sides.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {

/// An expression: its name (the formula it is, or what is measured), what it means, and how an instance gives
/// it.
template <class Instance>
struct Expression {
    std::string name, doc;
    std::function<exact::Rational(const Instance&)> value;
};
template <class Instance>
using Expressions = std::vector<Expression<Instance>>;

/// The rows from which engine::sides makes quantities.
template <class Instance>
[[nodiscard]] std::vector<engine::SideRow> rows(const Expressions<Instance>& expressions) {
    std::vector<engine::SideRow> all;
    for (const auto& expression : expressions) all.push_back({expression.name, expression.doc});
    return all;
}

/// Empty certificates for every pair of expressions.
template <class Instance>
[[nodiscard]] exact::Sides sides(const Expressions<Instance>& expressions, const exact::Certificate& proof) {
    return {engine::names(rows(expressions)), proof};
}

/// One replicate: two expressions agree when they do on every instance, one for each pattern of signs.
template <class Instance>
void add(exact::Sides& sides, std::uint64_t replicate, const Expressions<Instance>& expressions,
         std::span<const Instance> patterns) {
    std::vector<std::vector<exact::Rational>> values;
    for (const auto& expression : expressions) {
        auto& of_expression = values.emplace_back();
        for (const auto& instance : patterns) of_expression.push_back(expression.value(instance));
    }
    sides.add(replicate, std::span<const std::vector<exact::Rational>>(values));
}

}  // namespace assay::experiments
