#pragma once
// Activations on whole matrices. The loops are plain: the compiler makes SIMD code of them where the scalar
// is a float or the function a comparison, and the bits are those of one element at a time.

#include "lib/nn/layout.hpp"

namespace assay::nn {

/// result = f(z), element by element; `result` takes the shape of z and may be z. Allocates only when the
/// shape changes.
template <class Scalar, class Activation>
void activate(Activation f, const Matrix<Scalar>& z, Matrix<Scalar>& result) {
    result.resize(z.rows(), z.cols());
    const Scalar* const in = z.data();
    Scalar* const out = result.data();
    for (Index i = 0, size = z.size(); i < size; ++i) out[i] = f.value(in[i]);
}

/// gradient <- gradient * f'(z), element by element: the gradient in f(z) becomes the gradient in z. The
/// shapes must agree.
template <class Scalar, class Activation>
void multiply_by_derivative(Activation f, const Matrix<Scalar>& z, Matrix<Scalar>& gradient) {
    const Scalar* const in = z.data();
    Scalar* const out = gradient.data();
    for (Index i = 0, size = z.size(); i < size; ++i) out[i] = Scalar(out[i] * f.derivative(in[i]));
}

}  // namespace assay::nn
