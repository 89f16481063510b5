#pragma once
// What the deterministic experiments on quadratics share.

#include <cmath>

#include "lib/optim/objective/quadratic.hpp"
#include "lib/optim/spectrum.hpp"
#include "lib/stats/computed.hpp"

namespace assay::experiments::descent {

using Vector = optim::Vector<double>;

enum class Spacing { ratios, differences };

/// Curvatures from 1/condition to 1, ascending, with equal ratios or equal differences.
[[nodiscard]] inline optim::Quadratic<double> bowl(Spacing spacing, double condition, Eigen::Index count) {
    return {spacing == Spacing::ratios ? optim::geometrically_spaced(1 / condition, 1.0, count)
                                       : optim::equally_spaced(1 / condition, 1.0, count)};
}

/// A number computed with that relative error; NaN, which counts as missing, where it is not finite.
[[nodiscard]] inline stats::Computed rounded(double value, double relative_error) {
    if (!std::isfinite(value)) return {};
    return {.value = value, .error = std::abs(value) * relative_error};
}
/// A number without error, such as a count.
[[nodiscard]] inline stats::Computed counted(double value) {
    return {.value = value, .error = 0};
}

}  // namespace assay::experiments::descent
