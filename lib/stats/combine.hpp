#pragma once
// Interval arithmetic on estimates. A combination of estimates that hold at levels l1, l2 holds at l1 + l2,
// however they depend on each other; the caller splits the level.
//
// Ends are rounded outwards where the arithmetic is not exact, so that exact and deterministic estimates keep
// their promise. Of two estimates the class is the weaker one, the replicates are the smaller and the missing
// the larger number; the method joins both names where they differ ("A and B").

#include "lib/stats/estimate.hpp"

namespace assay::stats {

/// factor * a. Throws std::domain_error unless the factor is finite.
[[nodiscard]] Estimate scaled(const Estimate& a, double factor);
/// a - b: [a.lower - b.upper, a.upper - b.lower].
[[nodiscard]] Estimate difference(const Estimate& a, const Estimate& b);
/// a / b for b > 0: the least and the greatest quotient of the ends. All reals when b.lower <= 0, and
/// `method` says so.
[[nodiscard]] Estimate ratio(const Estimate& a, const Estimate& b);
/// ln a for positive a: [ln a.lower, ln a.upper]; so the log-ratio of two quantities is the logarithm of
/// their ratio. All reals when a.lower <= 0, and `method` says so. Of an exact number the class is
/// deterministic: logarithms are rounded.
[[nodiscard]] Estimate logarithm(const Estimate& a);
/// The secant (ln b - ln a) / (ln(k1) - ln(k0)) of positive a at k0 and b at k1 (design rule for rates):
/// [ln b.lower - ln a.upper, ln b.upper - ln a.lower] / ln(k1/k0). All reals when a lower end is not
/// positive, and `method` says so. Of exact numbers the class is deterministic: logarithms are rounded.
/// Throws std::domain_error unless 0 < k0 < k1 < infinity.
[[nodiscard]] Estimate exponent(const Estimate& at_k0, const Estimate& at_k1, double k0, double k1);

}  // namespace assay::stats
