#pragma once
// Mergeable central moments to third order, with the extremes that the admission rule of the Student interval needs.

#include <cstdint>
#include <limits>
#include <span>

namespace assay::stats {

/// Count, mean and central sums of one real quantity, by the one-pass formulas of
///   P. Pebay: Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical
///   moments. SAND2008-6212, equations 1.1-1.3 and 2.1.
/// Non-finite observations are counted as missing and enter nothing else.
class Moments {
  public:
    void add(double x) noexcept;
    /// Cost: linear; two passes over at most 1024 values at a time, no allocation.
    void add(std::span<const double> xs) noexcept;
    void merge(const Moments& other) noexcept;

    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }      ///< finite observations
    [[nodiscard]] std::uint64_t missing() const noexcept { return missing_; }  ///< NaN or infinite ones
    [[nodiscard]] double mean() const noexcept { return mean_; }               ///< 0 when empty
    [[nodiscard]] double m2() const noexcept { return m2_; }                   ///< sum of (x - mean)^2
    [[nodiscard]] double m3() const noexcept { return m3_; }                   ///< sum of (x - mean)^3
    [[nodiscard]] double variance() const noexcept;                            ///< m2 / (count - 1); NaN below 2
    [[nodiscard]] double skewness() const noexcept;  ///< sqrt(n) m3 / m2^(3/2); NaN when m2 = 0
    /// The largest (x - mean)^2 of any observation, from the extremes.
    [[nodiscard]] double largest_square() const noexcept;

    /// The moments of a + b x, exactly transformed.
    [[nodiscard]] Moments affine(double a, double b) const noexcept;

    /// From parts that another accumulator kept (joint_moments.hpp).
    struct Parts {
        std::uint64_t count, missing;
        double mean, m2, m3, least, greatest;
    };
    [[nodiscard]] static Moments from(const Parts& parts) noexcept;

  private:
    std::uint64_t count_ = 0, missing_ = 0;
    double mean_ = 0, m2_ = 0, m3_ = 0;
    double least_ = std::numeric_limits<double>::infinity(), greatest_ = -std::numeric_limits<double>::infinity();
};

}  // namespace assay::stats
