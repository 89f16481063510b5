#pragma once
// Functions of a parameter struct P and a tally struct T, as functions of their addresses. Each is wrapped
// once, where its author writes it, so that all the rest of an experiment is compiled once and not for every
// P and T: that takes a second less a file.

#include <any>
#include <cstdint>
#include <functional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "sim/engine/bound_experiment.hpp"

namespace assay::engine::detail {

/// A function of a P, called with the P's address.
template <class P, class R>
struct OfParameters {
    template <class F>
    requires std::is_invocable_r_v<R, const F&, const P&> OfParameters(F f)
        : erased([f = std::move(f)](const void* p) { return static_cast<R>(f(*static_cast<const P*>(p))); }) {
    }
    std::function<R(const void* p)> erased;
};
/// A function of a P, a T and more, called with the addresses of the two.
template <class P, class T, class R, class... More>
struct OfTally {
    template <class F>
    requires std::is_invocable_r_v<R, const F&, const P&, const T&, More...> OfTally(F f)
        : erased([f = std::move(f)](const void* p, const void* t, More... more) -> R {
              return f(*static_cast<const P*>(p), *static_cast<const T*>(t), more...);
          }) {}
    std::function<R(const void* p, const void* t, More...)> erased;
};
/// Makes the T of a P.
template <class P, class T>
struct MakeTally {
    template <class F>
    requires std::is_invocable_r_v<T, const F&, const P&> MakeTally(F f)
        : erased([f = std::move(f)](const void* p) { return std::any(T(f(*static_cast<const P*>(p)))); }) {}
    std::function<std::any(const void* p)> erased;
};
/// Adds replicates to a T.
template <class P, class T>
struct FillTally {
    template <class F>
    requires std::is_invocable_r_v<std::uint64_t, const F&, const P&, random::Stream&, Replicates, T&>
    FillTally(F f)
        : erased([f = std::move(f)](const void* p, random::Stream& stream, Replicates r, std::any& tally) {
              return static_cast<std::uint64_t>(
                  f(*static_cast<const P*>(p), stream, r, *std::any_cast<T>(&tally)));
          }) {}
    std::function<std::uint64_t(const void* p, random::Stream&, Replicates, std::any& tally)> erased;
};
/// A part of a tally, from the tally's address.
template <class Part>
using GetPart = std::function<const Part&(const void* t)>;
template <class T, class Part>
[[nodiscard]] GetPart<Part> get(Part T::*part) {
    return [part](const void* t) -> const Part& { return static_cast<const T*>(t)->*part; };
}

struct Parameter {
    ParameterInfo info;
    std::function<void(void* p, const Value&)> set;
};

using Scalar = std::function<stats::Estimate(const void* p, const void* t, std::size_t, double)>;
using Law = std::function<stats::Histogram(const void* p, const void* t, std::size_t)>;
using Identity = std::function<exact::Certificate(const void* p, const void* t, std::size_t)>;
using Side = std::function<exact::Certificate(const void* p, const void* t, std::string_view)>;
struct Quantity {
    QuantityInfo info;
    std::function<std::vector<double>(const void* p)> points;
    std::variant<Scalar, Law, Identity, Side> measure;
};
using Quantities = std::vector<Quantity>;
void append(Quantities& all, const Quantities& more);

}  // namespace assay::engine::detail

extern template class std::vector<assay::engine::detail::Parameter>;
extern template class std::vector<assay::engine::detail::Quantity>;
