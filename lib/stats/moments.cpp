#include "lib/stats/moments.hpp"

#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace assay::stats {
namespace {

using Parts = Moments::Parts;

constexpr std::size_t chunk = 1024;
namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<double, 4>;
using Vec = hn::Vec<Tag>;
constexpr Tag tag;

/// Sums that run side by side in two registers, against the latency of one; added up in a fixed order.
struct Sums {
    Vec even = hn::Zero(tag), odd = hn::Zero(tag);
    [[nodiscard]] double total() const noexcept {
        return hn::GetLane(hn::SumOfLanes(tag, hn::Add(even, odd)));
    }
};

/// Calls f(even register, odd register) for as many of xs as fill both, and returns the rest.
template <class Function>
std::span<const double> for_each_pair(std::span<const double> xs, const Function& f) noexcept {
    const std::size_t lanes = hn::Lanes(tag);
    for (; xs.size() >= 2 * lanes; xs = xs.subspan(2 * lanes))
        f(hn::LoadU(tag, xs.data()), hn::LoadU(tag, xs.data() + lanes));
    return xs;
}

/// Two passes over at most `chunk` finite values, at least one. The second is about the rounded mean; the sum
/// of its deviations corrects for that rounding. Equal values give exactly 0.
Parts of_finite(std::span<const double> xs) noexcept {
    Sums sums;
    Vec low = hn::Set(tag, xs[0]), high = low;
    const auto rest = for_each_pair(xs, [&](Vec a, Vec b) {
        sums.even = hn::Add(sums.even, a);
        sums.odd = hn::Add(sums.odd, b);
        low = hn::Min(low, hn::Min(a, b));
        high = hn::Max(high, hn::Max(a, b));
    });
    Parts parts{.count = xs.size(),
                .least = hn::GetLane(hn::MinOfLanes(tag, low)),
                .greatest = hn::GetLane(hn::MaxOfLanes(tag, high))};
    double sum = sums.total();
    for (const double x : rest) {
        sum += x;
        parts.least = std::min(parts.least, x);
        parts.greatest = std::max(parts.greatest, x);
    }
    const auto n = static_cast<double>(parts.count);
    const double centre = parts.least == parts.greatest ? parts.least : sum / n;
    const Vec about = hn::Set(tag, centre);
    Sums first, second, third;
    for_each_pair(xs, [&](Vec a, Vec b) {
        const Vec da = hn::Sub(a, about), db = hn::Sub(b, about);
        const Vec sa = hn::Mul(da, da), sb = hn::Mul(db, db);
        first = {hn::Add(first.even, da), hn::Add(first.odd, db)};
        second = {hn::Add(second.even, sa), hn::Add(second.odd, sb)};
        third = {hn::Add(third.even, hn::Mul(sa, da)), hn::Add(third.odd, hn::Mul(sb, db))};
    });
    double s1 = first.total(), s2 = second.total(), s3 = third.total();
    for (const double x : rest) {
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

bool all_finite(std::span<const double> xs) noexcept {
    Sums zeros;  // x * 0 is NaN unless x is finite
    const auto rest = for_each_pair(xs, [&](Vec a, Vec b) {
        zeros = {hn::Add(zeros.even, hn::Mul(a, hn::Zero(tag))),
                 hn::Add(zeros.odd, hn::Mul(b, hn::Zero(tag)))};
    });
    return zeros.total() == 0 &&
           std::all_of(rest.begin(), rest.end(), [](double x) { return std::isfinite(x); });
}

/// At most `chunk` values, the finite ones among which are counted in.
Parts of_chunk(std::span<const double> xs) noexcept {
    if (all_finite(xs)) return of_finite(xs);
    std::array<double, chunk> finite;
    const auto end =
        std::copy_if(xs.begin(), xs.end(), finite.begin(), [](double x) { return std::isfinite(x); });
    const auto count = static_cast<std::size_t>(end - finite.begin());
    Parts parts;
    if (count > 0) parts = of_finite(std::span(finite).first(count));
    parts.missing = xs.size() - count;
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
