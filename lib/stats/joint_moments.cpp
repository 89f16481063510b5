#include "lib/stats/joint_moments.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace assay::stats {
namespace {

constexpr std::size_t chunk = 1024;

using Sums = JointMoments::Sums;

/// Pebay's pairwise formulas for na pairs with sums a and nb pairs with sums b, whose means differ by (dx,
/// dy):
///   m_pq = sum over both of their sums about the common mean, with the first-order terms gone.
Sums merged(const Sums& a, double na, const Sums& b, double nb, double dx, double dy) noexcept {
    const double n = na + nb, weight = na * nb / n, skew = weight * ((na - nb) / n);
    const double d20 = (na * b.m20 - nb * a.m20) / n;
    const double d11 = (na * b.m11 - nb * a.m11) / n;
    const double d02 = (na * b.m02 - nb * a.m02) / n;
    return {.m20 = a.m20 + b.m20 + dx * dx * weight,
            .m11 = a.m11 + b.m11 + dx * dy * weight,
            .m02 = a.m02 + b.m02 + dy * dy * weight,
            .m30 = a.m30 + b.m30 + dx * dx * dx * skew + 3 * dx * d20,
            .m21 = a.m21 + b.m21 + dx * dx * dy * skew + 2 * dx * d11 + dy * d20,
            .m12 = a.m12 + b.m12 + dx * dy * dy * skew + 2 * dy * d11 + dx * d02,
            .m03 = a.m03 + b.m03 + dy * dy * dy * skew + 3 * dy * d02};
}

bool both_finite(double x, double y) noexcept {
    return std::isfinite(x) && std::isfinite(y);
}

}  // namespace

JointMoments JointMoments::of_chunk(std::span<const double> xs, std::span<const double> ys) noexcept {
    JointMoments part;
    double sum_x = 0, sum_y = 0;
    for (std::size_t i = 0; i < xs.size(); ++i) {
        if (!both_finite(xs[i], ys[i])) continue;
        ++part.count_;
        sum_x += xs[i];
        sum_y += ys[i];
        part.x_.least = std::min(part.x_.least, xs[i]);
        part.x_.greatest = std::max(part.x_.greatest, xs[i]);
        part.y_.least = std::min(part.y_.least, ys[i]);
        part.y_.greatest = std::max(part.y_.greatest, ys[i]);
    }
    part.missing_ = xs.size() - part.count_;
    if (part.count_ == 0) return part;
    // About the rounded means; the first-order sums then correct for that rounding. Equal values give exactly
    // 0.
    const auto n = static_cast<double>(part.count_);
    const auto centre = [n](const Axis& axis, double sum) {
        return axis.least == axis.greatest ? axis.least : sum / n;
    };
    const double centre_x = centre(part.x_, sum_x), centre_y = centre(part.y_, sum_y);
    double s10 = 0, s01 = 0;
    Sums s;
    for (std::size_t i = 0; i < xs.size(); ++i) {
        if (!both_finite(xs[i], ys[i])) continue;
        const double dx = xs[i] - centre_x, dy = ys[i] - centre_y;
        s10 += dx;
        s01 += dy;
        s.m20 += dx * dx;
        s.m11 += dx * dy;
        s.m02 += dy * dy;
        s.m30 += dx * dx * dx;
        s.m21 += dx * dx * dy;
        s.m12 += dx * dy * dy;
        s.m03 += dy * dy * dy;
    }
    const double e = s10 / n, f = s01 / n;
    part.x_.mean = RunningMean(centre_x).moved(e);
    part.y_.mean = RunningMean(centre_y).moved(f);
    part.sums_ = {.m20 = std::max(s.m20 - n * e * e, 0.0),  // keeps NaN
                  .m11 = s.m11 - n * e * f,
                  .m02 = std::max(s.m02 - n * f * f, 0.0),
                  .m30 = s.m30 - 3 * e * s.m20 + 2 * n * e * e * e,
                  .m21 = s.m21 - 2 * e * s.m11 - f * s.m20 + 2 * n * e * e * f,
                  .m12 = s.m12 - 2 * f * s.m11 - e * s.m02 + 2 * n * e * f * f,
                  .m03 = s.m03 - 3 * f * s.m02 + 2 * n * f * f * f};
    return part;
}

void JointMoments::add(double x, double y) noexcept {
    merge(of_chunk(std::span(&x, 1), std::span(&y, 1)));
}

void JointMoments::add(std::span<const double> xs, std::span<const double> ys) {
    if (xs.size() != ys.size())
        throw std::invalid_argument("JointMoments::add: xs has " + std::to_string(xs.size()) +
                                    " values and ys " + std::to_string(ys.size()) +
                                    ", they must have the same number");
    for (std::size_t done = 0; done < xs.size(); done += chunk) {
        const std::size_t n = std::min(chunk, xs.size() - done);
        merge(of_chunk(xs.subspan(done, n), ys.subspan(done, n)));
    }
}

void JointMoments::merge(const JointMoments& other) noexcept {
    const std::uint64_t missing = missing_ + other.missing_;
    if (count_ == 0) {
        *this = other;
    } else if (other.count_ > 0) {
        const auto na = static_cast<double>(count_), nb = static_cast<double>(other.count_);
        const double dx = other.x_.mean.minus(x_.mean), dy = other.y_.mean.minus(y_.mean);
        sums_ = merged(sums_, na, other.sums_, nb, dx, dy);
        const auto join = [&](const Axis& a, const Axis& b, double delta) -> Axis {
            return {.mean = a.mean.moved(delta * (nb / (na + nb))),
                    .least = std::min(a.least, b.least),
                    .greatest = std::max(a.greatest, b.greatest)};
        };
        x_ = join(x_, other.x_, dx);
        y_ = join(y_, other.y_, dy);
        count_ += other.count_;
    }
    missing_ = missing;
}

Moments JointMoments::linear(double a, double b) const noexcept {
    if (count_ == 0) return Moments::from({.missing = missing_});
    const auto& s = sums_;
    const auto [x_low, x_high] = std::minmax({a * x_.least, a * x_.greatest});
    const auto [y_low, y_high] = std::minmax({b * y_.least, b * y_.greatest});
    return Moments::from(
        {.count = count_,
         .missing = missing_,
         .mean =
             RunningMean(a * x_.mean.value + b * y_.mean.value).moved(a * x_.mean.rest + b * y_.mean.rest),
         .m2 = std::max(a * a * s.m20 + 2 * a * b * s.m11 + b * b * s.m02, 0.0),  // cancellation; keeps NaN
         .m3 = a * a * a * s.m30 + 3 * a * a * b * s.m21 + 3 * a * b * b * s.m12 + b * b * b * s.m03,
         .least = x_low + y_low,
         .greatest = x_high + y_high});
}

}  // namespace assay::stats
