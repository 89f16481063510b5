#pragma once
// Exact laws by enumeration, in the plainest arithmetic there is: what coverage is measured against.

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "lib/stats/estimate.hpp"
#include "lib/stats/histogram.hpp"

namespace assay::tests {

/// P(X = k) for X ~ Bin(n, p), k = 0..n.
[[nodiscard]] inline std::vector<double> binomial_law(std::uint64_t n, double p) {
    std::vector<double> law(n + 1);
    const auto size = static_cast<double>(n);
    for (std::uint64_t i = 0; i <= n; ++i) {
        const auto k = static_cast<double>(i);
        law[i] = std::exp(std::lgamma(size + 1) - std::lgamma(k + 1) - std::lgamma(size - k + 1) +
                          k * std::log(p) + (size - k) * std::log1p(-p));
    }
    return law;
}

/// Calls `visit(counts, probability)` for every outcome of n independent draws from the probabilities.
inline void for_each_outcome(std::uint64_t n, std::span<const double> probabilities,
                             const std::function<void(std::span<const std::uint64_t>, double)>& visit) {
    std::vector<std::uint64_t> counts(probabilities.size(), 0);
    const std::function<void(std::size_t, std::uint64_t, double)> choose = [&](std::size_t cell,
                                                                               std::uint64_t left,
                                                                               double log_probability) {
        const bool last = cell + 1 == counts.size();
        for (std::uint64_t k = last ? left : 0; k <= left; ++k) {
            counts[cell] = k;
            const double log_here = log_probability + static_cast<double>(k) * std::log(probabilities[cell]) -
                                    std::lgamma(static_cast<double>(k) + 1);
            if (last)
                visit(counts, std::exp(log_here));
            else
                choose(cell + 1, left - k, log_here);
        }
    };
    choose(0, n, std::lgamma(static_cast<double>(n) + 1));
}

/// A histogram with these counts: every observation inside its cell, or on its integer of a lattice.
[[nodiscard]] inline stats::Histogram histogram(const std::shared_ptr<const stats::Cells>& cells,
                                                std::span<const std::uint64_t> counts,
                                                std::uint64_t missing = 0) {
    stats::Histogram made(cells);
    const auto edges = cells->inner_edges();
    for (std::size_t cell = 0; cell < counts.size(); ++cell) {
        double x = static_cast<double>(cell);
        if (!cells->lossless()) x = cell == 0 ? edges.front() - 1 : edges[cell - 1] + 1e-9;
        made.add(std::vector<double>(counts[cell], x));
    }
    made.add(std::vector<double>(missing, std::numeric_limits<double>::quiet_NaN()));
    return made;
}

/// The probability of 20 draws whose interval lies above, and below, the mean; `total` of all that were
/// tried.
struct Errors {
    double above = 0, below = 0, total = 0;
};

/// A law on 0, 0.3 and 1; the fourth probability is that of the value `lost`, gone missing.
struct ThreePoints {
    std::array<double, 4> p;
    double lost;

    [[nodiscard]] double mean() const { return 0.3 * p[1] + p[2] + lost * p[3]; }
    /// Over all outcomes of 20 draws; `interval(xs, missing)` gives their estimate.
    template <class Interval>
    [[nodiscard]] Errors errors(const Interval& interval) const {
        constexpr std::array values{0.0, 0.3, 1.0};
        Errors all;
        for_each_outcome(20, p, [&](std::span<const std::uint64_t> counts, double probability) {
            std::vector<double> xs;
            for (std::size_t i = 0; i < values.size(); ++i) xs.resize(xs.size() + counts[i], values[i]);
            const stats::Estimate e = interval(xs, counts[3]);
            all.above += e.lower > mean() ? probability : 0;
            all.below += e.upper < mean() ? probability : 0;
            all.total += probability;
        });
        return all;
    }
};

/// Laws at which intervals for bounded means err most: rare values, and values that go missing for their
/// size.
inline constexpr std::array three_point_laws = {
    ThreePoints{{0.5, 1e-9, 0.5 - 2e-9, 1e-9}, 1}, ThreePoints{{0.9, 0.04, 0.05, 0.01}, 1},
    ThreePoints{{0.2, 0.5, 0.2, 0.1}, 0}, ThreePoints{{0.05, 0.05, 0.6, 0.3}, 1}};

}  // namespace assay::tests
