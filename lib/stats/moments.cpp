#include "lib/stats/moments.hpp"

#include <algorithm>
#include <cmath>

namespace assay::stats {
namespace {

using Parts = Moments::Parts;

constexpr std::size_t chunk = 1024;

/// Two passes over at most `chunk` values. The second is about the rounded mean; the sum of its deviations
/// corrects for that rounding. Equal values give exactly 0.
Parts of_chunk(std::span<const double> xs) noexcept {
    Parts parts;
    double sum = 0;
    for (const double x : xs) {
        if (!std::isfinite(x)) continue;
        ++parts.count;
        sum += x;
        parts.least = std::min(parts.least, x);
        parts.greatest = std::max(parts.greatest, x);
    }
    parts.missing = xs.size() - parts.count;
    if (parts.count == 0) return parts;
    const auto n = static_cast<double>(parts.count);
    const double centre = parts.least == parts.greatest ? parts.least : sum / n;
    double s1 = 0, s2 = 0, s3 = 0;
    for (const double x : xs) {
        if (!std::isfinite(x)) continue;
        const double d = x - centre;
        s1 += d;
        s2 += d * d;
        s3 += d * d * d;
    }
    const double shift = s1 / n;
    parts.mean = RunningMean(centre).moved(shift);
    parts.m2 = std::max(s2 - n * shift * shift, 0.0);  // keeps NaN
    parts.m3 = s3 - 3 * shift * s2 + 2 * n * shift * shift * shift;
    return parts;
}

/// Pebay, equations 1.3 (mean), 2.1 at p = 2 and p = 3. Both samples are not empty.
Parts merged(const Parts& a, const Parts& b) noexcept {
    const auto na = static_cast<double>(a.count), nb = static_cast<double>(b.count);
    const double n = na + nb, delta = b.mean.minus(a.mean), weight = na * nb / n;
    return {.count = a.count + b.count,
            .mean = a.mean.moved(delta * (nb / n)),
            .m2 = a.m2 + b.m2 + delta * delta * weight,
            .m3 = a.m3 + b.m3 + delta * delta * delta * weight * ((na - nb) / n) +
                  3 * delta * (na * b.m2 - nb * a.m2) / n,
            .least = std::min(a.least, b.least),
            .greatest = std::max(a.greatest, b.greatest)};
}

}  // namespace

void Moments::add(double x) noexcept {
    if (std::isfinite(x))
        merge(from({.count = 1, .mean = x, .least = x, .greatest = x}));
    else
        ++parts_.missing;
}

void Moments::add(std::span<const double> xs) noexcept {
    for (; !xs.empty(); xs = xs.subspan(std::min(chunk, xs.size())))
        merge(from(of_chunk(xs.first(std::min(chunk, xs.size())))));
}

void Moments::merge(const Moments& other) noexcept {
    const std::uint64_t missing = parts_.missing + other.parts_.missing;
    if (parts_.count == 0)
        parts_ = other.parts_;
    else if (other.parts_.count > 0)
        parts_ = merged(parts_, other.parts_);
    parts_.missing = missing;
}

double Moments::variance() const noexcept {
    if (parts_.count < 2) return std::numeric_limits<double>::quiet_NaN();
    return parts_.m2 / static_cast<double>(parts_.count - 1);
}

double Moments::skewness() const noexcept {
    const auto n = static_cast<double>(parts_.count);
    const double square = parts_.m2 / n;
    if (!(square >= 1e-180)) return std::numeric_limits<double>::quiet_NaN();
    return parts_.m3 / n / (square * std::sqrt(square));
}

double Moments::largest_square() const noexcept {
    if (parts_.count == 0) return 0;
    const double deviation = std::max(parts_.greatest - mean(), mean() - parts_.least);
    return deviation * deviation;
}

Moments Moments::affine(double a, double b) const noexcept {
    if (parts_.count == 0) return *this;
    const double at_least = a + b * parts_.least, at_greatest = a + b * parts_.greatest;
    return from({.count = parts_.count,
                 .missing = parts_.missing,
                 .mean = RunningMean(a + b * parts_.mean.value).moved(b * parts_.mean.rest),
                 .m2 = b * b * parts_.m2,
                 .m3 = b * b * b * parts_.m3,
                 .least = std::min(at_least, at_greatest),
                 .greatest = std::max(at_least, at_greatest)});
}

}  // namespace assay::stats
