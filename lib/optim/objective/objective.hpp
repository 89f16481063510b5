#pragma once
// What every objective is: a value and a gradient, of many replicates side by side.

#include <concepts>

#include "lib/optim/lockstep.hpp"

namespace assay::optim {

/// A function of dimension() parameters. `at` holds them of L >= 1 replicates side by side (lockstep.hpp), L
/// following from its size. `values(at, out)` writes the value of each replicate to the L elements of `out`;
/// `gradient(at, out)` writes the gradients, laid out as `at`, to `out`. Both throw std::invalid_argument
/// when a size does not fit, and allocate nothing for floating-point scalars. Where NaN enters, NaN comes
/// out.
template <class O>
concept Objective = requires(const O objective, const Vector<typename O::Scalar> at,
                             Vector<typename O::Scalar> out) {
    { objective.dimension() } -> std::same_as<Eigen::Index>;
    objective.values(at, out);
    objective.gradient(at, out);
};

/// The value at one point. Throws as `values`, and when `at` is not one replicate.
template <Objective O>
[[nodiscard]] typename O::Scalar value(const O& objective, const Vector<typename O::Scalar>& at) {
    Vector<typename O::Scalar> out(1);
    objective.values(at, out);
    return out[0];
}

namespace detail {

/// How many replicates `at` holds. Throws std::invalid_argument unless it is a whole number, at least 1.
[[nodiscard]] inline Eigen::Index count_replicates(const char* function, Eigen::Index dimension,
                                                   Eigen::Index size) {
    if (dimension < 1 || size < 1 || size % dimension != 0)
        throw std::invalid_argument(std::string(function) + ": at must have a positive multiple of the " +
                                    std::to_string(dimension) + " parameters, not " + std::to_string(size));
    return size / dimension;
}

/// The number of replicates, for values(at, out). Throws std::invalid_argument when sizes do not fit.
[[nodiscard]] inline Eigen::Index check_values(const char* function, Eigen::Index dimension, Eigen::Index at,
                                               Eigen::Index out) {
    const Eigen::Index replicates = count_replicates(function, dimension, at);
    if (out != replicates)
        throw std::invalid_argument(std::string(function) + ": out must have one element for each of the " +
                                    std::to_string(replicates) + " replicates, not " + std::to_string(out));
    return replicates;
}

/// The number of replicates, for gradient(at, out). Throws std::invalid_argument when sizes do not fit.
[[nodiscard]] inline Eigen::Index check_gradient(const char* function, Eigen::Index dimension,
                                                 Eigen::Index at, Eigen::Index out) {
    const Eigen::Index replicates = count_replicates(function, dimension, at);
    if (out != at) require_size((std::string(function) + ": out").c_str(), at, out);
    return replicates;
}

}  // namespace detail
}  // namespace assay::optim
