#pragma once
// Vectors and matrices of independent standard normals.

#include "lib/linear/problem.hpp"
#include "lib/nn/fill.hpp"

namespace assay::experiments::descent {

using Matrix = linear::Matrix<double>;
using Vector = linear::Vector<double>;

[[nodiscard]] inline Matrix normals(Eigen::Index rows, Eigen::Index columns, random::Stream& stream) {
    Matrix values(rows, columns);
    nn::fill_normal(stream, values);
    return values;
}
[[nodiscard]] inline Vector normals(Eigen::Index size, random::Stream& stream) {
    return normals(size, 1, stream);
}

}  // namespace assay::experiments::descent
