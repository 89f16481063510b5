#pragma once
// The average of iterates.

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/update_rule.hpp"

namespace assay::optim {

/// The mean of the parameters it was given, by mean <- mean + (theta - mean) / k at the k-th. An average that
/// leaves out the first iterates is given the others only.
///   B. T. Polyak, A. B. Juditsky: Acceleration of stochastic approximation by averaging. SIAM J. Control
///   Optim. 30 (1992).
template <class S>
struct PolyakAverage {
    Vector<S> mean;           ///< 0 before the first
    std::uint64_t count = 0;  ///< of the parameters given

    explicit PolyakAverage(Eigen::Index parameters) : mean(Vector<S>::Zero(parameters)) {}

    /// NaN and infinite parameters make their own element of the mean so. Throws std::invalid_argument when
    /// `parameters` has not the size of the mean. No allocation.
    void add(const Vector<S>& parameters) {
        detail::require_size("PolyakAverage::add: parameters", mean.size(), parameters.size());
        count = detail::next_step("PolyakAverage::add", count);
        const S share = S(1) / S(count);
        mean += (parameters - mean) * share;
    }
};

}  // namespace assay::optim
