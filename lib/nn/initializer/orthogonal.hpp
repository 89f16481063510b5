#pragma once

#include "lib/nn/initializer/weights.hpp"

namespace assay::nn {

/// gain times a random orthogonal matrix, uniform by Haar's measure; for other shapes the first fan_in of its
/// columns or fan_out of its rows, so that the shorter side is orthonormal. 002, slide on orthogonal
/// matrices; A. M. Saxe, J. L. McClelland, S. Ganguli: Exact solutions to the nonlinear dynamics of learning
/// in deep linear neural networks. ICLR 2014.
/// A = Q R with normal A, the columns of Q multiplied by the signs of R's diagonal: F. Mezzadri: How to
/// generate random matrices from the classical compact groups. Notices AMS 54 (2007), section 4.
/// The variance of a weight is gain^2 / max(fan_in, fan_out); weights of a matrix are dependent.
/// Cost: cubic, and a few matrices of scratch memory.
struct Orthogonal {
    static constexpr std::string_view name = "orthogonal";

    double gain = 1;

    [[nodiscard]] double variance(Index fan_in, Index fan_out) const;
    void operator()(random::Stream& stream, Eigen::Ref<Matrix<float>> weights) const;
    void operator()(random::Stream& stream, Eigen::Ref<Matrix<double>> weights) const;
};

}  // namespace assay::nn
