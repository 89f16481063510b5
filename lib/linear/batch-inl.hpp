#pragma once
// Vectors of the same element of several instances, and the products that all forms need. Internal to
// lib/linear/batch.cpp.

#include <hwy/highway.h>

#include <utility>

#include "lib/linear/interleaved.hpp"

namespace assay::linear::detail {

namespace hn = hwy::HWY_NAMESPACE;
using Lanes = hn::CappedTag<double, Interleaved::lanes>;
using Values = hn::Vec<Lanes>;
inline constexpr Lanes lanes_tag;

/// Elements of interleaved matrices by their place, of one vector's worth of instances: a pointer and two
/// strides, so that a matrix and its transpose are the same data.
template <class Value>
struct View {
    Value* data;
    Index down, across;  ///< from an element to the next in its column, and in its row, in elements

    [[nodiscard]] Value* at(Index i, Index j) const {
        return data + (i * down + j * across) * Interleaved::lanes;
    }
    [[nodiscard]] Values load(Index i, Index j) const { return hn::Load(lanes_tag, at(i, j)); }
    void store(Values values, Index i, Index j) const { hn::Store(values, lanes_tag, at(i, j)); }
    [[nodiscard]] View transposed() const { return {data, across, down}; }
};
using Const = View<const double>;
using Mutable = View<double>;

[[nodiscard]] inline Const column(const double* data) {
    return {data, 1, 0};
}
[[nodiscard]] inline Mutable column(double* data) {
    return {data, 1, 0};
}

/// Calls f with std::integral_constant 1 .. most for consecutive tiles of [begin, end), as wide as possible:
/// f(width, position).
template <int most, class F>
void tiles(Index begin, Index end, const F& f) {
    for (; end - begin >= most; begin += most) f(std::integral_constant<int, most>{}, begin);
    if constexpr (most > 1) tiles<most - 1>(begin, end, f);
}

/// Calls f with std::integral_constant 0 .. count - 1: a loop that is always unrolled, so that arrays of
/// vectors indexed in it stay in registers.
template <int count, class F>
HWY_INLINE void unrolled(const F& f) {
    [&]<int... i>(std::integer_sequence<int, i...>) {
        (f(std::integral_constant<int, i>{}), ...);
    }
    (std::make_integer_sequence<int, count>{});
}

/// out = A' v for A of shape rows x columns.
inline void multiply_transposed(Const A, Index rows, Index columns, Const v, Mutable out) {
    tiles<8>(0, columns, [&](auto width, Index j) {
        Values sums[width];
        unrolled<width>([&](auto c) { sums[c] = hn::Zero(lanes_tag); });
        for (Index i = 0; i < rows; ++i) {
            const Values factor = v.load(i, 0);
            unrolled<width>([&](auto c) { sums[c] = hn::MulAdd(A.load(i, j + c), factor, sums[c]); });
        }
        unrolled<width>([&](auto c) { out.store(sums[c], j + c, 0); });
    });
}

}  // namespace assay::linear::detail
