#include "lib/stats/dkw.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "lib/stats/levels.hpp"

namespace assay::stats {
namespace {

std::uint64_t total(const Histogram& sample) {
    return sample.observed() + sample.missing();
}

/// The law of the observed ones differs from that of all by at most this fraction.
double missing_fraction(const Histogram& sample) {
    return static_cast<double>(sample.missing()) /
           static_cast<double>(std::max<std::uint64_t>(total(sample), 1));
}

/// What a sample adds to each side: the radius for all of its observations, had or missing, and the missing
/// fraction.
double uncertainty(const Histogram& sample, double level) {
    return dkw_radius(total(sample), level) + missing_fraction(sample);
}

/// The observed law at the edges, from -infinity (0) to +infinity (1).
std::vector<double> observed_law(const Histogram& sample) {
    const auto observed = static_cast<double>(sample.observed());
    std::vector<double> law{0};
    std::uint64_t below = 0;
    for (const std::uint64_t count : sample.counts()) {
        below += count;
        law.push_back(static_cast<double>(below) / observed);
    }
    return law;
}

/// The predicted law at all edges, checked.
std::vector<double> predicted_law(const std::string& function, const Cells& cells,
                                  std::span<const double> at_edges) {
    if (at_edges.size() + 1 != cells.count())
        throw std::invalid_argument(function + ": law_at_edges has " + std::to_string(at_edges.size()) +
                                    " values, the cells have " + std::to_string(cells.count() - 1) +
                                    " inner edges");
    std::vector<double> law{0};
    law.insert(law.end(), at_edges.begin(), at_edges.end());
    law.push_back(1);
    for (std::size_t i = 1; i < law.size(); ++i)
        if (!(law[i - 1] <= law[i]))
            throw std::invalid_argument(function +
                                        ": law_at_edges must not decrease and must stay in [0, 1]; " +
                                        std::to_string(law[i]) + " follows " + std::to_string(law[i - 1]));
    return law;
}

double largest_difference(std::span<const double> f, std::span<const double> g) {
    double largest = 0;
    for (std::size_t i = 0; i < f.size(); ++i) largest = std::max(largest, std::abs(f[i] - g[i]));
    return largest;
}

/// The largest difference that two laws with these values at the edges can have anywhere.
double largest_possible(std::span<const double> f, std::span<const double> g) {
    double largest = 0;
    for (std::size_t i = 1; i < f.size(); ++i)
        largest = std::max({largest, f[i] - g[i - 1], g[i] - f[i - 1]});
    return largest;
}

double largest_mass(std::span<const double> law) {
    double largest = 0;
    for (std::size_t i = 1; i < law.size(); ++i) largest = std::max(largest, law[i] - law[i - 1]);
    return largest;
}

}  // namespace

double dkw_radius(std::uint64_t n, double level) {
    require_level("dkw_radius", level);
    if (n == 0) return std::numeric_limits<double>::infinity();
    return std::sqrt(std::log(2 / level) / (2 * static_cast<double>(n)));
}

double dkw_radius_one_sided(std::uint64_t n, double level) {
    require_level("dkw_radius_one_sided", level);
    if (level > 0.5)
        throw std::domain_error("dkw_radius_one_sided: level is " + std::to_string(level) +
                                ", the one-sided inequality holds up to 1/2");
    if (n == 0) return std::numeric_limits<double>::infinity();
    return std::sqrt(std::log(1 / level) / (2 * static_cast<double>(n)));
}

Estimate distance(const Histogram& sample, std::span<const double> law_at_edges, double level) {
    require_level("distance", level);
    const auto predicted = predicted_law("distance", sample.cells(), law_at_edges);
    Estimate estimate{
        .lower = 0, .upper = 1, .replicates = total(sample), .missing = sample.missing(), .method = "DKW"};
    if (sample.observed() == 0) return estimate;
    const double within = sample.cells().lossless() ? 0 : largest_mass(predicted);
    const double side = uncertainty(sample, level);
    estimate.value = largest_difference(observed_law(sample), predicted);
    estimate.lower = std::max(0.0, estimate.value - side);
    estimate.upper = std::min(1.0, estimate.value + side + within);
    estimate.lasting_below = missing_fraction(sample);
    estimate.lasting_above = estimate.lasting_below + within;
    return estimate;
}

Estimate distance(const Histogram& a, const Histogram& b, double level) {
    require_level("distance", level);
    if (!(a.cells() == b.cells())) throw std::invalid_argument("distance: a and b must have the same cells");
    Estimate estimate{.lower = 0,
                      .upper = 1,
                      .replicates = std::min(total(a), total(b)),
                      .missing = std::max(a.missing(), b.missing()),
                      .method = "two-sample DKW"};
    if (a.observed() == 0 || b.observed() == 0) return estimate;
    const auto f = observed_law(a), g = observed_law(b);
    const double side = uncertainty(a, level / 2) + uncertainty(b, level / 2);
    estimate.value = largest_difference(f, g);
    estimate.lower = std::max(0.0, estimate.value - side);
    const double possible = a.cells().lossless() ? estimate.value : largest_possible(f, g);
    estimate.upper = std::min(1.0, possible + side);
    estimate.lasting_below = missing_fraction(a) + missing_fraction(b);
    estimate.lasting_above = estimate.lasting_below + (possible - estimate.value);
    return estimate;
}

/// Lower end: F(x) - F0(x) tends to F(e-) - F0(e-) as x rises to an edge e, so the supremum is no less than
/// these differences, and there F >= F_n - eps with probability 1 - level/2. Upper end: for x in [left,
/// right) F(x) <= F(right-) and F0(x) >= F0(left) >= F0(left-), hence F(x) - F0(x) <= F(right-) - F0(left-),
/// and there F <= F_n + eps with probability 1 - level/2. On a lattice neither law moves between its integer
/// and the cell's right end, so F(x) - F0(x) is the difference at that end. Missing ones move F_n by f at
/// most, as the two-sided distance takes it.
Estimate excess(const Histogram& sample, std::span<const double> law_at_edges, double level) {
    require_level("excess", level);
    const auto predicted = predicted_law("excess", sample.cells(), law_at_edges);
    Estimate estimate{.lower = 0,
                      .upper = 1,
                      .replicates = total(sample),
                      .missing = sample.missing(),
                      .method = "one-sided DKW"};
    if (sample.observed() == 0) return estimate;
    const auto observed = observed_law(sample);
    double at_edges = 0, anywhere = 0;
    for (std::size_t i = 1; i < observed.size(); ++i) {
        at_edges = std::max(at_edges, observed[i] - predicted[i]);
        anywhere = std::max(anywhere, observed[i] - predicted[i - 1]);
    }
    const double side = dkw_radius_one_sided(total(sample), level / 2) + missing_fraction(sample);
    const double possible = sample.cells().lossless() ? at_edges : anywhere;
    estimate.value = at_edges;
    estimate.lower = std::max(0.0, at_edges - side);
    estimate.upper = std::min(1.0, possible + side);
    estimate.lasting_below = missing_fraction(sample);
    estimate.lasting_above = estimate.lasting_below + (possible - at_edges);
    return estimate;
}

}  // namespace assay::stats
