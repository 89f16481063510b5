#include "lib/nn/product.hpp"

namespace assay::nn::detail {

template void multiply<float>(Result<float>, Factor<float>, Factor<float>);
template void multiply<double>(Result<double>, Factor<double>, Factor<double>);
template void multiply_left_transposed<float>(Result<float>, Factor<float>, Factor<float>);
template void multiply_left_transposed<double>(Result<double>, Factor<double>, Factor<double>);
template void multiply_right_transposed<float>(Result<float>, Factor<float>, Factor<float>);
template void multiply_right_transposed<double>(Result<double>, Factor<double>, Factor<double>);

}  // namespace assay::nn::detail
