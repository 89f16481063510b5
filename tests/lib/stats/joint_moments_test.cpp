#include "lib/stats/joint_moments.hpp"

#include <rapidcheck/catch.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <tuple>
#include <vector>

#include "tests/reference/read_table.hpp"

using namespace assay;
using namespace assay::stats;

namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

struct Pairs {
    std::vector<double> x, y;
};

JointMoments<2> of(std::span<const double> xs, std::span<const double> ys) {
    JointMoments<2> joint;
    joint.add({xs, ys});
    return joint;
}

/// Of second order, then of third.
std::vector<double> sums(const JointMoments<2>& m) {
    return {m.m2(0, 0), m.m2(0, 1), m.m2(1, 1), m.m3(0, 0, 0), m.m3(0, 0, 1), m.m3(0, 1, 1), m.m3(1, 1, 1)};
}

bool agree(const JointMoments<2>& a, const JointMoments<2>& b, double scale, double tolerance = 1e-12) {
    if (a.count() != b.count() || a.missing() != b.missing()) return false;
    if (std::abs(a.mean(0) - b.mean(0)) > tolerance * scale) return false;
    if (std::abs(a.mean(1) - b.mean(1)) > tolerance * scale) return false;
    for (std::size_t i = 0; i < 7; ++i) {
        const double size = static_cast<double>(a.count()) * std::pow(scale, i < 3 ? 2 : 3);
        if (!(std::abs(sums(a)[i] - sums(b)[i]) <= tolerance * size)) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("joint moments by hand") {
    // x deviates by -1, 0, 1 and y by -1, -1, 2.
    const std::vector x{1.0, 2.0, 3.0}, y{4.0, 4.0, 7.0};
    const JointMoments<2> joint = of(x, y);
    CHECK(joint.count() == 3);
    CHECK(joint.mean(0) == 2);
    CHECK(joint.mean(1) == 5);
    CHECK(sums(joint) == std::vector<double>{2, 3, 6, 0, 1, 3, 6});
    JointMoments<2> one_by_one;
    for (std::size_t i = 0; i < 3; ++i) one_by_one.add({x[i], y[i]});
    CHECK(agree(one_by_one, joint, 1, 1e-15));
}

TEST_CASE("joint moments agree with rational arithmetic") {
    std::map<std::string, Pairs> data;
    for (const auto& row : tests::read_table("stats/pairs.csv")) {
        data[row[0]].x.push_back(std::stod(row[1]));
        data[row[0]].y.push_back(std::stod(row[2]));
    }
    for (const auto& row : tests::read_table("stats/moments.csv")) {
        INFO(row[0]);
        const auto& [x, y] = data.at(row[0]);
        JointMoments<2> merged;
        for (std::size_t from = 0; from < x.size(); from += 37) {
            const std::size_t n = std::min<std::size_t>(37, x.size() - from);
            merged.merge(of(std::span(x).subspan(from, n), std::span(y).subspan(from, n)));
        }
        const JointMoments<2> all = of(x, y);
        CHECK(all.mean(0) == Approx(std::stod(row[2])).epsilon(1e-14));
        CHECK(all.mean(1) == Approx(std::stod(row[3])).epsilon(1e-14));
        for (std::size_t i = 0; i < 7; ++i) {
            CHECK(sums(all)[i] == Approx(std::stod(row[4 + i])).epsilon(1e-10));
            CHECK(sums(merged)[i] == Approx(std::stod(row[4 + i])).epsilon(1e-10));
        }
    }
}

TEST_CASE("any split and any association give the same joint moments") {
    rc::prop("three parts", [](const std::vector<std::pair<int, int>>& drawn) {
        Pairs d;
        for (const auto& [a, b] : drawn) {
            d.x.push_back(a % 89 == 5 ? nan_value : a % 1000);
            d.y.push_back(b % 83 == 7 ? nan_value : b % 1000 + 0.1 * (a % 1000));
        }
        const auto cut = [&](std::size_t from, std::size_t to) {
            return of(std::span(d.x).subspan(from, to - from), std::span(d.y).subspan(from, to - from));
        };
        const std::size_t i = d.x.size() / 5, j = d.x.size() / 2;
        JointMoments<2> left = cut(0, i), right = cut(i, j), right_first = left;
        const JointMoments<2> last = cut(j, d.x.size());
        left.merge(right);
        left.merge(last);
        right.merge(last);
        right_first.merge(right);
        const JointMoments<2> all = cut(0, d.x.size());
        RC_ASSERT(agree(left, all, 1100));
        RC_ASSERT(agree(right_first, all, 1100));
        RC_ASSERT(all.count() + all.missing() == d.x.size());
    });
}

TEST_CASE("the moments of a combination are those of the combined data, with extremes that enclose") {
    rc::prop("a x + b y", [](const std::vector<std::pair<int, int>>& drawn) {
        RC_PRE(!drawn.empty());
        Pairs d;
        for (const auto& [a, b] : drawn) {
            d.x.push_back(a % 100);
            d.y.push_back(b % 100 + a % 100);
        }
        for (const auto& [a, b] : {std::pair{1.0, 0.0}, {0.0, 1.0}, {1.0, -0.5}, {-2.0, 3.0}, {-1.0, -1.0}}) {
            Moments direct;
            for (std::size_t i = 0; i < d.x.size(); ++i) direct.add(a * d.x[i] + b * d.y[i]);
            const Moments linear = of(d.x, d.y).linear({a, b});
            const auto n = static_cast<double>(d.x.size());
            constexpr double scale = 1000;
            RC_ASSERT(linear.count() == direct.count());
            RC_ASSERT(std::abs(linear.mean() - direct.mean()) <= 1e-12 * scale);
            RC_ASSERT(std::abs(linear.m2() - direct.m2()) <= 1e-12 * n * scale * scale);
            RC_ASSERT(std::abs(linear.m3() - direct.m3()) <= 1e-12 * n * scale * scale * scale);
            RC_ASSERT(linear.largest_square() >= direct.largest_square() * (1 - 1e-12) - 1e-12);
            if (a == 0 || b == 0)
                RC_ASSERT(std::abs(linear.largest_square() - direct.largest_square()) <=
                          1e-9 * scale * scale);
        }
    });
}

TEST_CASE("a combination that cancels has no negative spread") {
    std::vector<double> x, y;
    for (int i = 0; i < 1000; ++i) {
        x.push_back(0.1 * i);
        y.push_back(0.3 * i);
    }
    const Moments zero = of(x, y).linear({3, -1});
    CHECK(zero.m2() >= 0);
    CHECK(zero.m2() <= 1e-14 * of(x, y).m2(1, 1));
    CHECK(of(x, x).linear({1, -1}).m2() == 0);
}

TEST_CASE("a pair with a non-finite member is missing") {
    const double infinity = std::numeric_limits<double>::infinity();
    JointMoments<2> joint = of(std::vector{1.0, nan_value, 2.0, 5.0}, std::vector{4.0, 1.0, infinity, 8.0});
    CHECK(joint.count() == 2);
    CHECK(joint.missing() == 2);
    CHECK(joint.mean(0) == 3);
    CHECK(joint.mean(1) == 6);
    joint.add({1, nan_value});
    CHECK(joint.missing() == 3);
    CHECK(joint.linear({1, 1}).missing() == 3);
    JointMoments<2> lost;
    lost.add({nan_value, nan_value});
    CHECK(lost.linear({2, -3}).count() == 0);
    CHECK(lost.linear({2, -3}).missing() == 1);
    lost.merge(joint);
    CHECK(lost.missing() == 4);
    CHECK(lost.count() == 2);
    CHECK(lost.mean(1) == 6);
    lost.merge(JointMoments<2>{});
    CHECK(lost.count() == 2);
}

TEST_CASE("equal values have exactly no spread") {
    std::vector<double> x(3001, 0.1), y;
    for (std::size_t i = 0; i < x.size(); ++i) y.push_back(static_cast<double>(i % 7));
    const JointMoments<2> joint = of(x, y);
    CHECK(joint.mean(0) == 0.1);
    CHECK(joint.m2(0, 0) == 0);
    CHECK(joint.m2(0, 1) == 0);
    CHECK(joint.m3(0, 0, 1) == 0);
    CHECK(joint.m2(1, 1) > 0);
}

TEST_CASE("columns of different sizes are refused by name") {
    JointMoments<2> joint;
    CHECK_THROWS_WITH(joint.add({std::vector{1.0, 2.0}, std::vector{1.0}}),
                      "JointMoments::add: columns[0] has 2 values and columns[1] 1, they must have the same "
                      "number");
    CHECK(joint.count() == 0);
    JointMoments<3> triples;
    CHECK_THROWS_AS(triples.add({std::vector{1.0}, std::vector{1.0}, std::vector{1.0, 2.0}}),
                    std::invalid_argument);
    CHECK_THROWS_AS(triples.add({std::vector<double>{}, std::vector{1.0}, std::vector<double>{}}),
                    std::invalid_argument);
}

TEST_CASE("three coordinates by hand") {
    // Deviations -1, 0, 1; -1, -1, 2; 2, -4, 2.
    JointMoments<3> joint;
    joint.add({std::vector{1.0, 2.0, 3.0}, std::vector{4.0, 4.0, 7.0}, std::vector{7.0, 1.0, 7.0}});
    CHECK(joint.mean(2) == 5);
    CHECK(joint.m2(0, 1) == 3);
    CHECK(joint.m2(2, 2) == 24);
    CHECK(joint.m2(2, 0) == 0);
    CHECK(joint.m2(1, 2) == 6);
    CHECK(joint.m3(0, 1, 2) == 6);
    CHECK(joint.m3(2, 0, 1) == 6);
    CHECK(joint.m3(0, 0, 2) == 4);
    CHECK(joint.m3(2, 1, 2) == -4 - 16 + 8);
    CHECK(joint.m3(2, 2, 2) == -48);
}

TEST_CASE("every pair of three coordinates has the moments of the pair, in any split") {
    rc::prop("pairs and the triple sum", [](const std::vector<std::tuple<int, int, int>>& drawn) {
        std::array<std::vector<double>, 3> d;
        for (const auto& [a, b, c] : drawn) {
            d[0].push_back(a % 89 == 5 ? nan_value : a % 100);
            d[1].push_back(0.1 * (b % 100) + a % 100);
            d[2].push_back(c % 83 == 7 ? nan_value : c % 100 + 0.5 * (b % 100));
        }
        const auto cut = [&](std::size_t from, std::size_t to) {
            JointMoments<3> part;
            part.add({std::span(d[0]).subspan(from, to - from), std::span(d[1]).subspan(from, to - from),
                      std::span(d[2]).subspan(from, to - from)});
            return part;
        };
        const std::size_t size = drawn.size();
        const JointMoments<3> all = cut(0, size);
        JointMoments<3> merged = cut(0, size / 3), one_by_one;
        JointMoments<3> rest = cut(size / 3, size / 2);
        rest.merge(cut(size / 2, size));
        merged.merge(rest);
        for (std::size_t row = 0; row < size; ++row) one_by_one.add({d[0][row], d[1][row], d[2][row]});

        // The sum over finite points of the product of three deviations, in the plainest way.
        std::vector<std::size_t> rows;
        for (std::size_t row = 0; row < size; ++row)
            if (!std::isnan(d[0][row]) && !std::isnan(d[2][row])) rows.push_back(row);
        const auto n = static_cast<double>(rows.size());
        std::array<double, 3> mean{};
        for (std::size_t i = 0; i < 3; ++i)
            for (const std::size_t row : rows) mean[i] += d[i][row] / n;
        for (const JointMoments<3>& joint : {all, merged, one_by_one}) {
            RC_ASSERT(joint.count() == rows.size());
            RC_ASSERT(joint.missing() == size - rows.size());
            for (std::size_t i = 0; i < 3; ++i)
                for (std::size_t j = 0; j < 3; ++j) {
                    double second = 0;
                    for (const std::size_t row : rows)
                        second += (d[i][row] - mean[i]) * (d[j][row] - mean[j]);
                    RC_ASSERT(std::abs(joint.m2(i, j) - second) <= 1e-12 * n * 1e5);
                    for (std::size_t k = 0; k < 3; ++k) {
                        double third = 0;
                        for (const std::size_t row : rows)
                            third += (d[i][row] - mean[i]) * (d[j][row] - mean[j]) * (d[k][row] - mean[k]);
                        RC_ASSERT(std::abs(joint.m3(i, j, k) - third) <= 1e-12 * n * 1e8);
                    }
                }
        }
        Moments direct;
        for (const std::size_t row : rows) direct.add(2 * d[0][row] - 3 * d[1][row] + 0.5 * d[2][row]);
        const Moments linear = all.linear({2, -3, 0.5});
        RC_ASSERT(std::abs(linear.mean() - direct.mean()) <= 1e-9);
        RC_ASSERT(std::abs(linear.m2() - direct.m2()) <= 1e-12 * n * 1e7);
        RC_ASSERT(std::abs(linear.m3() - direct.m3()) <= 1e-12 * n * 1e10);
        RC_ASSERT(linear.largest_square() >= direct.largest_square() * (1 - 1e-12) - 1e-12);
    });
}
