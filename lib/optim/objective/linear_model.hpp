#pragma once
// Losses of a linear model: a sum over examples of a function of x_j' theta. Least squares and logistic
// regression differ in that function only.

#include <array>
#include <cmath>
#include <span>

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/objective/objective.hpp"

namespace assay::optim {

/// What a sum over examples is multiplied with.
enum class Scaling { sum, half_sum, mean };

/// f(theta) = c sum_j Phi::value(x_j' theta, y_j) over the n examples, with gradient
/// c sum_j Phi::slope(x_j' theta, y_j) x_j; c is 1, 1/2 or 1/n (`scaling`).
template <class Phi>
struct LinearModel {
    using Scalar = typename Phi::Scalar;
    /// A row an example, stored row by row, as a step on a few examples reads them.
    using Inputs = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

    Inputs inputs;           ///< X, n x d
    Vector<Scalar> targets;  ///< y, n
    Scaling scaling = Scaling::sum;

    [[nodiscard]] Eigen::Index dimension() const { return inputs.cols(); }
    [[nodiscard]] Eigen::Index examples() const { return inputs.rows(); }

    /// Cost: n d multiplications a replicate. Throws std::invalid_argument also when there are no examples,
    /// or not one target for each.
    void values(const Vector<Scalar>& at, Vector<Scalar>& out) const {
        const Eigen::Index n =
            detail::check_values("LinearModel::values", dimension(), at.size(), out.size());
        check_examples();
        out.setZero();
        for (Eigen::Index j = 0; j < examples(); ++j)
            each_prediction(at, n, j, [&](Eigen::Index r, const Scalar& prediction) {
                out[r] += Phi::value(prediction, targets[j]);
            });
        out *= factor(examples());
    }
    /// Cost: 2 n d multiplications a replicate. Throws as `values`.
    void gradient(const Vector<Scalar>& at, Vector<Scalar>& out) const {
        const Eigen::Index n =
            detail::check_gradient("LinearModel::gradient", dimension(), at.size(), out.size());
        check_examples();
        out.setZero();
        for (Eigen::Index j = 0; j < examples(); ++j) add_slope(at, n, j, out);
        out *= factor(examples());
    }
    /// The same over the given examples, counted as often as they occur, with 1/n the inverse of their
    /// number: with Scaling::mean an unbiased estimate of the gradient if each is as likely as any other.
    /// Throws std::invalid_argument also for no example, or one that does not exist.
    void batch_gradient(std::span<const Eigen::Index> batch, const Vector<Scalar>& at,
                        Vector<Scalar>& out) const {
        const Eigen::Index n =
            detail::check_gradient("LinearModel::batch_gradient", dimension(), at.size(), out.size());
        check_examples();
        if (batch.empty())
            throw std::invalid_argument("LinearModel::batch_gradient: batch must hold at least one example");
        out.setZero();
        for (const Eigen::Index j : batch) {
            if (j < 0 || j >= examples())
                throw std::invalid_argument(
                    "LinearModel::batch_gradient: batch must hold examples from 0 to " +
                    std::to_string(examples() - 1) + ", not " + std::to_string(j));
            add_slope(at, n, j, out);
        }
        out *= factor(static_cast<Eigen::Index>(batch.size()));
    }

  private:
    void check_examples() const {
        if (examples() < 1) throw std::invalid_argument("LinearModel: inputs must have at least one row");
        if (targets.size() != examples())
            throw std::invalid_argument("LinearModel: targets must have one element for each of the " +
                                        std::to_string(examples()) + " rows of inputs, not " +
                                        std::to_string(targets.size()));
    }
    [[nodiscard]] Scalar factor(Eigen::Index count) const {
        if (scaling == Scaling::sum) return Scalar(1);
        return Scalar(1) / Scalar(scaling == Scaling::mean ? count : 2);
    }
    /// f(r, x_j' theta of replicate r) for every replicate, some at a time on the stack.
    template <class F>
    void each_prediction(const Vector<Scalar>& at, Eigen::Index replicates, Eigen::Index j, F f) const {
        constexpr Eigen::Index lanes = 64;
        if (replicates == 1) return f(0, Scalar(inputs.row(j).dot(at)));
        std::array<Scalar, lanes> sum{};
        for (Eigen::Index first = 0; first < replicates; first += lanes) {
            const Eigen::Index n = std::min(lanes, replicates - first);
            Eigen::Map<Vector<Scalar>> some(sum.data(), n);
            some.setZero();
            for (Eigen::Index i = 0; i < dimension(); ++i)
                some += at.segment(i * replicates + first, n) * inputs(j, i);
            for (Eigen::Index r = 0; r < n; ++r) f(first + r, some[r]);
        }
    }
    void add_slope(const Vector<Scalar>& at, Eigen::Index replicates, Eigen::Index j,
                   Vector<Scalar>& out) const {
        each_prediction(at, replicates, j, [&](Eigen::Index r, const Scalar& prediction) {
            const Scalar slope = Phi::slope(prediction, targets[j]);
            for (Eigen::Index i = 0; i < dimension(); ++i) out[i * replicates + r] += inputs(j, i) * slope;
        });
    }
};

/// (y - z)^2. With Scaling::sum the loss |y - X theta|^2 of 004, whose gradient is -2 X'(y - X theta).
template <class S>
struct SquaredError {
    using Scalar = S;
    [[nodiscard]] static S value(const S& z, const S& y) { return (z - y) * (z - y); }
    [[nodiscard]] static S slope(const S& z, const S& y) { return S(2) * (z - y); }
};
template <class S>
using LeastSquares = LinearModel<SquaredError<S>>;

/// ln(1 + e^(-y z)) for labels y = -1 or 1 (not checked), without overflow.
template <std::floating_point S>
struct LogisticLoss {
    using Scalar = S;
    [[nodiscard]] static S value(S z, S y) {
        const S margin = y * z;
        return std::log1p(std::exp(-std::abs(margin))) + (margin < 0 ? -margin : S(0));
    }
    [[nodiscard]] static S slope(S z, S y) { return -y / (1 + std::exp(y * z)); }
};
template <std::floating_point S>
using LogisticRegression = LinearModel<LogisticLoss<S>>;

}  // namespace assay::optim
