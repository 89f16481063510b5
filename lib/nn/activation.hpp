#pragma once
// Activation functions as value types: value(z) and derivative(z) for one pre-activation z of any scalar
// type.
//
// value() keeps NaN, so that a diverged network stays visible.

namespace assay::nn {

/// f(z) = z.
struct Identity {
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

}  // namespace assay::nn
