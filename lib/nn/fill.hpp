#pragma once
// Random matrices and vectors for networks.

#include <Eigen/Core>
#include <algorithm>
#include <cstddef>
#include <span>

#include "lib/random/normal.hpp"
#include "lib/random/uniform.hpp"

namespace assay::nn {

/// Fills a matrix or vector of float or double with independent standard normals, in the order of its storage
/// (column by column): the values are those of random::fill_normal on a span of the same size.
template <class Derived>
void fill_normal(random::Stream& stream, Eigen::PlainObjectBase<Derived>& values) {
    random::fill_normal(stream, std::span(values.data(), static_cast<std::size_t>(values.size())));
}

/// sd times the values of fill_normal, scaled while they are in the first-level cache.
template <class Scalar>
void fill_normal(random::Stream& stream, std::span<Scalar> values, Scalar sd) {
    constexpr std::size_t tile = 1024;
    while (!values.empty()) {
        const auto part = values.first(std::min(tile, values.size()));
        random::fill_normal(stream, part);
        for (Scalar& value : part) value *= sd;
        values = values.subspan(part.size());
    }
}

/// Uniform on (-half_width, half_width): half_width (2 u - 1) with the values u of random::fill_uniform.
template <class Scalar>
void fill_uniform(random::Stream& stream, std::span<Scalar> values, Scalar half_width) {
    random::fill_uniform(stream, values);
    for (Scalar& value : values) value = half_width * (2 * value - 1);
}

}  // namespace assay::nn
