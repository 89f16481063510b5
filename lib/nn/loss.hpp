#pragma once
// The squared loss of a batch whose samples are columns.

#include <stdexcept>

#include "lib/nn/layout.hpp"

namespace assay::nn {

/// Whether a loss is summed or averaged over the samples. Outputs of one sample are always summed.
enum class Reduction { mean, sum };

namespace detail {

/// 1 for a sum, 1/n for a mean over n samples; checks the shapes for `function`.
template <class Scalar>
[[nodiscard]] Scalar sample_weight(const Matrix<Scalar>& outputs, const Matrix<Scalar>& targets,
                                   Reduction reduction, const char* function) {
    if (outputs.rows() != targets.rows() || outputs.cols() != targets.cols())
        throw std::invalid_argument(std::string(function) + ": targets must have the shape of outputs");
    if (reduction == Reduction::sum) return Scalar(1);
    if (outputs.cols() == 0)
        throw std::invalid_argument(std::string(function) +
                                    ": outputs must have a sample to take the mean over");
    return Scalar(Scalar(1) / Scalar(static_cast<int>(outputs.cols())));
}

}  // namespace detail

/// L = c sum_i ||y_i - t_i||^2 with outputs y_i, targets t_i, and c = 1 (sum) or 1/n (mean over the n
/// samples). Throws std::invalid_argument when shapes differ or a mean has no samples.
template <class Scalar>
[[nodiscard]] Scalar squared_loss(const Matrix<Scalar>& outputs, const Matrix<Scalar>& targets,
                                  Reduction reduction) {
    const Scalar weight = detail::sample_weight(outputs, targets, reduction, "squared_loss");
    const auto residual = outputs - targets;
    return Scalar(weight * residual.cwiseProduct(residual).sum());
}

/// dL/dy_i = 2 c (y_i - t_i), of the outputs' shape, for backward(). Errors as above.
template <class Scalar>
void squared_loss_gradient(const Matrix<Scalar>& outputs, const Matrix<Scalar>& targets, Reduction reduction,
                           Matrix<Scalar>& gradient) {
    const Scalar factor =
        Scalar(2) * detail::sample_weight(outputs, targets, reduction, "squared_loss_gradient");
    gradient = (outputs - targets) * factor;
}

}  // namespace assay::nn
