#pragma once
// How many examples the k-th step uses. 002, on trading off batch and stochastic gradient descent.

#include "lib/optim/hyperparameter.hpp"

namespace assay::optim {

/// m_k = round(initial growth^(k-1)) at step k = 1, 2, ..., or `largest` where that is less.
struct GeometricBatch {
    double initial = 1, growth = 1;
    std::uint64_t largest = std::uint64_t{1} << 53U;

    /// Throws std::invalid_argument for an initial size or growth below 1, for k = 0 and for largest = 0 or
    /// above 2^53.
    [[nodiscard]] std::uint64_t operator()(std::uint64_t k) const {
        constexpr double exact = 0x1p53;
        if (!(initial >= 1 && initial <= exact))
            detail::refuse("GeometricBatch", "initial", "from 1 to 2^53", initial);
        if (!(growth >= 1 && std::isfinite(growth)))
            detail::refuse("GeometricBatch", "growth", "finite and at least 1", growth);
        if (k == 0) detail::refuse("GeometricBatch", "k", "at least 1", 0);
        if (largest == 0 || static_cast<double>(largest) > exact)
            detail::refuse("GeometricBatch", "largest", "from 1 to 2^53", static_cast<double>(largest));
        const double size = std::round(initial * std::pow(growth, static_cast<double>(k - 1)));
        return size < static_cast<double>(largest) ? static_cast<std::uint64_t>(size) : largest;
    }
};

/// m_k = initial + increment (k - 1) at step k = 1, 2, ..., or `largest` where that is less. With the
/// defaults, m_k = k; with increment = 0, constant.
struct LinearBatch {
    std::uint64_t initial = 1, increment = 1;
    std::uint64_t largest = std::uint64_t{1} << 53U;

    /// Throws std::invalid_argument for an initial size of 0, for k = 0 and for largest = 0.
    [[nodiscard]] std::uint64_t operator()(std::uint64_t k) const {
        if (initial == 0) detail::refuse("LinearBatch", "initial", "at least 1", 0);
        if (k == 0) detail::refuse("LinearBatch", "k", "at least 1", 0);
        if (largest == 0) detail::refuse("LinearBatch", "largest", "at least 1", 0);
        if (initial >= largest || (increment > 0 && (largest - initial) / increment < k - 1)) return largest;
        return initial + increment * (k - 1);
    }
};

}  // namespace assay::optim
