#pragma once
// Random matrices and vectors for networks.

#include <Eigen/Core>
#include <cstddef>
#include <span>

#include "lib/random/normal.hpp"

namespace assay::nn {

/// Fills a matrix or vector of float or double with independent standard normals, in the order of its storage
/// (column by column): the values are those of random::fill_normal on a span of the same size.
template <class Derived>
void fill_normal(random::Stream& stream, Eigen::PlainObjectBase<Derived>& values) {
    random::fill_normal(stream, std::span(values.data(), static_cast<std::size_t>(values.size())));
}

}  // namespace assay::nn
