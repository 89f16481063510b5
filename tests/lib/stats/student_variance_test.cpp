#include "lib/stats/student_variance.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <vector>

#include "lib/stats/combine.hpp"
#include "lib/stats/student.hpp"
#include "tests/lib/stats/enumerate.hpp"
#include "tests/reference/read_table.hpp"

using namespace assay;
using namespace assay::stats;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

void check_refused(const Estimate& e, const std::string& method) {
    CHECK(e.lower == -infinity);
    CHECK(e.upper == infinity);
    CHECK(e.method == method);
    CHECK(e.kind == Class::asymptotic);
}

/// `part` merged `times` times, by doubling.
template <class Accumulator>
Accumulator repeated(Accumulator part, std::uint64_t times, Accumulator sum = Accumulator{}) {
    for (; times > 0; times /= 2) {
        if (times % 2 == 1) sum.merge(part);
        part.merge(Accumulator(part));
    }
    return sum;
}

/// n observations at 0 and 1, k of them at 1.
VarianceMoments bernoulli(std::uint64_t n, std::uint64_t k, double centre) {
    const VarianceMoments none(centre);
    VarianceMoments zero = none, one = none;
    zero.add(0);
    one.add(1);
    return repeated(one, k, repeated(zero, n - k, none));
}

/// n pairs at (0, 0) and (1, y), k of them at the latter.
CovarianceMoments two_points(std::uint64_t n, std::uint64_t k, double y) {
    CovarianceMoments zero, one;
    zero.add(0, 0);
    one.add(1, y);
    return repeated(one, k, repeated(zero, n - k));
}

struct Pairs {
    std::vector<double> x, y;
};

/// n pairs, light-tailed, x = offset + scale * noise, y with a covariance of its own.
Pairs pairs(int n, double offset = 0, double scale = 1) {
    Pairs made;
    for (int i = 0; i < n; ++i) {
        const double noise = (i * 37 % 101 - 50) / 29.0, other = (i * 53 % 97 - 48) / 28.0;
        made.x.push_back(offset + scale * noise);
        made.y.push_back(0.6 * noise + 0.8 * other);
    }
    return made;
}

VarianceMoments of(std::span<const double> xs, double centre = 0) {
    VarianceMoments moments(centre);
    moments.add(xs);
    return moments;
}

CovarianceMoments of(std::span<const double> xs, std::span<const double> ys, double cx = 0, double cy = 0) {
    CovarianceMoments moments(cx, cy);
    moments.add(xs, ys);
    return moments;
}

}  // namespace

TEST_CASE("intervals of variances and covariances agree with 40 digits, and enclose the unions tightly") {
    std::map<std::string, Pairs> data;
    for (const auto& row : tests::read_table("stats/pairs.csv")) {
        data[row[0]].x.push_back(std::stod(row[1]));
        data[row[0]].y.push_back(std::stod(row[2]));
    }
    for (const auto& row : tests::read_table("stats/moment_intervals.csv")) {
        if (row[0] == "difference") continue;  // student_test.cpp
        INFO(row[0] << " of " << row[1] << " at " << row[3]);
        const auto& [x, y] = data.at(row[1]);
        const double level = std::stod(row[3]), centre = row[1] == "offset" ? 1e9 : 0;
        const std::uint64_t times = 1ULL << std::stoull(row[2]);
        const Estimate e =
            row[0] == "variance"
                ? student_variance(repeated(of(x, centre), times, VarianceMoments(centre)), level)
                : student_covariance(
                      repeated(of(x, y, centre, centre), times, CovarianceMoments(centre, centre)), level);
        CHECK(e.method == "Student " + row[0]);
        CHECK(e.kind == Class::asymptotic);
        CHECK(e.replicates == 300 * times);
        const double half = (std::stod(row[6]) - std::stod(row[5])) / 2;
        CHECK(std::abs(e.value - std::stod(row[4])) <= 1e-10 * half);
        CHECK(std::abs(e.lower - std::stod(row[5])) <= 1e-10 * half);
        CHECK(std::abs(e.upper - std::stod(row[6])) <= 1e-10 * half);
        // The union by brute force over a grid: inside, the variance's upper end exactly, and nothing wasted
        // beyond the second order.
        const double union_lower = std::stod(row[7]), union_upper = std::stod(row[8]);
        CHECK(e.lower <= union_lower + 1e-10 * half);
        CHECK(e.upper >= union_upper - 1e-10 * half);
        CHECK(e.lower >= union_lower - 0.05 * half);
        CHECK(e.upper <= union_upper + 0.05 * half);
        if (row[0] == "variance") CHECK(e.upper == Approx(union_upper).epsilon(1e-12));
    }
}

TEST_CASE("the variance of -1 and 1 by hand") {
    // u^2 is constant, so se(a) = 2 |a| / sqrt(n - 1), the same at both ends a = -+h: nothing but the unknown
    // mean is left.
    std::vector<double> xs;
    for (int i = 0; i < 20000; ++i) xs.push_back(i % 2 == 0 ? 1 : -1);
    const Estimate e = student_variance(of(xs), 0.01);
    const double root = std::sqrt(19999.0);
    const double h = student_quantile(20000, 0.01 / 8) / root;
    const double side = student_quantile(20000, 0.01 * 7 / 8) * 2 * h / root;
    CHECK(e.value == Approx(20000.0 / 19999).epsilon(1e-14));
    CHECK(e.lower == Approx(1 - side).epsilon(1e-14));
    CHECK(e.upper == Approx(1 + h * h + side).epsilon(1e-14));
    CHECK(e.replicates == 20000);
}

TEST_CASE("near the edge of admission the interval of a variance misses as often as promised: enumerated") {
    // Bernoulli variables: p q is the variance. At p = 0.1 the rule asks for 284445 replicates; with 310000
    // it admits every count within 8 standard deviations. (x - p)^2 has the skewness of x itself. Both parts
    // may miss up to 1.2 times their share (admission.hpp), so together 1.25 with the steps of the lattice.
    // At p = 0.1 the interval is not too wide either: it is 1 % wider than a Student interval at 7/8 of the
    // level, since S belongs to the ends of a, and 1 % costs a factor exp(-0.01 z^2) of the error, 0.6 at z
    // = 7. At p = 1/2 the variance is at its greatest, its estimate has no first order, and the interval is
    // only safe.
    struct Case {
        std::uint64_t n;
        double p, centre, least;
    };
    for (const Case& c : {Case{10000, 0.5, 0.5, 0}, Case{310000, 0.1, 0, 0.4}, Case{310000, 0.9, 0.4, 0.4}}) {
        const auto law = tests::binomial_law(c.n, c.p);
        const double n = static_cast<double>(c.n), sd = std::sqrt(n * c.p * (1 - c.p));
        for (const double level : {1e-3, 1e-6, 1e-9, 1e-12}) {
            INFO("n = " << c.n << ", p = " << c.p << ", level = " << level);
            double error = 0, refused = 0;
            for (auto k = static_cast<std::uint64_t>(n * c.p - 8 * sd);
                 static_cast<double>(k) <= n * c.p + 8 * sd; ++k) {
                const Estimate e = student_variance(bernoulli(c.n, k, c.centre), level);
                if (e.upper == infinity) refused += law[k];
                if (!(e.lower <= c.p * (1 - c.p) && c.p * (1 - c.p) <= e.upper)) error += law[k];
            }
            CHECK(refused == 0);
            CHECK(error <= 1.25 * level);
            CHECK(error >= c.least * level);
        }
    }
}

TEST_CASE("near the edge of admission the interval of a covariance misses as often as promised: enumerated") {
    for (const double y : {1.0, -3.0})
        for (const double p : {0.1, 0.9}) {
            constexpr std::uint64_t n = 310000;
            const auto law = tests::binomial_law(n, p);
            const double mean = n * p, sd = std::sqrt(n * p * (1 - p)), truth = y * p * (1 - p);
            for (const double level : {1e-3, 1e-9}) {
                INFO("y = " << y << ", p = " << p << ", level = " << level);
                double error = 0, refused = 0;
                for (auto k = static_cast<std::uint64_t>(mean - 8 * sd);
                     static_cast<double>(k) <= mean + 8 * sd; ++k) {
                    const Estimate e = student_covariance(two_points(n, k, y), level);
                    if (e.upper == infinity) refused += law[k];
                    if (!(e.lower <= truth && truth <= e.upper)) error += law[k];
                }
                CHECK(refused == 0);
                CHECK(error <= 1.25 * level);
                CHECK(error >= 0.4 * level);
            }
        }
}

TEST_CASE("the ends enclose the Student interval of (x - a)^2 for every a that is possible") {
    rc::prop("any a", [] {
        const double level = std::pow(10.0, -*rc::gen::inRange(1, 16));
        const double skew = *rc::gen::inRange(0, 100) / 1000.0;
        Pairs d = pairs(80000, *rc::gen::inRange(-20, 21) / 10.0);
        for (double& x : d.x) x += skew * x * x;
        const Estimate variance = student_variance(of(d.x), level);
        const Estimate covariance = student_covariance(of(d.x, d.y), level);
        RC_ASSERT(variance.method == "Student variance");
        RC_ASSERT(covariance.method == "Student covariance");
        Moments mean_x, mean_y;
        mean_x.add(d.x);
        mean_y.add(d.y);
        const auto within = [](const Estimate& e) {
            return e.lower + (e.upper - e.lower) * *rc::gen::inRange(0, 65) / 64;
        };
        const double a = within(student_mean(mean_x, level / 8));
        const double a2 = within(student_mean(mean_x, level / 16)),
                     b2 = within(student_mean(mean_y, level / 16));
        Moments squares, products;
        for (std::size_t i = 0; i < d.x.size(); ++i) {
            squares.add((d.x[i] - a) * (d.x[i] - a));
            products.add((d.x[i] - a2) * (d.y[i] - b2));
        }
        const Estimate square = student_mean(squares, 7 * level / 8),
                       product = student_mean(products, 7 * level / 8);
        const double slack = 1e-12;
        RC_ASSERT(variance.lower <= square.lower + slack);
        RC_ASSERT(variance.upper >= square.upper - slack);
        RC_ASSERT(covariance.lower <= product.lower + slack);
        RC_ASSERT(covariance.upper >= product.upper - slack);
    });
}

TEST_CASE("the centre changes nothing but rounding, and one too far away is refused by name") {
    for (const double offset : {0.0, 1.0, -30.0, 1000.0}) {
        INFO("offset " << offset);
        const Pairs d = pairs(60000, offset);
        const Estimate centred = student_variance(of(d.x, offset), 1e-9),
                       plain = student_variance(of(d.x), 1e-9);
        CHECK(plain.method == "Student variance");
        CHECK(plain.value == Approx(centred.value).epsilon(1e-12));
        CHECK(plain.lower == Approx(centred.lower).epsilon(1e-8));
        CHECK(plain.upper == Approx(centred.upper).epsilon(1e-8));
        const Estimate both = student_covariance(of(d.x, d.y, offset), 1e-9),
                       one = student_covariance(of(d.x, d.y), 1e-9);
        CHECK(one.method == "Student covariance");
        CHECK(one.lower == Approx(both.lower).epsilon(1e-8));
        CHECK(one.upper == Approx(both.upper).epsilon(1e-8));
    }
    for (const double offset : {1e5, 1e9}) {
        const Pairs d = pairs(60000, offset);
        check_refused(student_variance(of(d.x), 1e-9),
                      "Student variance (not admitted: squared deviations: digits cancel, the centre must be "
                      "nearer to the mean)");
        check_refused(
            student_covariance(of(d.x, d.y), 1e-9),
            "Student covariance (not admitted: products of deviations: digits cancel, the centre must "
            "be nearer to the mean)");
        CHECK(student_variance(of(d.x, offset), 1e-9).method == "Student variance");
        CHECK(student_variance(of(d.x), 1e-9).value == Approx(student_variance(of(d.x, offset), 1e-9).value));
    }
}

TEST_CASE("the covariance of x with itself is its variance, to first order; signs and scales follow") {
    const Pairs d = pairs(100000, 0.3);
    const Estimate variance = student_variance(of(d.x), 1e-6), same = student_covariance(of(d.x, d.x), 1e-6);
    CHECK(same.value == Approx(variance.value).epsilon(1e-12));
    CHECK(same.upper == Approx(variance.upper).epsilon(1e-3));
    CHECK(same.lower == Approx(variance.lower).epsilon(1e-3));
    std::vector<double> opposite;
    for (const double y : d.y) opposite.push_back(-4 * y);
    const Estimate e = student_covariance(of(d.x, d.y), 1e-6),
                   turned = student_covariance(of(opposite, d.x), 1e-6);
    CHECK(turned.lower == Approx(-4 * e.upper).epsilon(1e-11));
    CHECK(turned.upper == Approx(-4 * e.lower).epsilon(1e-11));
}

TEST_CASE("a variance has a logarithm") {
    const Estimate e = student_variance(of(pairs(60000).x), 1e-9), log = logarithm(e);
    CHECK(e.lower > 0);
    CHECK(log.lower == Approx(std::log(e.lower)));
    CHECK(log.kind == Class::asymptotic);
}

TEST_CASE("any split and any association of second moments") {
    rc::prop("three parts", [] {
        const Pairs d = pairs(60000, 2);
        const auto i = static_cast<std::size_t>(*rc::gen::inRange(0, 30000)),
                   j = static_cast<std::size_t>(*rc::gen::inRange(30000, 60001));
        const auto cut = [&](std::size_t from, std::size_t to) {
            return of(std::span(d.x).subspan(from, to - from), std::span(d.y).subspan(from, to - from), 1,
                      0.5);
        };
        CovarianceMoments left = cut(0, i), right = cut(i, j);
        right.merge(cut(j, 60000));
        left.merge(right);
        const Estimate merged = student_covariance(left, 1e-6), all = student_covariance(cut(0, 60000), 1e-6);
        RC_ASSERT(std::abs(merged.lower - all.lower) <= 1e-12);
        RC_ASSERT(std::abs(merged.upper - all.upper) <= 1e-12);
        VarianceMoments first = of(std::span(d.x).first(j), 1);
        first.merge(of(std::span(d.x).subspan(j), 1));
        RC_ASSERT(std::abs(student_variance(first, 1e-6).upper - student_variance(of(d.x, 1), 1e-6).upper) <=
                  1e-12);
    });
    // One by one is the same as all at once.
    const Pairs d = pairs(55000);
    VarianceMoments variance(1);
    CovarianceMoments covariance(1, 2);
    for (std::size_t i = 0; i < d.x.size(); ++i) {
        variance.add(d.x[i]);
        covariance.add(d.x[i], d.y[i]);
    }
    CHECK(student_variance(variance, 0.01).lower == Approx(student_variance(of(d.x, 1), 0.01).lower));
    CHECK(student_covariance(covariance, 0.01).lower ==
          Approx(student_covariance(of(d.x, d.y, 1, 2), 0.01).lower));
}

TEST_CASE("second moments without an interval name the reason") {
    const std::string variance = "Student variance (not admitted: ",
                      covariance = "Student covariance (not admitted: ";
    check_refused(student_variance(VarianceMoments(), 0.05), variance + "0 replicates, 10000 needed)");
    CHECK(std::isnan(student_variance(VarianceMoments(), 0.05).value));
    const Estimate single = student_variance(of(std::vector{3.0}), 0.05);
    check_refused(single, variance + "1 replicates, 10000 needed)");
    CHECK(std::isnan(single.value));
    check_refused(student_covariance(CovarianceMoments(), 0.05),
                  covariance + "x: 0 replicates, 10000 needed)");
    check_refused(student_variance(of(pairs(9999).x), 0.05), variance + "9999 replicates, 10000 needed)");

    const std::vector<double> constant(60000, 0.1);
    const Pairs d = pairs(60000);
    check_refused(student_variance(of(constant), 0.05), variance + "no spread among the observations)");
    check_refused(student_variance(of(constant, 0.1), 0.05), variance + "no spread among the observations)");
    check_refused(student_covariance(of(constant, d.y), 0.05),
                  covariance + "x: no spread among the observations)");
    check_refused(student_covariance(of(d.x, constant), 0.05),
                  covariance + "y: no spread among the observations)");

    for (const double lost : {nan_value, infinity, -infinity}) {
        VarianceMoments one = of(d.x);
        one.add(lost);
        one.add(std::vector{lost, 1.0});
        const Estimate e = student_variance(one, 0.05);
        check_refused(e, variance + "2 missing)");
        CHECK(e.missing == 2);
        CHECK(e.replicates == 60003);
        CovarianceMoments two = of(d.x, d.y);
        two.add(lost, 1);
        two.add(std::vector{1.0, 1.0}, std::vector{lost, 1.0});
        check_refused(student_covariance(two, 0.05), covariance + "x: 2 missing)");
    }

    // A square that overflows is not missing.
    for (const double huge : {1e160, 1e308, -1.7e308}) {
        VarianceMoments one = of(d.x, huge > 1e307 ? -1e308 : 0);
        one.add(huge);
        check_refused(student_variance(one, 0.05), variance + "sums of squares overflow)");
        CHECK(student_variance(one, 0.05).missing == 0);
        CovarianceMoments two = of(d.x, d.y);
        two.add(huge, -huge);
        CHECK(student_covariance(two, 0.05).upper == infinity);
        CHECK(student_covariance(two, 0.05).missing == 0);
    }
    // Squares of 1e-50 have standard deviations of 1e-100.
    check_refused(student_variance(of(pairs(60000, 0, 1e-50).x), 0.05),
                  variance + "squared deviations: cubes out of the range of double precision)");
    CHECK(student_variance(of(pairs(60000, 0, 1e-40).x), 0.05).method == "Student variance");

    // The squares of a light-tailed sample can be too skewed, or dominated by one.
    std::vector<double> heavy = pairs(60000).x;
    for (std::size_t i = 0; i < heavy.size(); i += 100) heavy[i] *= 6;
    CHECK_THAT(student_variance(of(heavy), 0.05).method,
               Catch::StartsWith(variance + "squared deviations: skewness"));
    std::vector<double> outlier = pairs(60000).x;
    outlier[77] = 5.3;
    CHECK_THAT(student_variance(of(outlier), 0.05).method,
               Catch::StartsWith(variance + "squared deviations: one observation carries"));
    // Two outliers in different replicates: their product was never seen.
    Pairs apart = pairs(60000);
    apart.x[77] = 9;
    apart.y[78] = 9;
    apart.y[77] = apart.x[78] = 0;
    CHECK(student_covariance(of(apart.x, apart.y), 0.05).method == "Student covariance");
}

TEST_CASE("second moments refuse bad levels, centres, sizes and strangers by name") {
    for (const double level : {0.0, 1.0, nan_value}) {
        CHECK_THROWS_AS(student_variance(VarianceMoments(), level), std::domain_error);
        CHECK_THROWS_AS(student_covariance(CovarianceMoments(), level), std::domain_error);
    }
    for (const double centre : {nan_value, infinity}) {
        CHECK_THROWS_AS(VarianceMoments(centre), std::domain_error);
        CHECK_THROWS_AS(CovarianceMoments(centre, 0), std::domain_error);
        CHECK_THROWS_AS(CovarianceMoments(0, centre), std::domain_error);
    }
    CHECK_THROWS_WITH(VarianceMoments(infinity), "VarianceMoments: the centre is inf, it must be finite");
    VarianceMoments variance(1);
    CHECK_THROWS_WITH(variance.merge(VarianceMoments(2)),
                      "VarianceMoments::merge: other must have the same centre");
    CovarianceMoments covariance(1, 2);
    CHECK_THROWS_AS(covariance.merge(CovarianceMoments(1, 3)), std::invalid_argument);
    CHECK_THROWS_AS(covariance.merge(CovarianceMoments(0, 2)), std::invalid_argument);
    CHECK_THROWS_WITH(covariance.add(std::vector{1.0, 2.0}, std::vector{1.0}),
                      "CovarianceMoments::add: xs has 2 values and ys 1, they must have the same number");
    CHECK(variance.centre() == 1);
    CHECK(covariance.centre_x() == 1);
    CHECK(covariance.centre_y() == 2);
}
