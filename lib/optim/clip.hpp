#pragma once
// Gradient clipping.

#include <algorithm>
#include <array>

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/lockstep.hpp"

namespace assay::optim {

/// Every element brought into [-limit, limit]: changes the direction as soon as one element is beyond.
/// Infinite elements become +-limit, NaN stays NaN. Throws std::invalid_argument for a limit that is not
/// positive.
template <class S>
void clip_by_value(Vector<S>& gradient, const S& limit) {
    detail::require_positive("clip_by_value", "limit", limit);
    for (Eigen::Index i = 0; i < gradient.size(); ++i) {
        if (gradient[i] > limit) gradient[i] = limit;
        if (gradient[i] < -limit) gradient[i] = -limit;
    }
}

/// The gradient of each of `replicates` replicates side by side (lockstep.hpp) scaled to Euclidean norm
/// `limit` if its norm is greater: g <- g limit / |g|, also where |g| or its square would overflow or
/// underflow. Of a gradient with infinite elements these and NaN become NaN and the others 0; without, one
/// NaN makes all of its replicate NaN. 002, on exploding gradients. Throws std::invalid_argument for a limit
/// that is not positive, or replicates that do not divide the size.
template <std::floating_point S>
void clip_by_norm(Vector<S>& gradient, S limit, Eigen::Index replicates = 1) {
    detail::require_positive("clip_by_norm", "limit", limit);
    detail::require_replicates("clip_by_norm", gradient.size(), replicates);
    constexpr Eigen::Index lanes = 64;
    std::array<S, lanes> largest{}, squares{}, factor{};
    for (Eigen::Index first = 0; first < replicates; first += lanes) {
        const Eigen::Index n = std::min(lanes, replicates - first);
        const auto each = [&](auto&& function) {
            for (Eigen::Index start = first; start < gradient.size(); start += replicates)
                for (Eigen::Index r = 0; r < n; ++r)
                    function(static_cast<std::size_t>(r), gradient[start + r]);
        };
        largest.fill(0);
        squares.fill(0);
        each([&](std::size_t r, S g) { largest[r] = std::max(largest[r], std::abs(g)); });
        each([&](std::size_t r, S g) {
            const S share = g == 0 ? S(0) : g / largest[r];
            squares[r] += share * share;
        });
        for (std::size_t r = 0; r < static_cast<std::size_t>(n); ++r) {
            // |g| = largest sqrt(squares), which may overflow; limit / |g| does not.
            const S share = limit / largest[r], root = std::sqrt(squares[r]);
            if (std::isinf(largest[r]))
                factor[r] = 0;
            else
                factor[r] = root <= share ? S(1) : share / root;
        }
        each([&](std::size_t r, S& g) { g *= factor[r]; });
    }
}

}  // namespace assay::optim
