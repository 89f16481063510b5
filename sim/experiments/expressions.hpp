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
/// it. A value is a number, or a vector of them: anything that can be compared.
template <class Instance, class Value = exact::Rational>
struct Expression {
    std::string name, doc;
    std::function<Value(const Instance&)> value;
};
template <class Instance, class Value = exact::Rational>
using Expressions = std::vector<Expression<Instance, Value>>;

/// The rows from which engine::sides makes quantities.
template <class Instance, class Value>
[[nodiscard]] std::vector<engine::SideRow> rows(const std::vector<Expression<Instance, Value>>& expressions) {
    std::vector<engine::SideRow> all;
    for (const auto& expression : expressions) all.push_back({expression.name, expression.doc});
    return all;
}

/// Empty certificates for every pair of expressions.
template <class Instance, class Value>
[[nodiscard]] exact::Sides sides(const std::vector<Expression<Instance, Value>>& expressions,
                                 const exact::Certificate& proof) {
    return {engine::names(rows(expressions)), proof};
}

/// One replicate: two expressions agree when they do on every instance, one for each pattern of signs.
template <class Instance, class Value>
void add(exact::Sides& sides, std::uint64_t replicate,
         const std::vector<Expression<Instance, Value>>& expressions, std::span<const Instance> patterns) {
    std::vector<std::vector<Value>> values;
    for (const auto& expression : expressions) {
        auto& of_expression = values.emplace_back();
        for (const auto& instance : patterns) of_expression.push_back(expression.value(instance));
    }
    sides.add(replicate, std::span<const std::vector<Value>>(values));
}

}  // namespace assay::experiments
