#include "lib/stats/bounded.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <stdexcept>

#include "lib/stats/levels.hpp"

namespace assay::stats {
namespace {

std::string text(const Range& range) {
    std::ostringstream out;
    out.precision(17);
    out << '[' << range.least << ", " << range.greatest << ']';
    return out.str();
}

/// The sample with every missing observation at x.
Moments completed(const Moments& sample, double x) {
    Moments all = sample;
    if (sample.missing() > 0)
        all.merge(Moments::from({.count = sample.missing(), .mean = x, .least = x, .greatest = x}));
    return all;
}

/// mean - half_width below and mean + half_width above, each of its completed sample.
template <class HalfWidth>
Estimate about_the_mean(const Moments& sample, const Range& range, std::string_view method,
                        HalfWidth half_width) {
    Estimate estimate = unknown_mean(sample, range, method);
    if (estimate.replicates == 0) return estimate;
    const Moments low = completed(sample, range.least), high = completed(sample, range.greatest);
    set_ends(estimate, range, low.mean() - half_width(low), high.mean() + half_width(high));
    return estimate;
}

}  // namespace

void require_range(std::string_view function, const Range& range) {
    // An infinite or NaN end makes the width one.
    if (!(range.width() > 0) || !std::isfinite(range.width()))
        throw std::domain_error(std::string(function) + ": range is " + text(range) +
                                ", it must have least < greatest, both and their difference finite");
}

void require_within(std::string_view function, const Moments& sample, const Range& range) {
    if (sample.count() == 0) return;
    const bool below = sample.least() < range.least;
    if (!below && sample.greatest() <= range.greatest) return;
    std::ostringstream value;
    value.precision(17);
    value << (below ? sample.least() : sample.greatest());
    throw std::domain_error(std::string(function) + ": the observation " + value.str() +
                            " lies outside the range " + text(range));
}

Estimate unknown_mean(const Moments& sample, const Range& range, std::string_view method) {
    Estimate estimate{.lower = range.least,
                      .upper = range.greatest,
                      .replicates = sample.count() + sample.missing(),
                      .missing = sample.missing(),
                      .method = std::string(method)};
    if (sample.count() > 0) {
        const double missing =
            static_cast<double>(sample.missing()) / static_cast<double>(estimate.replicates);
        estimate.value = sample.mean();
        estimate.lasting_below = missing * (estimate.value - range.least);
        estimate.lasting_above = missing * (range.greatest - estimate.value);
    }
    return estimate;
}

void set_ends(Estimate& estimate, const Range& range, double lower, double upper) {
    const double lost = 4 * std::numeric_limits<double>::epsilon() *
                        std::max(std::abs(range.least), std::abs(range.greatest));
    // NaN compares as false.
    if (lower - lost > range.least) estimate.lower = std::min(lower - lost, range.greatest);
    if (upper + lost < range.greatest) estimate.upper = std::max(upper + lost, range.least);
}

Estimate hoeffding(const Moments& sample, const Range& range, double level) {
    require_level("hoeffding", level);
    require_range("hoeffding", range);
    require_within("hoeffding", sample, range);
    return about_the_mean(sample, range, "Hoeffding", [&](const Moments& all) {
        return range.width() * std::sqrt(std::log(2 / level) / (2 * static_cast<double>(all.count())));
    });
}

Estimate empirical_bernstein(const Moments& sample, const Range& range, double level) {
    require_level("empirical_bernstein", level);
    require_range("empirical_bernstein", range);
    require_within("empirical_bernstein", sample, range);
    const double l = std::log(4 / level);
    // The variance of a single observation is NaN, and so are the ends.
    return about_the_mean(sample, range, "empirical Bernstein", [&](const Moments& all) {
        const auto n = static_cast<double>(all.count());
        return std::sqrt(2 * all.variance() * l / n) + 7 * range.width() * l / (3 * (n - 1));
    });
}

}  // namespace assay::stats
