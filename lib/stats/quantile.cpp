#include "lib/stats/quantile.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <limits>
#include <stdexcept>
#include <string>

#include "lib/stats/in_double.hpp"
#include "lib/stats/levels.hpp"

namespace assay::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

void require_probability(double p) {
    if (!(p > 0 && p < 1))
        throw std::domain_error("quantile: p is " + std::to_string(p) +
                                ", it must lie strictly between 0 and 1");
}

struct Interval {
    double lower, upper;
};

/// Where an observation in this cell may lie: between the cell's edges, or on the integer of a lattice.
Interval extent(const Cells& cells, std::size_t cell) {
    if (cells.lossless()) return {static_cast<double>(cell), static_cast<double>(cell)};
    const auto edges = cells.inner_edges();
    return {cell == 0 ? -infinity : edges[cell - 1], cell == edges.size() ? infinity : edges[cell]};
}

struct Place {
    std::size_t cell = 0;
    std::uint64_t before = 0;  ///< observations in the cells below
};

/// The first cell up to whose right edge there are at least `rank` observations, 0 < rank <= observed.
Place place(std::span<const std::uint64_t> counts, double rank) {
    Place found;
    while (static_cast<double>(found.before + counts[found.cell]) < rank)
        found.before += counts[found.cell++];
    return found;
}

double interpolate(const Histogram& sample, double rank) {
    const auto [cell, before] = place(sample.counts(), rank);
    const auto [left, right] = extent(sample.cells(), cell);
    if (left == -infinity) return right;
    if (right == infinity) return left;
    const double share = (rank - static_cast<double>(before)) / static_cast<double>(sample.counts()[cell]);
    return left + share * (right - left);
}

}  // namespace

QuantileRanks quantile_ranks(std::uint64_t n, double p, double level) {
    require_level("quantile_ranks", level);
    require_probability(p);
    // P(Bin(n,p) >= r) = I_p(r, n - r + 1) for 1 <= r <= n. Bisection keeps the inequalities of the header,
    // which the rounding of a discrete quantile function need not.
    const auto at_least = [&](std::uint64_t r) {
        return boost::math::ibeta(static_cast<double>(r), static_cast<double>(n - r + 1), p, InDouble());
    };
    const auto below = [&](std::uint64_t r) {
        return boost::math::ibetac(static_cast<double>(r), static_cast<double>(n - r + 1), p, InDouble());
    };
    const auto last = [n](auto holds) {  // the last rank of 0..n at which it holds; it does at 0
        std::uint64_t yes = 0, no = n + 1;
        while (no - yes > 1) {
            const std::uint64_t middle = yes + (no - yes) / 2;
            (holds(middle) ? yes : no) = middle;
        }
        return yes;
    };
    return {.lower = last([&](std::uint64_t r) { return below(r) <= level / 2; }),
            .upper = last([&](std::uint64_t r) { return at_least(r) > level / 2; }) + 1};
}

Estimate quantile(const Histogram& sample, double p, double level) {
    const std::uint64_t observed = sample.observed(), missing = sample.missing();
    const auto [lower, upper] = quantile_ranks(observed + missing, p, level);
    Estimate estimate{.replicates = observed + missing, .missing = missing, .method = "order statistics"};
    if (observed == 0) return estimate;
    estimate.value = interpolate(sample, p * static_cast<double>(observed));
    const auto cell_of = [&](std::uint64_t rank) {
        return place(sample.counts(), static_cast<double>(rank)).cell;
    };
    if (lower > missing) estimate.lower = extent(sample.cells(), cell_of(lower - missing)).lower;
    if (upper <= observed) estimate.upper = extent(sample.cells(), cell_of(upper)).upper;
    // Where the two ranks go, in proportion, as both grow.
    const double low = p * static_cast<double>(observed + missing) - static_cast<double>(missing);
    const double high = p * static_cast<double>(observed + missing);
    const auto cell_at = [&](double rank) {
        return extent(sample.cells(), place(sample.counts(), rank).cell);
    };
    estimate.lasting_below = low > 0 ? estimate.value - cell_at(low).lower : infinity;
    estimate.lasting_above =
        high <= static_cast<double>(observed) ? cell_at(high).upper - estimate.value : infinity;
    return estimate;
}

}  // namespace assay::stats
