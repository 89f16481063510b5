#pragma once
// The one place where Eigen's singular value decomposition is compiled, which takes the compiler half a
// minute. Internal to lib/linear.

#include "lib/linear/problem.hpp"

namespace assay::linear::detail {

/// X = U diag(s) V', with k = min(rows, columns): U is rows x k, V columns x k, s descending and at least 0.
struct ThinSvd {
    Matrix<double> U;
    Vector<double> s;
    Matrix<double> V;

    /// How many singular values exceed rounding_noise times the largest.
    [[nodiscard]] Index rank() const;
};

/// X must be finite and not empty. Cost: about 20 max(rows, columns) min(rows, columns)^2 multiply-adds.
[[nodiscard]] ThinSvd thin_svd(const Matrix<double>& X);

/// The singular values alone, descending: cheaper by the vectors.
[[nodiscard]] Vector<double> singular_values_of(const Matrix<double>& X);

}  // namespace assay::linear::detail
