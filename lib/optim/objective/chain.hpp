#pragma once
// The quadratic on which no first-order method is fast.

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/objective/objective.hpp"

namespace assay::optim {

/// f(x) = L/4 ((x_1^2 + sum_(i<n) (x_i - x_(i+1))^2 + x_n^2) / 2 - x_1), whose curvature is at most L. From 0
/// a first-order method reaches one more link of the chain with each gradient, so that after k steps on n =
/// 2k + 1 links its excess is at least 3 L |x*|^2 / (32 (k+1)^2).
///   Y. Nesterov: Introductory lectures on convex optimization (2004), section 2.1.2, theorem 2.1.7.
template <class S>
struct Chain {
    using Scalar = S;

    Eigen::Index links{};  ///< n
    Scalar smoothness{};   ///< L

    [[nodiscard]] Eigen::Index dimension() const { return links; }
    void values(const Vector<Scalar>& at, Vector<Scalar>& out) const {
        const Eigen::Index n = detail::check_values("Chain::values", links, at.size(), out.size());
        const auto link = [&](Eigen::Index i) { return at.segment(i * n, n); };
        const Scalar half = Scalar(1) / Scalar(2), quarter = smoothness / Scalar(4);
        out = (link(0).cwiseAbs2() + link(links - 1).cwiseAbs2()) * half - link(0);
        for (Eigen::Index i = 0; i + 1 < links; ++i) out += (link(i) - link(i + 1)).cwiseAbs2() * half;
        out *= quarter;
    }
    /// L/4 (A x - e_1), A having 2 on its diagonal and -1 beside it.
    void gradient(const Vector<Scalar>& at, Vector<Scalar>& out) const {
        const Eigen::Index n = detail::check_gradient("Chain::gradient", links, at.size(), out.size());
        const auto link = [n](auto& values, Eigen::Index i) { return values.segment(i * n, n); };
        const Scalar quarter = smoothness / Scalar(4);
        out = at * Scalar(2);
        for (Eigen::Index i = 0; i + 1 < links; ++i) {
            link(out, i) -= link(at, i + 1);
            link(out, i + 1) -= link(at, i);
        }
        for (Eigen::Index r = 0; r < n; ++r) out[r] -= Scalar(1);
        out *= quarter;
    }

    /// x*_i = 1 - i / (n + 1), i from 1.
    [[nodiscard]] Vector<Scalar> minimizer() const {
        Vector<Scalar> result(links);
        for (Eigen::Index i = 0; i < links; ++i) result[i] = Scalar(1) - Scalar(i + 1) / Scalar(links + 1);
        return result;
    }
    /// L/8 (1/(n + 1) - 1).
    [[nodiscard]] Scalar minimum() const {
        return smoothness / Scalar(8) * (Scalar(1) / Scalar(links + 1) - Scalar(1));
    }
};

}  // namespace assay::optim
