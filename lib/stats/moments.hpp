#pragma once
// Mergeable central moments to third order, with the extremes that the admission rule of the Student interval
// needs.

#include <cstdint>
#include <limits>
#include <span>

#include "lib/stats/running_mean.hpp"

namespace assay::stats {

/// Count, mean and central sums of one real quantity, by the one-pass formulas of
///   P. Pebay: Formulas for robust, one-pass parallel computation of covariances and arbitrary-order
///   statistical moments. SAND2008-6212, equations 1.1-1.3 and 2.1.
/// Non-finite observations are counted as missing and enter nothing else.
/// Range: the sums are those of double precision. Deviations beyond about 1e102 (m3) or 1e154 (m2), and sums
/// beyond 1e308 (mean), turn the figure concerned into an infinity or NaN, never into a wrong finite number;
/// the Student interval then refuses.
class Moments {
  public:
    /// All that is kept. An empty sample has mean 0 and the extremes of an empty set.
    struct Parts {
        std::uint64_t count = 0, missing = 0;
        RunningMean mean = {};
        double m2 = 0, m3 = 0;
        double least = std::numeric_limits<double>::infinity(),
               greatest = -std::numeric_limits<double>::infinity();
    };
    /// From parts that another accumulator kept (joint_moments.hpp).
    [[nodiscard]] static Moments from(const Parts& parts) noexcept {
        Moments moments;
        moments.parts_ = parts;
        return moments;
    }

    void add(double x) noexcept;
    /// Cost: linear; two passes over at most 1024 values at a time, no allocation.
    void add(std::span<const double> xs) noexcept;
    void merge(const Moments& other) noexcept;

    [[nodiscard]] std::uint64_t count() const noexcept { return parts_.count; }      ///< finite observations
    [[nodiscard]] std::uint64_t missing() const noexcept { return parts_.missing; }  ///< NaN or infinite ones
    [[nodiscard]] double mean() const noexcept { return parts_.mean.value; }         ///< 0 when empty
    /// The extremes, or bounds on them (JointMoments::linear); +infinity and -infinity when empty.
    [[nodiscard]] double least() const noexcept { return parts_.least; }
    [[nodiscard]] double greatest() const noexcept { return parts_.greatest; }
    [[nodiscard]] double m2() const noexcept {
        return parts_.m2;
    }  ///< sum of (x - mean)^2, 0 for equal values
    [[nodiscard]] double m3() const noexcept { return parts_.m3; }  ///< sum of (x - mean)^3
    [[nodiscard]] double variance() const noexcept;                 ///< m2 / (count - 1); NaN below 2
    /// sqrt(n) m3 / m2^(3/2). NaN when m2 = 0, and for a standard deviation below 1e-90 or overflown sums,
    /// where cubes are lost.
    [[nodiscard]] double skewness() const noexcept;
    /// The largest (x - mean)^2 of any observation, from the extremes; 0 when empty.
    [[nodiscard]] double largest_square() const noexcept;

    /// The moments of a + b x, exactly transformed (up to rounding).
    [[nodiscard]] Moments affine(double a, double b) const noexcept;

  private:
    Parts parts_;
};

}  // namespace assay::stats
