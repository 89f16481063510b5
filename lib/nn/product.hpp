#pragma once
// The three matrix products of a dense network. Those of float and double are compiled once, in product.cpp:
// Eigen's blocked product takes the compiler seconds wherever it is used. Internal to lib/nn.

#include <type_traits>

#include "lib/nn/layout.hpp"

namespace assay::nn::detail {

template <class Scalar>
using Result = Eigen::Ref<Matrix<Scalar>>;
template <class Scalar>
using Factor = Eigen::Ref<const Matrix<Scalar>>;

/// `product` of Eigen into `result`, which must have its shape and not overlap a factor. The blocked product
/// is for machine numbers; for other scalars it adds multiplications by 1, so theirs is the plain sum of
/// products.
template <class Scalar, class Left, class Right>
void assign_product(Result<Scalar> result, const Left& left, const Right& right) {
    if constexpr (std::is_floating_point_v<Scalar>)
        result.noalias() = left * right;
    else
        result = left.lazyProduct(right);
}

/// result = left right.
template <class Scalar>
void multiply(Result<Scalar> result, Factor<Scalar> left, Factor<Scalar> right) {
    assign_product<Scalar>(result, left, right);
}
/// result = left^T right.
template <class Scalar>
void multiply_left_transposed(Result<Scalar> result, Factor<Scalar> left, Factor<Scalar> right) {
    assign_product<Scalar>(result, left.transpose(), right);
}
/// result = left right^T.
template <class Scalar>
void multiply_right_transposed(Result<Scalar> result, Factor<Scalar> left, Factor<Scalar> right) {
    assign_product<Scalar>(result, left, right.transpose());
}

extern template void multiply<float>(Result<float>, Factor<float>, Factor<float>);
extern template void multiply<double>(Result<double>, Factor<double>, Factor<double>);
extern template void multiply_left_transposed<float>(Result<float>, Factor<float>, Factor<float>);
extern template void multiply_left_transposed<double>(Result<double>, Factor<double>, Factor<double>);
extern template void multiply_right_transposed<float>(Result<float>, Factor<float>, Factor<float>);
extern template void multiply_right_transposed<double>(Result<double>, Factor<double>, Factor<double>);

}  // namespace assay::nn::detail
