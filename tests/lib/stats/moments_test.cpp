#include "lib/stats/moments.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include "tests/reference/read_table.hpp"

using namespace assay;
using namespace assay::stats;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

Moments of(std::span<const double> xs) {
    Moments moments;
    moments.add(xs);
    return moments;
}

/// Agreement of sums of n terms of size `scale` up to rounding.
bool agree(const Moments& a, const Moments& b, double scale, double tolerance = 1e-12) {
    const auto n = static_cast<double>(a.count());
    return a.count() == b.count() && a.missing() == b.missing() &&
           a.largest_square() == Approx(b.largest_square()) &&
           std::abs(a.mean() - b.mean()) <= tolerance * scale &&
           std::abs(a.m2() - b.m2()) <= tolerance * n * scale * scale &&
           std::abs(a.m3() - b.m3()) <= tolerance * n * scale * scale * scale;
}

}  // namespace

TEST_CASE("moments by hand") {
    const Moments m = of(std::vector{1.0, 2.0, 4.0});  // deviations -4/3, -1/3, 5/3
    CHECK(m.count() == 3);
    CHECK(m.missing() == 0);
    CHECK(m.mean() == Approx(7.0 / 3).epsilon(1e-15));
    CHECK(m.m2() == Approx(14.0 / 3).epsilon(1e-15));
    CHECK(m.m3() == Approx(20.0 / 9).epsilon(1e-14));
    CHECK(m.variance() == Approx(7.0 / 3).epsilon(1e-15));
    CHECK(m.skewness() == Approx(std::sqrt(3.0) * (20.0 / 9) / std::pow(14.0 / 3, 1.5)).epsilon(1e-14));
    CHECK(m.largest_square() == Approx(25.0 / 9).epsilon(1e-14));
    CHECK(m.least() == 1);
    CHECK(m.greatest() == 4);
    Moments one_by_one;
    for (const double x : {1.0, 2.0, 4.0}) one_by_one.add(x);
    CHECK(agree(one_by_one, m, 1, 1e-15));
}

TEST_CASE("moments agree with rational arithmetic") {
    std::map<std::string, std::vector<double>> data;
    for (const auto& row : tests::read_table("stats/pairs.csv")) data[row[0]].push_back(std::stod(row[1]));
    for (const auto& row : tests::read_table("stats/moments.csv")) {
        INFO(row[0]);
        const Moments m = of(data.at(row[0]));
        CHECK(m.count() == std::stoull(row[1]));
        CHECK(m.mean() == Approx(std::stod(row[2])).epsilon(1e-14));
        CHECK(m.m2() == Approx(std::stod(row[4])).epsilon(1e-10));
        CHECK(m.m3() == Approx(std::stod(row[7])).epsilon(1e-10));
        CHECK(m.skewness() == Approx(std::stod(row[11])).epsilon(1e-10));
    }
}

TEST_CASE("a mean of 1e9 costs no digits of a variance of 1, in any split") {
    // x = 1e9 + k^2 / 256, k = 0..31 in a scrambled order, 2^20 times: every number here is exact.
    constexpr std::uint64_t n = 1U << 20U;
    std::vector<double> xs(n);
    double sum = 0, square = 0, cube = 0;
    for (int k = 0; k < 32; ++k) sum += k * k / 256.0;
    for (int k = 0; k < 32; ++k) {
        const double d = k * k / 256.0 - sum / 32;
        square += d * d * (n / 32);
        cube += d * d * d * (n / 32);
    }
    for (std::uint64_t i = 0; i < n; ++i) {
        const auto k = static_cast<double>((i * 2654435761U >> 7U) % 32U);
        xs[i] = 1e9 + k * k / 256;
    }
    const auto correct = [&](const Moments& m) {
        CHECK(m.count() == n);
        CHECK(m.mean() == 1e9 + sum / 32);
        CHECK(m.m2() == Approx(square).epsilon(1e-12));
        CHECK(m.m3() == Approx(cube).epsilon(1e-12));
    };
    correct(of(xs));
    Moments one_by_one, odd_parts;
    for (const double x : xs) one_by_one.add(x);
    correct(one_by_one);
    for (std::size_t from = 0, size = 1; from < n; from += size, size = size % 3000 + 77)
        odd_parts.merge(of(std::span(xs).subspan(from, std::min<std::size_t>(size, n - from))));
    correct(odd_parts);
    // A balanced tree, as the runner merges blocks.
    std::vector<Moments> level;
    for (std::size_t from = 0; from < n; from += 4096) level.push_back(of(std::span(xs).subspan(from, 4096)));
    while (level.size() > 1) {
        for (std::size_t i = 0; i < level.size() / 2; ++i) {
            level[i] = level[2 * i];
            level[i].merge(level[2 * i + 1]);
        }
        level.resize(level.size() / 2);
    }
    correct(level.front());
}

TEST_CASE("a spread of one last place is found, though the mean itself cannot be represented") {
    std::vector<double>
        xs;  // 1e15 and its successor, three to one: variance 3/16 and skewed, in units of 1/8
    for (int i = 0; i < 1024; ++i) xs.push_back(i % 4 == 0 ? 1e15 + 0.125 : 1e15);
    const Moments m = of(xs);
    CHECK(m.m2() == Approx(1024 * 3.0 / 16 / 64).epsilon(1e-9));
    CHECK(m.m3() == Approx(1024 * 3.0 / 32 / 512).epsilon(1e-7));
}

TEST_CASE("any split and any association give the same moments") {
    rc::prop("three parts", [](const std::vector<int>& drawn) {
        std::vector<double> xs;
        for (const int k : drawn) xs.push_back(k % 97 == 13 ? nan_value : k % 1000);
        const auto cut = [&](std::size_t from, std::size_t to) {
            return of(std::span(xs).subspan(from, to - from));
        };
        const std::size_t i = xs.size() / 5, j = xs.size() / 2;
        Moments left = cut(0, i), right = cut(i, j), last = cut(j, xs.size()), reversed = last;
        reversed.merge(right);
        reversed.merge(left);
        right.merge(last);
        Moments right_first = left;
        right_first.merge(right);
        left.merge(cut(i, j));
        left.merge(last);
        const Moments all = of(xs);
        RC_ASSERT(agree(left, all, 1000));
        RC_ASSERT(agree(right_first, all, 1000));
        RC_ASSERT(agree(reversed, all, 1000));
        RC_ASSERT(all.count() + all.missing() == xs.size());
    });
}

TEST_CASE("equal values have exactly no spread, whatever the split") {
    for (const double c : {0.1, -1e9 / 3, 1e200, 5e-324}) {
        Moments m = of(std::vector<double>(5003, c));
        m.add(c);
        m.merge(of(std::vector<double>(77, c)));
        CHECK(m.mean() == c);
        CHECK(m.m2() == 0);
        CHECK(m.m3() == 0);
        CHECK(m.largest_square() == 0);
        CHECK(std::isnan(m.skewness()));
    }
}

TEST_CASE("NaN and infinities are counted and enter nothing else") {
    Moments m = of(std::vector{1.0, nan_value, 2.0, infinity, -infinity, 4.0});
    m.add(nan_value);
    m.add(infinity);
    CHECK(m.count() == 3);
    CHECK(m.missing() == 5);
    CHECK(agree(m.affine(0, 1), m, 1));
    CHECK(m.mean() == Approx(7.0 / 3));
    CHECK(m.m2() == Approx(14.0 / 3));
    const Moments lost = of(std::vector{nan_value, nan_value});
    CHECK(lost.count() == 0);
    CHECK(lost.missing() == 2);
    Moments empty;
    empty.merge(lost);
    CHECK(empty.missing() == 2);
    empty.merge(m);
    CHECK(empty.missing() == 7);
    CHECK(empty.mean() == m.mean());
}

TEST_CASE("the empty sample is neutral") {
    const Moments empty;
    CHECK(empty.count() == 0);
    CHECK(empty.mean() == 0);
    CHECK(empty.m2() == 0);
    CHECK(std::isnan(empty.variance()));
    CHECK(std::isnan(empty.skewness()));
    CHECK(empty.largest_square() == 0);
    CHECK(empty.least() == infinity);
    CHECK(empty.greatest() == -infinity);
    CHECK(empty.affine(3, 0).largest_square() == 0);
    CHECK(empty.affine(3, 0).mean() == 0);
    Moments m = of(std::vector{1.0, 2.0, 4.0});
    const Moments before = m;
    m.merge(empty);
    m.add(std::span<const double>{});
    CHECK(agree(m, before, 1, 0));
    Moments twice = m;
    twice.merge(twice);
    CHECK(twice.count() == 6);
    CHECK(twice.m2() == Approx(28.0 / 3));
    CHECK(std::isnan(of(std::vector{3.0}).variance()));
}

TEST_CASE("an affine map of the moments is the moments of the map") {
    const std::vector xs{1.0, 2.0, 4.0, -3.0, 0.5};
    for (const double a : {0.0, -2.0})
        for (const double b : {1.0, -3.0, 0.0, 0.25}) {
            std::vector<double> ys;
            for (const double x : xs) ys.push_back(a + b * x);
            CHECK(agree(of(xs).affine(a, b), of(ys), 20, 1e-14));
        }
}

TEST_CASE("overflow and underflow of powers show, they do not pass for numbers") {
    const Moments squares = of(std::vector{1e200, -1e200, 1e200});
    CHECK_FALSE(std::isfinite(squares.m2()));
    CHECK(std::isnan(squares.skewness()));
    const Moments cubes = of(std::vector{1e120, -1e120, 3e120});
    CHECK(std::isfinite(cubes.m2()));
    CHECK_FALSE(std::isfinite(cubes.skewness()));
    const Moments tiny = of(std::vector{1e-100, 2e-100, 4e-100});
    CHECK(std::isnan(tiny.skewness()));
    const Moments small = of(std::vector{1e-89, 2e-89, 4e-89});
    CHECK(small.skewness() == Approx(of(std::vector{1.0, 2.0, 4.0}).skewness()));
}
