#include "lib/stats/joint_moments.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

namespace assay::stats {
namespace {

constexpr std::size_t chunk = 1024;

/// f(0), ..., f(count - 1) with arguments known to the compiler: a loop over the sums of a point keeps them
/// in registers only when it is unrolled this early (measured: 3.5 ns a pair, 6.4 with plain loops).
template <std::size_t count, class Function>
constexpr void repeat(const Function& f) {
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        (f(std::integral_constant<std::size_t, i>{}), ...);
    }
    (std::make_index_sequence<count>{});
}

template <std::size_t N>
bool all_finite(const std::array<std::span<const double>, N>& columns, std::size_t row) noexcept {
    bool finite = true;
    repeat<N>([&](auto i) { finite = finite && std::isfinite(columns[i][row]); });
    return finite;
}

/// Where each sum is kept.
template <std::size_t N>
struct Layout {
    struct Pair {
        std::size_t i, j;
    };
    struct Triple {
        std::size_t i, j, k, ij, ik, jk;  // three coordinates, and the places of their pairs
    };
    std::array<Pair, N*(N + 1) / 2> pairs;
    std::array<Triple, N*(N + 1) * (N + 2) / 6> triples;
    std::array<std::array<std::size_t, N>, N> place;                  // of (i, j) in any order
    std::array<std::array<std::array<std::size_t, N>, N>, N> places;  // of (i, j, k) in any order
};

template <std::size_t N>
constexpr Layout<N> make_layout() {
    Layout<N> layout{};
    std::size_t pair = 0, triple = 0;
    for (std::size_t i = 0; i < N; ++i)
        for (std::size_t j = i; j < N; ++j) {
            layout.pairs[pair] = {i, j};
            layout.place[i][j] = layout.place[j][i] = pair++;
        }
    for (std::size_t i = 0; i < N; ++i)
        for (std::size_t j = i; j < N; ++j)
            for (std::size_t k = j; k < N; ++k) {
                layout.triples[triple] = {
                    i, j, k, layout.place[i][j], layout.place[i][k], layout.place[j][k]};
                auto& p = layout.places;
                p[i][j][k] = p[i][k][j] = p[j][i][k] = p[j][k][i] = p[k][i][j] = p[k][j][i] = triple++;
            }
    return layout;
}

template <std::size_t N>
constexpr Layout<N> layout = make_layout<N>();

}  // namespace

template <std::size_t N>
double JointMoments<N>::m2(std::size_t i, std::size_t j) const noexcept {
    return sums_.second[layout<N>.place[i][j]];
}

template <std::size_t N>
double JointMoments<N>::m3(std::size_t i, std::size_t j, std::size_t k) const noexcept {
    return sums_.third[layout<N>.places[i][j][k]];
}

template <std::size_t N>
JointMoments<N> JointMoments<N>::of_chunk(const Columns& columns) noexcept {
    constexpr auto& pairs = layout<N>.pairs;
    constexpr auto& triples = layout<N>.triples;
    const std::size_t rows = columns[0].size();
    JointMoments part;
    std::uint64_t count = 0;
    Point sum{}, least, greatest;
    least.fill(std::numeric_limits<double>::infinity());
    greatest.fill(-std::numeric_limits<double>::infinity());
    for (std::size_t row = 0; row < rows; ++row) {
        if (!all_finite(columns, row)) continue;
        ++count;
        repeat<N>([&](auto i) {
            const double x = columns[i][row];
            sum[i] += x;
            least[i] = std::min(least[i], x);
            greatest[i] = std::max(greatest[i], x);
        });
    }
    part.count_ = count;
    part.missing_ = rows - count;
    if (count == 0) return part;
    // About the rounded means; the first-order sums then correct for that rounding. Equal values give exactly
    // 0.
    const auto n = static_cast<double>(count);
    Point centre;
    for (std::size_t i = 0; i < N; ++i) centre[i] = least[i] == greatest[i] ? least[i] : sum[i] / n;
    Point s1{};
    Sums s;
    for (std::size_t row = 0; row < rows; ++row) {
        if (!all_finite(columns, row)) continue;
        Point d;
        repeat<N>([&](auto i) {
            d[i] = columns[i][row] - centre[i];
            s1[i] += d[i];
        });
        std::array<double, pairs.size()> square;
        repeat<pairs.size()>([&](auto p) {
            square[p] = d[pairs[p].i] * d[pairs[p].j];
            s.second[p] += square[p];
        });
        repeat<triples.size()>([&](auto t) { s.third[t] += square[triples[t].ij] * d[triples[t].k]; });
    }
    Point e;
    for (std::size_t i = 0; i < N; ++i) {
        e[i] = s1[i] / n;
        part.axes_[i] = {
            .mean = RunningMean(centre[i]).moved(e[i]), .least = least[i], .greatest = greatest[i]};
    }
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        const auto [i, j] = pairs[p];
        const double square = s.second[p] - n * e[i] * e[j];
        part.sums_.second[p] = i == j ? std::max(square, 0.0) : square;  // keeps NaN
    }
    for (std::size_t t = 0; t < triples.size(); ++t) {
        const auto [i, j, k, ij, ik, jk] = triples[t];
        part.sums_.third[t] = s.third[t] - e[i] * s.second[jk] - e[j] * s.second[ik] - e[k] * s.second[ij] +
                              2 * n * e[i] * e[j] * e[k];
    }
    return part;
}

template <std::size_t N>
void JointMoments<N>::add(const Point& point) noexcept {
    JointMoments one;
    one.count_ = 1;
    bool finite = true;
    repeat<N>([&](auto i) {
        finite = finite && std::isfinite(point[i]);
        one.axes_[i] = {.mean = point[i], .least = point[i], .greatest = point[i]};
    });
    if (finite)
        merge(one);
    else
        ++missing_;
}

template <std::size_t N>
void JointMoments<N>::add(const Columns& columns) {
    const std::size_t rows = columns[0].size();
    for (std::size_t i = 1; i < N; ++i)
        if (columns[i].size() != rows)
            throw std::invalid_argument("JointMoments::add: columns[0] has " + std::to_string(rows) +
                                        " values and columns[" + std::to_string(i) + "] " +
                                        std::to_string(columns[i].size()) +
                                        ", they must have the same number");
    for (std::size_t done = 0; done < rows; done += chunk) {
        Columns part;
        for (std::size_t i = 0; i < N; ++i) part[i] = columns[i].subspan(done, std::min(chunk, rows - done));
        merge(of_chunk(part));
    }
}

/// With na and nb points, whose means differ by d, and D_jk = (na b_jk - nb a_jk) / n:
///   m_ij  = a_ij + b_ij + d_i d_j na nb / n
///   m_ijk = a_ijk + b_ijk + d_i d_j d_k na nb (na - nb) / n^2 + d_i D_jk + d_j D_ik + d_k D_ij.
template <std::size_t N>
void JointMoments<N>::merge(const JointMoments& other) noexcept {
    const std::uint64_t missing = missing_ + other.missing_;
    if (count_ == 0) {
        *this = other;
    } else if (other.count_ > 0) {
        const auto na = static_cast<double>(count_), nb = static_cast<double>(other.count_);
        const double n = na + nb, weight = na * nb / n, skew = weight * ((na - nb) / n);
        Point d;
        repeat<N>([&](auto i) {
            const Axis &a = axes_[i], &b = other.axes_[i];
            d[i] = b.mean.minus(a.mean);
            axes_[i] = {.mean = a.mean.moved(d[i] * (nb / n)),
                        .least = std::min(a.least, b.least),
                        .greatest = std::max(a.greatest, b.greatest)};
        });
        const Sums &a = sums_, &b = other.sums_;
        Sums merged;
        std::array<double, layout<N>.pairs.size()> slope;
        repeat<layout<N>.pairs.size()>([&](auto p) {
            const auto [i, j] = layout<N>.pairs[p];
            merged.second[p] = a.second[p] + b.second[p] + d[i] * d[j] * weight;
            slope[p] = (na * b.second[p] - nb * a.second[p]) / n;
        });
        repeat<layout<N>.triples.size()>([&](auto t) {
            const auto [i, j, k, ij, ik, jk] = layout<N>.triples[t];
            merged.third[t] = a.third[t] + b.third[t] + d[i] * d[j] * d[k] * skew +
                              (d[i] * slope[jk] + d[j] * slope[ik] + d[k] * slope[ij]);
        });
        sums_ = merged;
        count_ += other.count_;
    }
    missing_ = missing;
}

template <std::size_t N>
Moments JointMoments<N>::linear(const Point& coefficients) const noexcept {
    if (count_ == 0) return Moments::from({.missing = missing_});
    const Point& c = coefficients;
    Moments::Parts parts{.count = count_, .missing = missing_, .least = 0, .greatest = 0};
    double mean = 0, rest = 0;
    for (std::size_t i = 0; i < N; ++i) {
        mean += c[i] * axes_[i].mean.value;
        rest += c[i] * axes_[i].mean.rest;
        parts.least += std::min(c[i] * axes_[i].least, c[i] * axes_[i].greatest);
        parts.greatest += std::max(c[i] * axes_[i].least, c[i] * axes_[i].greatest);
        for (std::size_t j = 0; j < N; ++j) {
            parts.m2 += c[i] * c[j] * m2(i, j);
            for (std::size_t k = 0; k < N; ++k) parts.m3 += c[i] * c[j] * c[k] * m3(i, j, k);
        }
    }
    parts.mean = RunningMean(mean).moved(rest);
    parts.m2 = std::max(parts.m2, 0.0);  // cancellation; keeps NaN
    return Moments::from(parts);
}

template class JointMoments<2>;
template class JointMoments<3>;

}  // namespace assay::stats
