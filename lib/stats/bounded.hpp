#pragma once
// Intervals for the mean of observations that lie in a known range: they hold for every n and every law.
//
// Missing observations (NaN or infinite) could have been anything in the range. The lower end is that of the
// sample with every missing one at the least value, the upper end that of the sample with every missing one
// at the greatest. Either completed sample is independent and identically distributed when the draws are, and
// its mean is a bound of the true one, so the interval covers even if values go missing because of their
// size.

#include <string_view>

#include "lib/stats/estimate.hpp"
#include "lib/stats/moments.hpp"

namespace assay::stats {

/// Where every observation lies, ends included.
struct Range {
    double least = 0, greatest = 1;
    [[nodiscard]] double width() const noexcept { return greatest - least; }
};

/// W. Hoeffding: Probability inequalities for sums of bounded random variables. J. Am. Stat. Assoc. 58
/// (1963), theorem 2. With n observations, missing ones included,
///   mean -+ width sqrt(ln(2/level) / (2 n)),
/// class finite-sample, cut to the range. Without an observation: the range. The value is the mean of the
/// finite observations. Cost: O(1).
/// Throws std::domain_error for a level outside (0, 1), a range as require_range refuses it, and an
/// observation outside the range.
[[nodiscard]] Estimate hoeffding(const Moments& sample, const Range& range, double level);

/// A. Maurer, M. Pontil: Empirical Bernstein bounds and sample variance penalization. COLT 2009, theorem 4 at
/// delta = level/2 for either end. With n observations, V their unbiased variance and l = ln(4/level),
///   mean -+ (sqrt(2 V l / n) + 7 width l / (3 (n-1))),
/// class finite-sample, cut to the range. n < 2: the range.
/// Why it holds, for width 1: by Bennett's inequality, mean - E x <= sqrt(2 var l / n) + l / (3 n) but for a
/// probability of level/4; by their theorem 10, sd <= sqrt(V) + sqrt(2 l / (n-1)) but for another level/4;
/// and sqrt(2 l/n) sqrt(2 l/(n-1)) + l/(3 n) <= (2 + 1/3) l / (n-1). So each end errs with at most level/2.
/// The two ends could share the event about the standard deviation (l = ln(3/level)) if they came from one
/// sample. With missing observations they come from two, completed downwards and upwards, whose standard
/// deviations differ; that none went missing this time changes nothing, since the level must be spent before
/// the sample is seen. Sharing would narrow the interval by 0.6 % at level 2e-10.
/// A constant sample has an interval of positive width, by the second term. Squares of deviations that
/// overflow (beyond 1e154) give the range. Value, cost and errors as for hoeffding.
[[nodiscard]] Estimate empirical_bernstein(const Moments& sample, const Range& range, double level);

// ---- for the other methods of this family

/// Throws std::domain_error, naming `function`, unless least < greatest, both and their difference finite.
void require_range(std::string_view function, const Range& range);
/// Throws std::domain_error, naming `function`, the observation and the range, if an observation lies
/// outside.
void require_within(std::string_view function, const Moments& sample, const Range& range);
/// What such an estimate has beside its ends, which are those of the range.
[[nodiscard]] Estimate unknown_mean(const Moments& sample, const Range& range, std::string_view method);
/// Sets the ends: moved outwards by 4 epsilon times the greatest absolute value of the range, more than the
/// arithmetic that led to them loses, and cut to the range. NaN leaves an end at that of the range.
void set_ends(Estimate& estimate, const Range& range, double lower, double upper);

}  // namespace assay::stats
