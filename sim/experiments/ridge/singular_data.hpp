#pragma once
// Random data with given singular values, in double.

#include <Eigen/QR>
#include <algorithm>
#include <cmath>

#include "lib/linear/problem.hpp"
#include "lib/nn/fill.hpp"

namespace assay::experiments::ridge {

using RealMatrix = linear::Matrix<double>;
using RealVector = linear::Vector<double>;

/// Independent standard normals.
[[nodiscard]] inline RealMatrix normals(Eigen::Index rows, Eigen::Index columns, random::Stream& stream) {
    RealMatrix values(rows, columns);
    nn::fill_normal(stream, values);
    return values;
}
[[nodiscard]] inline RealVector normals(Eigen::Index size, random::Stream& stream) {
    RealVector values(size);
    nn::fill_normal(stream, values);
    return values;
}

/// Orthonormal columns that span the same space as random normal ones, rows >= columns.
[[nodiscard]] inline RealMatrix orthonormal(Eigen::Index rows, Eigen::Index columns, random::Stream& stream) {
    const Eigen::HouseholderQR<RealMatrix> qr(normals(rows, columns, stream));
    return qr.householderQ() * RealMatrix::Identity(rows, columns);
}

/// `count` values from 1 down to 1/condition, in equal ratios; the first one alone for count = 1.
[[nodiscard]] inline RealVector spectrum(Eigen::Index count, double condition) {
    RealVector values(count);
    for (Eigen::Index i = 0; i < count; ++i)
        values(i) = std::pow(
            condition, -static_cast<double>(i) / static_cast<double>(std::max<Eigen::Index>(count - 1, 1)));
    return values;
}

/// X = U diag(s) V' of shape rows x columns, and the singular vectors of its non-zero singular values s.
struct SingularData {
    RealMatrix x, u, v;
    RealVector s;
};
[[nodiscard]] inline SingularData singular_data(Eigen::Index rows, Eigen::Index columns, Eigen::Index rank,
                                                double condition, random::Stream& stream) {
    SingularData data{.u = orthonormal(rows, rank, stream),
                      .v = orthonormal(columns, rank, stream),
                      .s = spectrum(rank, condition)};
    data.x = data.u * data.s.asDiagonal() * data.v.transpose();
    return data;
}

}  // namespace assay::experiments::ridge
