#pragma once
// Many replicates of a trajectory side by side.
//
// L replicates of d parameters are one vector of d L elements in which parameter i of the replicates 0 ...
// L-1 stands at i L ... i L + L - 1. Update rules work element by element, so that one step of a rule on this
// vector is a step of every replicate, in SIMD and with the bits of a replicate alone. Objectives take the
// same vector and find L from its size. A tile of replicates that stays in the first-level cache runs through
// all of its steps before the next tile begins: replicates_in_tile.

#include <algorithm>

#include "lib/optim/update_rule.hpp"

namespace assay::optim {

namespace detail {

/// Throws std::invalid_argument unless `size` elements are whole parameters of `replicates` replicates.
inline void require_replicates(const char* function, Eigen::Index size, Eigen::Index replicates) {
    if (replicates < 1 || size % replicates != 0)
        throw std::invalid_argument(std::string(function) +
                                    ": replicates must be at least 1 and divide the number of elements, " +
                                    std::to_string(size) + ", not " + std::to_string(replicates));
}

}  // namespace detail

/// How many replicates of d double parameters make a tile: about 1152 doubles (9 KiB) an array, which are 24
/// times the 48 that fill_normal makes at once, and three of which fit into the first-level cache; a multiple
/// of 8, at least 8.
[[nodiscard]] constexpr Eigen::Index replicates_in_tile(Eigen::Index d) {
    return std::max<Eigen::Index>(8, 1152 / std::max<Eigen::Index>(d, 1) / 8 * 8);
}

/// The vector as a matrix with a row a replicate and a column a parameter, without copying. Throws
/// std::invalid_argument when the replicates do not divide its size.
template <class S>
[[nodiscard]] auto by_replicate(Vector<S>& values, Eigen::Index replicates) {
    detail::require_replicates("by_replicate", values.size(), replicates);
    return Eigen::Map<Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>>(values.data(), replicates,
                                                                        values.size() / replicates);
}
template <class S>
[[nodiscard]] auto by_replicate(const Vector<S>& values, Eigen::Index replicates) {
    detail::require_replicates("by_replicate", values.size(), replicates);
    return Eigen::Map<const Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>>(values.data(), replicates,
                                                                              values.size() / replicates);
}

/// `replicates` copies of one vector, side by side. Throws std::invalid_argument for fewer than 1.
template <class S>
[[nodiscard]] Vector<S> side_by_side(const Vector<S>& one, Eigen::Index replicates) {
    detail::require_replicates("side_by_side", 0, replicates);
    Vector<S> all(one.size() * replicates);
    for (Eigen::Index i = 0; i < one.size(); ++i) all.segment(i * replicates, replicates).setConstant(one[i]);
    return all;
}

}  // namespace assay::optim
