#pragma once
// An intercept that is not penalised: centre the data, solve without it, and compute it afterwards.
//   T. Hastie, R. Tibshirani, J. Friedman: The Elements of Statistical Learning. 2nd edition, Springer 2009,
//   section 3.4.1.

#include "lib/linear/problem.hpp"

namespace assay::linear {

/// X and y less their means over the rows.
struct Centred {
    Matrix<double> X;
    Vector<double> y;
    Vector<double> means;  ///< of the columns of X
    double mean = 0;       ///< of y

    /// Where w solves least squares or ridge regression of the centred data, the intercept b for the data as
    /// they were: the least |y - X w - b|^2 + lambda |w|^2 over both has b = mean - means'w.
    [[nodiscard]] double intercept(const Vector<double>& w) const { return mean - means.dot(w); }
};

/// Centres X of shape n x d and y of length n; 2 n d operations. Throws std::invalid_argument when X is empty
/// or y has another length. NaN and infinities spread over their column.
[[nodiscard]] inline Centred centred(const Matrix<double>& X, const Vector<double>& y) {
    detail::require_shapes("centred", X, y);
    const Vector<double> means = X.colwise().mean();
    const double mean = y.mean();
    return {.X = X.rowwise() - means.transpose(), .y = y.array() - mean, .means = means, .mean = mean};
}

}  // namespace assay::linear
