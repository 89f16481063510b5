#pragma once
// Student intervals for the variance of replicates of an unknown law, and for the covariance of two.
//
// A variance is not the mean of anything observed, since the mean that its squares are taken about is
// unknown. It is the mean of (x - a)^2 for one a, the mean of x, and a is known to lie in an interval. So
// both parts are Student intervals of plain means, each under its own rule of admission.
//
// The centre c is a constant fixed in advance, not computed from the sample. Any c gives the same interval up
// to rounding. A centre far from the mean costs digits and nothing else to first order: at a distance of k
// standard deviations the sums of squares lose a factor near 4 k^2 to cancellation; beyond a factor of 1e8, k
// of some thousands, there is no interval and the reason says so. So the default 0 serves whenever the mean
// is below a thousand standard deviations. The exception are laws whose (x - E x)^2 hardly varies, such as a
// fair coin: the rule must know the extremes of (x - a)^2 closely, which it does for a centre near the mean.

#include <cstdint>
#include <span>

#include "lib/stats/estimate.hpp"
#include "lib/stats/joint_moments.hpp"

namespace assay::stats {

/// What student_variance needs: joint moments of u = x - c and u^2. A non-finite x is missing; an x whose
/// square overflows is not, it makes the sums overflow and the interval refuse.
class VarianceMoments {
  public:
    /// Throws std::domain_error unless the centre is finite.
    explicit VarianceMoments(double centre = 0);

    void add(double x) noexcept;
    /// Cost: linear, no allocation.
    void add(std::span<const double> xs);
    /// Throws std::invalid_argument unless both have the same centre.
    void merge(const VarianceMoments& other);

    [[nodiscard]] double centre() const noexcept { return centre_; }
    [[nodiscard]] const JointMoments<2>& joint() const noexcept { return joint_; }

  private:
    double centre_;
    JointMoments<2> joint_;
};

/// What student_covariance needs: joint moments of u = x - c_x, v = y - c_y and u v. A pair with a non-finite
/// member is missing.
class CovarianceMoments {
  public:
    /// Throws std::domain_error unless both centres are finite.
    explicit CovarianceMoments(double centre_x = 0, double centre_y = 0);

    void add(double x, double y) noexcept;
    /// Cost: linear, no allocation. Throws std::invalid_argument unless both spans have the same size.
    void add(std::span<const double> xs, std::span<const double> ys);
    /// Throws std::invalid_argument unless both have the same centres.
    void merge(const CovarianceMoments& other);

    [[nodiscard]] double centre_x() const noexcept { return centre_x_; }
    [[nodiscard]] double centre_y() const noexcept { return centre_y_; }
    [[nodiscard]] const JointMoments<3>& joint() const noexcept { return joint_; }

  private:
    double centre_x_, centre_y_;
    JointMoments<3> joint_;
};

/// The variance E (x - E x)^2, class asymptotic. With u = x - c and mean(.) the mean over the n replicates,
/// the union over all a in the Student interval of E u at level/8, mean(u) -+ h, of the Student intervals of
/// E (u - a)^2 at 7 level/8,
///   q(a) -+ t se(a),  q(a) = mean((u - a)^2) = m2/n + (mean(u) - a)^2,  se(a) = sd(u^2 - 2 a u) / sqrt(n),
/// contains the variance, its member at a = E u, unless one of the two misses. The ends are
///   [m2/n - t S, m2/n + h^2 + t S],  S = max(se(mean(u) - h), se(mean(u) + h)).
/// The upper one is that of the union: q + t se is convex in a (se is a norm of an affine function of a), q
/// is the same at both ends of a, so the maximum is at the end with the greater se. The lower one lies below
/// that of the union: q is m2/n at least and se is S at most. To first order the half-width is t sd((x - E
/// x)^2) / sqrt(n); h^2 is of order 1/n. The lower end is positive: for what is not negative the rule implies
/// S < 0.013 q, and t is below 40 for every level that a double can hold. The value is m2/(n - 1). Admitted
/// only when u, and u^2 - 2 a u at both ends of a, pass the rule of student_mean; otherwise all reals with
/// the reason in `method`. Throws std::domain_error unless 0 < level < 1.
[[nodiscard]] Estimate student_variance(const VarianceMoments& sample, double level);

/// The covariance E (x - E x)(y - E y), class asymptotic. With u = x - c_x and v = y - c_y, for any a and b
///   E (u - a)(v - b) = cov + (E u - a)(E v - b),
/// so the covariance is the mean of (u - a)(v - b) at (a, b) = (E u, E v), a point of the box of the Student
/// intervals mean(u) -+ h_u and mean(v) -+ h_v, each at level/16. The union over the box of the Student
/// intervals of E (u - a)(v - b) at 7 level/8, whose centres are m11/n + (mean(u) - a)(mean(v) - b) and
/// standard errors se(a, b) = sd(u v - a v - b u) / sqrt(n), lies within
///   m11/n -+ (h_u h_v + t S),  S the greatest of se at the four corners of the box:
/// the product takes its extremes -+ h_u h_v at corners, and se is convex in (a, b). The value is
/// m11/(n - 1). Admitted only when u, v, and u v - a v - b u at every corner pass the rule of student_mean;
/// otherwise all reals with the reason in `method`. Throws std::domain_error unless 0 < level < 1.
[[nodiscard]] Estimate student_covariance(const CovarianceMoments& sample, double level);

}  // namespace assay::stats
