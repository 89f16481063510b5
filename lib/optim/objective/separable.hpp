#pragma once
// Sums over the parameters of one function of one variable: a minimum without curvature, with too little,
// with bounded slope, and two of them.

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/objective/objective.hpp"

namespace assay::optim {

/// f(theta) = sum_i phi(theta_i), with Phi's value(x) and slope(x).
template <class Phi>
struct Separable {
    using Scalar = typename Phi::Scalar;

    Phi phi{};
    Eigen::Index parameters = 1;

    [[nodiscard]] Eigen::Index dimension() const { return parameters; }
    void values(const Vector<Scalar>& at, Vector<Scalar>& out) const {
        const Eigen::Index n = detail::check_values("Separable::values", parameters, at.size(), out.size());
        out.setZero();
        for (Eigen::Index i = 0; i < parameters; ++i)
            for (Eigen::Index r = 0; r < n; ++r) out[r] += phi.value(at[i * n + r]);
    }
    void gradient(const Vector<Scalar>& at, Vector<Scalar>& out) const {
        (void)detail::check_gradient("Separable::gradient", parameters, at.size(), out.size());
        for (Eigen::Index i = 0; i < at.size(); ++i) out[i] = phi.slope(at[i]);
    }
};

/// |x|, with slope 0 at 0, which is a subgradient: a fixed rate never comes to rest elsewhere.
template <class S>
struct AbsoluteValue {
    using Scalar = S;
    [[nodiscard]] static S value(const S& x) { return x < S(0) ? S(S(0) - x) : x; }
    [[nodiscard]] static S slope(const S& x) {
        if (x < S(0)) return S(-1);
        return x > S(0) ? S(1) : x;  // 0, and NaN
    }
};

/// x^4, with slope 4 x^3: its curvature vanishes at the minimum and grows without bound away from it.
template <class S>
struct Quartic {
    using Scalar = S;
    [[nodiscard]] static S value(const S& x) { return x * x * x * x; }
    [[nodiscard]] static S slope(const S& x) { return S(4) * x * x * x; }
};

/// ln cosh x, with slope tanh x, between -1 and 1, and curvature 1 at the minimum. The value is
/// |x| + ln((1 + e^(-2|x|)) / 2), or ln(1 + 2 sinh(x/2)^2) for |x| < 1: no overflow, no cancellation.
template <std::floating_point S>
struct LogCosh {
    using Scalar = S;
    [[nodiscard]] static S value(S x) {
        const S size = std::abs(x);
        if (size < 1) {
            const S s = std::sinh(x / 2);
            return std::log1p(2 * s * s);
        }
        return size + std::log1p(std::exp(-2 * size)) - static_cast<S>(0.69314718055994530942L);
    }
    [[nodiscard]] static S slope(S x) { return std::tanh(x); }
};

/// (x^2 - w^2)^2 / (8 w^2): two minima of value 0 and curvature 1 at +-w, a maximum of curvature -1/2
/// between.
template <class S>
struct DoubleWell {
    using Scalar = S;
    S well = S(1);  ///< w
    [[nodiscard]] S value(const S& x) const {
        const S square = x * x - well * well;
        return square * square / (S(8) * well * well);
    }
    [[nodiscard]] S slope(const S& x) const { return x * (x * x - well * well) / (S(2) * well * well); }
};

}  // namespace assay::optim
