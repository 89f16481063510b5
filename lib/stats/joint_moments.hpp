#pragma once
// Mergeable joint moments of several quantities to third order: what intervals for ratios, differences,
// variances and covariances need.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "lib/stats/moments.hpp"

namespace assay::stats {

/// Count, means and central sums of points with N coordinates, by the pairwise formulas of P. Pebay
/// (moments.hpp). A point with a non-finite coordinate is counted as missing and enters nothing else. Range
/// as for Moments. Instantiated for N = 2 and 3.
template <std::size_t N>
class JointMoments {
  public:
    using Point = std::array<double, N>;
    using Columns = std::array<std::span<const double>, N>;  ///< one span a coordinate

    void add(const Point& point) noexcept;
    /// Cost: linear; two passes over at most 1024 points at a time, no allocation.
    /// Throws std::invalid_argument unless all columns have the same size.
    void add(const Columns& columns);
    void merge(const JointMoments& other) noexcept;

    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }  ///< finite points
    [[nodiscard]] std::uint64_t missing() const noexcept {
        return missing_;
    }  ///< points with a NaN or infinity
    /// Mean of coordinate i < N; 0 when empty.
    [[nodiscard]] double mean(std::size_t i) const noexcept { return axes_[i].mean.value; }
    /// The least and the greatest of coordinate i < N; +infinity and -infinity when empty.
    [[nodiscard]] double least(std::size_t i) const noexcept { return axes_[i].least; }
    [[nodiscard]] double greatest(std::size_t i) const noexcept { return axes_[i].greatest; }
    /// Sum of (x_i - mean_i)(x_j - mean_j); i, j < N in any order.
    [[nodiscard]] double m2(std::size_t i, std::size_t j) const noexcept;
    /// Sum of (x_i - mean_i)(x_j - mean_j)(x_k - mean_k); i, j, k < N in any order.
    [[nodiscard]] double m3(std::size_t i, std::size_t j, std::size_t k) const noexcept;

    /// The moments of c_0 x_0 + ... + c_{N-1} x_{N-1}:
    ///   m2 = sum over i, j of c_i c_j m2(i, j),  m3 = sum over i, j, k of c_i c_j c_k m3(i, j, k).
    /// The extremes are bounds, the sums of those of the terms, so that largest_square() errs upwards and the
    /// admission rule of the Student interval towards refusal.
    [[nodiscard]] Moments linear(const Point& coefficients) const noexcept;

  private:
    /// One coordinate. An empty sample has the extremes of an empty set.
    struct Axis {
        RunningMean mean = {};
        double least = std::numeric_limits<double>::infinity(),
               greatest = -std::numeric_limits<double>::infinity();
    };
    /// Each sum once, at its ascending indices in lexicographic order.
    struct Sums {
        std::array<double, N*(N + 1) / 2> second = {};
        std::array<double, N*(N + 1) * (N + 2) / 6> third = {};
    };
    [[nodiscard]] static JointMoments of_chunk(const Columns& columns) noexcept;

    std::uint64_t count_ = 0, missing_ = 0;
    std::array<Axis, N> axes_ = {};
    Sums sums_ = {};
};

extern template class JointMoments<2>;
extern template class JointMoments<3>;

}  // namespace assay::stats
