#include "lib/nn/initializer/orthogonal.hpp"

#include <Eigen/QR>
#include <algorithm>

namespace assay::nn {
namespace {

template <class Scalar>
void fill(const Orthogonal& init, random::Stream& stream, Eigen::Ref<Matrix<Scalar>> weights) {
    const Index rows = weights.rows(), cols = weights.cols();
    detail::require_fans(Orthogonal::name, cols, rows);
    detail::require_positive(Orthogonal::name, "gain", init.gain);
    const Index tall = std::max(rows, cols), narrow = std::min(rows, cols);
    Matrix<Scalar> normals(tall, narrow);
    fill_normal(stream, normals);
    const Eigen::HouseholderQR<Matrix<Scalar>> qr(normals);
    Matrix<Scalar> q = qr.householderQ() * Matrix<Scalar>::Identity(tall, narrow);
    const auto gain = static_cast<Scalar>(init.gain);
    for (Index j = 0; j < narrow; ++j) q.col(j) *= qr.matrixQR()(j, j) < 0 ? -gain : gain;
    if (rows >= cols)
        weights = q;
    else
        weights = q.transpose();
}

}  // namespace

double Orthogonal::variance(Index fan_in, Index fan_out) const {
    detail::require_fans(name, fan_in, fan_out);
    detail::require_positive(name, "gain", gain);
    return gain * gain / static_cast<double>(std::max(fan_in, fan_out));
}

void Orthogonal::operator()(random::Stream& stream, Eigen::Ref<Matrix<float>> weights) const {
    fill<float>(*this, stream, weights);
}
void Orthogonal::operator()(random::Stream& stream, Eigen::Ref<Matrix<double>> weights) const {
    fill<double>(*this, stream, weights);
}

}  // namespace assay::nn
