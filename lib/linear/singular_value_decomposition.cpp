#include "lib/linear/singular_value_decomposition.hpp"

#include <Eigen/SVD>

#include "lib/linear/factor.hpp"

namespace assay::linear::detail {

namespace {

using Singular = Eigen::BDCSVD<Matrix<double>>;

}  // namespace

Index ThinSvd::rank() const {
    const double least = rounding_noise(U.rows(), V.rows()) * s[0];
    return (s.array() > least).count();
}

ThinSvd thin_svd(const Matrix<double>& X) {
    const Singular svd(X, Eigen::ComputeThinU | Eigen::ComputeThinV);
    return {svd.matrixU(), svd.singularValues(), svd.matrixV()};
}

Vector<double> singular_values_of(const Matrix<double>& X) {
    return Singular(X).singularValues();
}

}  // namespace assay::linear::detail
