#pragma once
// The finite data set of the experiments that sample minibatches. It is part of the test bed: the same for
// every seed and every replicate, so that replicates differ in their minibatches alone and are independent.

#include <span>

#include "lib/optim/objective/linear_model.hpp"
#include "lib/random/normal.hpp"

namespace assay::experiments {

/// n examples with d standard normal inputs.
[[nodiscard]] inline optim::LeastSquares<double>::Inputs fixed_inputs(Eigen::Index n, Eigen::Index d) {
    random::Stream stream({2022, 12}, 0);
    optim::LeastSquares<double>::Inputs inputs(n, d);
    random::fill_normal(stream, std::span(inputs.data(), static_cast<std::size_t>(inputs.size())));
    return inputs;
}

/// n standard normal numbers, moved so that they have mean 0 and scaled to a mean square of 1. n >= 2.
[[nodiscard]] inline Eigen::VectorXd fixed_noise(Eigen::Index n) {
    random::Stream stream({2022, 12}, 1);
    Eigen::VectorXd noise(n);
    random::fill_normal(stream, std::span(noise.data(), static_cast<std::size_t>(n)));
    noise.array() -= noise.mean();
    return noise * std::sqrt(static_cast<double>(n) / noise.squaredNorm());
}

}  // namespace assay::experiments
