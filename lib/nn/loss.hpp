#pragma once
// Losses of a batch whose samples are columns: squared, and softmax with cross-entropy.

#include <cmath>
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

namespace detail {

/// Of one sample's logits z: their largest, m, and s = sum_k e^(z_k - m).
template <class Scalar>
struct Exponentials {
    Scalar largest, sum;
};
template <class Column>
[[nodiscard]] auto exponentials(const Column& logits) {
    using std::exp;
    using Scalar = typename Column::Scalar;
    Exponentials<Scalar> result{logits.maxCoeff(), Scalar(0)};
    for (Index k = 0; k < logits.size(); ++k) result.sum += exp(Scalar(logits[k] - result.largest));
    return result;
}

}  // namespace detail

/// p_ki = e^(z_ki) / sum_j e^(z_ji) for each sample i. Exact up to rounding for logits of any finite size;
/// a NaN or +infinity in a sample makes its probabilities NaN. Throws std::invalid_argument when there are
/// samples but no classes.
template <class Scalar>
void softmax(const Matrix<Scalar>& logits, Matrix<Scalar>& probabilities) {
    using std::exp;
    if (logits.rows() == 0 && logits.cols() > 0)
        throw std::invalid_argument("softmax: logits must have a class");
    probabilities.resize(logits.rows(), logits.cols());
    for (Index i = 0; i < logits.cols(); ++i) {
        const auto [largest, total] = detail::exponentials(logits.col(i));
        for (Index k = 0; k < logits.rows(); ++k)
            probabilities(k, i) = exp(Scalar(logits(k, i) - largest)) / total;
    }
}

/// L = c sum_i sum_k t_ki (ln sum_j e^(z_ji) - z_ki) with logits z, the probabilities t_i of the classes for
/// sample i (one-hot for labels), and c as in squared_loss. Finite for logits of any finite size; at least 0
/// for t >= 0. Errors as for squared_loss, and when there are samples but no classes.
template <class Scalar>
[[nodiscard]] Scalar softmax_cross_entropy(const Matrix<Scalar>& logits, const Matrix<Scalar>& targets,
                                           Reduction reduction) {
    using std::log;
    const Scalar weight = detail::sample_weight(logits, targets, reduction, "softmax_cross_entropy");
    if (logits.rows() == 0 && logits.cols() > 0)
        throw std::invalid_argument("softmax_cross_entropy: logits must have a class");
    Scalar sum(0);
    for (Index i = 0; i < logits.cols(); ++i) {
        const auto [largest, total] = detail::exponentials(logits.col(i));
        const Scalar log_total = log(total);
        for (Index k = 0; k < logits.rows(); ++k)
            // A class of probability 0 costs nothing, whatever its logit.
            if (targets(k, i) != Scalar(0)) sum += targets(k, i) * (log_total + (largest - logits(k, i)));
    }
    return Scalar(weight * sum);
}

/// dL/dz_i = c ((sum_k t_ki) softmax(z_i) - t_i), of the logits' shape, for backward() of a network with
/// Identity outputs. Errors as above.
template <class Scalar>
void softmax_cross_entropy_gradient(const Matrix<Scalar>& logits, const Matrix<Scalar>& targets,
                                    Reduction reduction, Matrix<Scalar>& gradient) {
    const Scalar weight = detail::sample_weight(logits, targets, reduction, "softmax_cross_entropy_gradient");
    softmax(logits, gradient);
    for (Index i = 0; i < logits.cols(); ++i)
        gradient.col(i) = (gradient.col(i) * targets.col(i).sum() - targets.col(i)) * weight;
}

}  // namespace assay::nn
