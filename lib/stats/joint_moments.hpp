#pragma once
// Mergeable joint moments of pairs to third order: what the interval for a ratio of means needs.

#include <cstdint>
#include <limits>
#include <span>

#include "lib/stats/moments.hpp"

namespace assay::stats {

/// Count, means and central sums of pairs (x, y), by the pairwise formulas of P. Pebay (moments.hpp). A pair
/// with a non-finite member is counted as missing and enters nothing else. Range as for Moments.
class JointMoments {
  public:
    /// mPQ = sum of (x - mean_x)^P (y - mean_y)^Q.
    struct Sums {
        double m20 = 0, m11 = 0, m02 = 0, m30 = 0, m21 = 0, m12 = 0, m03 = 0;
    };

    void add(double x, double y) noexcept;
    /// Cost: linear; two passes over at most 1024 pairs at a time, no allocation.
    /// Throws std::invalid_argument unless both spans have the same size.
    void add(std::span<const double> xs, std::span<const double> ys);
    void merge(const JointMoments& other) noexcept;

    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }  ///< finite pairs
    [[nodiscard]] std::uint64_t missing() const noexcept {
        return missing_;
    }                                                                       ///< pairs with a NaN or infinity
    [[nodiscard]] double mean_x() const noexcept { return x_.mean.value; }  ///< 0 when empty
    [[nodiscard]] double mean_y() const noexcept { return y_.mean.value; }  ///< 0 when empty
    [[nodiscard]] const Sums& sums() const noexcept { return sums_; }

    /// The moments of a x + b y:
    ///   m2 = a^2 m20 + 2 a b m11 + b^2 m02,  m3 = a^3 m30 + 3 a^2 b m21 + 3 a b^2 m12 + b^3 m03.
    /// The extremes are bounds, those of a x plus those of b y, so that largest_square() errs upwards and the
    /// admission rule of the Student interval towards refusal.
    [[nodiscard]] Moments linear(double a, double b) const noexcept;

  private:
    /// One coordinate. An empty sample has the extremes of an empty set.
    struct Axis {
        RunningMean mean = {};
        double least = std::numeric_limits<double>::infinity(),
               greatest = -std::numeric_limits<double>::infinity();
    };
    [[nodiscard]] static JointMoments of_chunk(std::span<const double> xs,
                                               std::span<const double> ys) noexcept;

    std::uint64_t count_ = 0, missing_ = 0;
    Axis x_, y_;
    Sums sums_;
};

}  // namespace assay::stats
