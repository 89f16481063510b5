#pragma once
// A table of named expressions over the instances of an exact experiment: the sides of its identities.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
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

/// The instances of one replicate, as they may be drawn: one; none, where the replicate is missing; one for
/// each pattern of signs.
template <class Instance>
[[nodiscard]] std::span<const Instance> patterns(const Instance& drawn) {
    return {&drawn, 1};
}
template <class Instance>
[[nodiscard]] std::span<const Instance> patterns(const std::optional<Instance>& drawn) {
    return drawn ? std::span<const Instance>(&*drawn, 1) : std::span<const Instance>();
}
template <class Instance>
[[nodiscard]] std::span<const Instance> patterns(const std::vector<Instance>& drawn) {
    return drawn;
}

/// The replicates of a block: draw() gives what the expressions are evaluated on, an Instance, a
/// std::optional or a std::vector of them; also(replicate, instance) is called with the first instance of
/// each replicate that is not missing. Returns how many are missing.
template <class Instance, class Value, class Draw, class Also>
[[nodiscard]] std::uint64_t add_drawn(exact::Sides& sides, engine::Replicates replicates,
                                      const std::vector<Expression<Instance, Value>>& expressions, Draw draw,
                                      Also also) {
    std::uint64_t missing = 0;
    for (std::uint64_t r = replicates.first; r < replicates.first + replicates.count; ++r) {
        const auto drawn = draw();
        const auto instances = patterns<Instance>(drawn);
        if (instances.empty()) {
            ++missing;
            continue;
        }
        add(sides, r, expressions, instances);
        also(r, instances.front());
    }
    return missing;
}
template <class Instance, class Value, class Draw>
[[nodiscard]] std::uint64_t add_drawn(exact::Sides& sides, engine::Replicates replicates,
                                      const std::vector<Expression<Instance, Value>>& expressions,
                                      Draw draw) {
    return add_drawn(sides, replicates, expressions, draw, [](std::uint64_t, const Instance&) {});
}

/// The block function of an experiment whose tally T has `sides` and more: the expressions on what
/// draw(parameters, stream) gives, and also(tally, replicate, instance): see add_drawn.
template <class P, class T, class Instance, class Value, class Draw, class Also>
[[nodiscard]] auto block_of(const std::vector<Expression<Instance, Value>>& expressions, Draw draw,
                            Also also) {
    return [expressions, draw, also](const P& p, random::Stream& stream, engine::Replicates replicates,
                                     T& tally) {
        return add_drawn(
            tally.sides, replicates, expressions, [&] { return draw(p, stream); },
            [&](std::uint64_t replicate, const Instance& instance) { also(tally, replicate, instance); });
    };
}

/// Sides by name, and how to add a block's replicates to them, which returns how many are missing.
template <class P>
struct DrawnSides {
    std::vector<engine::SideRow> rows;
    std::function<std::uint64_t(const P&, random::Stream&, engine::Replicates, exact::Sides&)> add;
};

/// The expressions, on what draw(parameters, stream) gives: see add_drawn.
template <class P, class Instance, class Value, class Draw>
[[nodiscard]] DrawnSides<P> drawn(const std::vector<Expression<Instance, Value>>& expressions, Draw draw) {
    return {rows(expressions), [expressions, draw](const P& p, random::Stream& stream,
                                                   engine::Replicates replicates, exact::Sides& sides) {
                return add_drawn(sides, replicates, expressions, [&] { return draw(p, stream); });
            }};
}

/// The tally of an experiment that measures sides and nothing else.
struct SidesTally {
    exact::Sides sides;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.sides);
    }
};

/// Such an experiment, as its author writes it.
template <class P>
struct Identities {
    std::string_view name, doc;
    engine::ParameterTable<P> parameters;
    DrawnSides<P> sides;
    /// The certificate, without trials, of every pair of sides: merely sampled, unless said otherwise.
    std::function<exact::Certificate(const P&)> proof = [](const P&) { return exact::Certificate{}; };
    std::uint64_t replicates_per_block = 8, blocks = 1;
};

/// The value that the engine runs.
template <class P>
[[nodiscard]] engine::Experiment identities(const Identities<P>& definition) {
    using T = SidesTally;
    return engine::experiment<P, T>({
        .name = definition.name,
        .doc = definition.doc,
        .parameters = definition.parameters,
        .tally = [names = engine::names(definition.sides.rows),
                  proof = definition.proof](const P& p) { return T{exact::Sides(names, proof(p))}; },
        .quantities = {engine::sides<P, T>(&T::sides, definition.sides.rows)},
        .block = [add = definition.sides.add](const P& p, random::Stream& stream,
                                              engine::Replicates replicates,
                                              T& tally) { return add(p, stream, replicates, tally.sides); },
        .replicates_per_block = [count = definition.replicates_per_block](const P&) { return count; },
        .blocks = definition.blocks,
    });
}

}  // namespace assay::experiments
