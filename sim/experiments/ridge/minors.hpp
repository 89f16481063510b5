#pragma once
// Determinants of Gram matrices as sums of squares, by the formula of Cauchy and Binet: why they are
// positive.
//   R. A. Horn, C. R. Johnson: Matrix Analysis. 2nd edition, Cambridge 2013, section 0.8.7.

#include <bit>
#include <vector>

#include "lib/exact/linear_algebra.hpp"

namespace assay::experiments::ridge {

/// The subsets of 0 .. size - 1 with k elements, ascending each.
[[nodiscard]] inline std::vector<std::vector<int>> subsets(Eigen::Index size, Eigen::Index k) {
    std::vector<std::vector<int>> all;
    for (unsigned bits = 0; bits < 1U << static_cast<unsigned>(size); ++bits) {
        if (std::popcount(bits) != k) continue;
        auto& subset = all.emplace_back();
        for (int i = 0; i < size; ++i)
            if (((bits >> static_cast<unsigned>(i)) & 1U) != 0) subset.push_back(i);
    }
    return all;
}

/// The sum of the squares of all k x k minors of X; 1 for k = 0. It is det X'X for k = d.
template <class S>
[[nodiscard]] S squared_minors(const exact::Matrix<S>& x, Eigen::Index k) {
    S sum(0);
    for (const auto& rows : subsets(x.rows(), k))
        for (const auto& columns : subsets(x.cols(), k)) {
            const S minor = exact::determinant(exact::Matrix<S>(x(rows, columns)));
            sum += minor * minor;
        }
    return sum;
}

/// det(X'X + lambda I) as it is defined.
template <class S>
[[nodiscard]] S penalized_determinant(const exact::Matrix<S>& x, const S& lambda) {
    exact::Matrix<S> penalized = exact::product(x.transpose(), x);
    for (Eigen::Index j = 0; j < penalized.rows(); ++j) penalized(j, j) += lambda;
    return exact::determinant(penalized);
}

/// det(X'X + lambda I) = sum over k = 0 .. d of lambda^(d-k) squared_minors(X, k): at least lambda^d.
template <class S>
[[nodiscard]] S penalized_minors(const exact::Matrix<S>& x, const S& lambda) {
    S sum(0);
    for (Eigen::Index k = 0; k <= x.cols(); ++k) sum = sum * lambda + squared_minors(x, k);
    return sum;
}

}  // namespace assay::experiments::ridge
