#pragma once
// Activation functions as value types: value(z) and derivative(z) for one pre-activation z of any scalar
// type. lib/nn/elementwise.hpp applies them to matrices, lib/nn/gaussian.hpp has their moments under a
// Gaussian.
//
// value() keeps NaN, so that a diverged network stays visible. In float all are branch-free: loops over them
// become SIMD code, and a result does not depend on an element's place. Exact scalars do for those that need
// no exponential: Identity, Relu, LeakyRelu, Threshold.

#include <string_view>

#include "lib/nn/exponential.hpp"

namespace assay::nn {

/// f(z) = z.
struct Identity {
    static constexpr std::string_view name = "identity";

    template <class Scalar>
    [[nodiscard]] Scalar value(const Scalar& z) const {
        return z;
    }
    template <class Scalar>
    [[nodiscard]] Scalar derivative(const Scalar&) const {
        return Scalar(1);
    }
};

/// f(z) = max(0, z). At the corner the derivative is taken as 0, one of its subgradients: a unit whose
/// pre-activation is exactly 0 receives no gradient.
struct Relu {
    static constexpr std::string_view name = "relu";

    template <class Scalar>
    [[nodiscard]] Scalar value(const Scalar& z) const {
        return z < Scalar(0) ? Scalar(0) : z;
    }
    template <class Scalar>
    [[nodiscard]] Scalar derivative(const Scalar& z) const {
        return z > Scalar(0) ? Scalar(1) : Scalar(0);
    }
};

/// f(z) = z for z > 0, slope z otherwise. At the corner the derivative is `slope`, as Relu's is 0.
/// A. L. Maas, A. Y. Hannun, A. Y. Ng: Rectifier nonlinearities improve neural network acoustic models. ICML
/// 2013.
struct LeakyRelu {
    static constexpr std::string_view name = "leaky-relu";

    double slope = 0.01;

    template <class Scalar>
    [[nodiscard]] Scalar value(const Scalar& z) const {
        return z > Scalar(0) ? z : Scalar(static_cast<Scalar>(slope) * z);
    }
    template <class Scalar>
    [[nodiscard]] Scalar derivative(const Scalar& z) const {
        return z > Scalar(0) ? Scalar(1) : static_cast<Scalar>(slope);
    }
};

/// f(z) = tanh z. f'(z) = 4 e / (1 + e)^2 with e = e^(-2|z|), which keeps its relative accuracy in both tails
/// where 1 - f(z)^2 rounds to 0.
struct Tanh {
    static constexpr std::string_view name = "tanh";

    template <class Scalar>
    [[nodiscard]] Scalar value(const Scalar& z) const {
        return detail::hyperbolic_tangent(z);
    }
    template <class Scalar>
    [[nodiscard]] Scalar derivative(const Scalar& z) const {
        const Scalar e = detail::exp_nonpositive(Scalar(z < Scalar(0) ? Scalar(2) * z : Scalar(-2) * z));
        return Scalar(4) * e / ((Scalar(1) + e) * (Scalar(1) + e));
    }
};

/// f(z) = 1 / (1 + e^-z). With e = e^(-|z|) computed as 1 / (1 + e) or e / (1 + e), and
/// f'(z) = e / (1 + e)^2, both relatively accurate in both tails.
struct Sigmoid {
    static constexpr std::string_view name = "sigmoid";

    template <class Scalar>
    [[nodiscard]] Scalar value(const Scalar& z) const {
        const Scalar e = detail::exp_nonpositive(Scalar(z < Scalar(0) ? z : -z));
        return (z < Scalar(0) ? e : Scalar(1)) / (Scalar(1) + e);
    }
    template <class Scalar>
    [[nodiscard]] Scalar derivative(const Scalar& z) const {
        const Scalar e = detail::exp_nonpositive(Scalar(z < Scalar(0) ? z : -z));
        return e / ((Scalar(1) + e) * (Scalar(1) + e));
    }
};

/// f(z) = 1 for z > 0, 0 otherwise. Its derivative is 0, also at the jump: no gradient passes.
struct Threshold {
    static constexpr std::string_view name = "threshold";

    template <class Scalar>
    [[nodiscard]] Scalar value(const Scalar& z) const {
        const Scalar step = z > Scalar(0) ? Scalar(1) : Scalar(0);
        return z == z ? step : z;
    }
    template <class Scalar>
    [[nodiscard]] Scalar derivative(const Scalar&) const {
        return Scalar(0);
    }
};

}  // namespace assay::nn
