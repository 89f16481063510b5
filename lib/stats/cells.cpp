#include "lib/stats/cells.hpp"

#include <algorithm>
#include <array>
#include <boost/math/constants/constants.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "lib/stats/cauchy_cells.hpp"

namespace assay::stats {
namespace {

constexpr std::size_t most = std::size_t{1} << 20U;
constexpr std::size_t tile = 512;  // cell numbers that are computed before they are counted

/// The quantiles k/count of a law that is symmetric about 0, from its quantiles below the median, where
/// k/count is not rounded away. So the edges are exactly symmetric too.
template <class Quantile>
std::vector<double> symmetric_edges(const char* function, std::size_t count, Quantile below_median) {
    if (count < 2 || count > most)
        throw std::invalid_argument(std::string(function) + ": count must be in [2, 2^20], not " +
                                    std::to_string(count));
    std::vector<double> edges(count - 1, 0.0);
    for (std::size_t k = 1; 2 * k < count; ++k) {
        edges[k - 1] = below_median(k);
        edges[count - k - 1] = -edges[k - 1];
    }
    return edges;
}

/// Counts the cell numbers that `number(xs, numbers)` finds, a tile at a time; -1 marks a missing x.
template <class Number>
std::uint64_t count_cells(std::span<const double> xs, std::span<std::uint64_t> counts, const Number& number) {
    std::uint64_t missing = 0;
    std::array<std::int32_t, tile> numbers;
    while (!xs.empty()) {
        const std::size_t n = std::min(tile, xs.size());
        number(xs.first(n), std::span(numbers).first(n));
        std::int32_t least = 0;
        for (std::size_t i = 0; i < n; ++i) least = std::min(least, numbers[i]);
        if (least == 0) {
            for (std::size_t i = 0; i < n; ++i) ++counts[static_cast<std::size_t>(numbers[i])];
        } else {
            for (std::size_t i = 0; i < n; ++i) {
                if (numbers[i] < 0)
                    ++missing;
                else
                    ++counts[static_cast<std::size_t>(numbers[i])];
            }
        }
        xs = xs.subspan(n);
    }
    return missing;
}

/// The cell numbers cell(x), of which those beyond the last, by rounding, are the last.
template <class Cell>
auto each(double last, Cell cell) {
    return [last, cell](std::span<const double> xs, std::span<std::int32_t> numbers) {
        for (std::size_t i = 0; i < xs.size(); ++i)
            numbers[i] = std::isfinite(xs[i]) ? static_cast<std::int32_t>(std::min(cell(xs[i]), last)) : -1;
    };
}

double lattice_cell(double x, double last) {
    if (std::isfinite(x) && !(x >= 0 && x <= last && x == std::floor(x)))
        throw std::domain_error("Cells::bin: a value on the lattice must be an integer in [0, " +
                                std::to_string(static_cast<std::size_t>(last)) + "], not " +
                                std::to_string(x));
    return x;
}

}  // namespace

Cells Cells::cauchy(std::size_t count) {
    const auto edge = [count](std::size_t k) {
        return -1 / std::tan(boost::math::constants::pi<double>() * static_cast<double>(k) /
                             static_cast<double>(count));
    };
    return {Law::cauchy, symmetric_edges("Cells::cauchy", count, edge)};
}

Cells Cells::normal(std::size_t count) {
    const auto edge = [count](std::size_t k) {
        return quantile(boost::math::normal(), static_cast<double>(k) / static_cast<double>(count));
    };
    return {Law::normal, symmetric_edges("Cells::normal", count, edge)};
}

Cells Cells::lattice(std::size_t last) {
    if (last >= most)
        throw std::invalid_argument("Cells::lattice: last must be below 2^20, not " + std::to_string(last));
    std::vector<double> edges(last);
    for (std::size_t k = 0; k < last; ++k) edges[k] = static_cast<double>(k) + 0.5;
    return {Law::lattice, std::move(edges)};
}

std::uint64_t Cells::bin(std::span<const double> xs, std::span<std::uint64_t> counts) const {
    if (counts.size() != count())
        throw std::invalid_argument("Cells::bin: counts must have one element for each of the " +
                                    std::to_string(count()) + " cells, not " + std::to_string(counts.size()));
    const auto k = static_cast<double>(count());
    switch (law_) {
        case Law::cauchy:
            return count_cells(xs, counts,
                               [this](std::span<const double> some, std::span<std::int32_t> numbers) {
                                   cauchy_cells(some, count(), numbers);
                               });
        case Law::normal:
            return count_cells(
                xs, counts, each(k - 1, [k](double x) {
                    return k * (std::erfc(-x * boost::math::constants::half_root_two<double>()) / 2);
                }));
        case Law::lattice:
            break;
    }
    return count_cells(xs, counts, each(k - 1, [last = k - 1](double x) { return lattice_cell(x, last); }));
}

}  // namespace assay::stats
