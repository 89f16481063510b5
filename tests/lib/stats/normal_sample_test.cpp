#include "lib/stats/normal_sample.hpp"

#include <rapidcheck/catch.h>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <vector>

#include "tests/reference/read_table.hpp"

using namespace assay;
using namespace assay::stats;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// `n` observations with this sum of squares about the mean 0.
Moments sample(std::uint64_t n, double m2) {
    return Moments::from({.count = n, .m2 = m2, .least = -1, .greatest = 1});
}

Moments of(std::span<const double> xs) {
    Moments moments;
    moments.add(xs);
    return moments;
}

void check_refused(const Estimate& e, double lower, const std::string& method) {
    CHECK(e.lower == lower);
    CHECK(e.upper == infinity);
    CHECK(e.method == method);
    CHECK(e.kind == Class::finite_sample);
}

/// P(F > q) for i over j degrees of freedom, from the smaller of two complementary arguments.
double f_tail(double i, double j, double q) {
    const double ratio = i / j * q;
    return ratio < 1 ? boost::math::ibetac(i / 2, j / 2, ratio / (1 + ratio))
                     : boost::math::ibeta(j / 2, i / 2, 1 / (1 + ratio));
}

}  // namespace

TEST_CASE("the quantiles of t, chi-square and F agree with 40 digits") {
    for (const auto& row : tests::read_table("stats/normal_quantiles.csv")) {
        INFO(row[0] << " " << row[1] << " " << row[2] << " at " << row[3]);
        const std::uint64_t i = std::stoull(row[1]), j = std::stoull(row[2]);
        const double level = std::stod(row[3]), upper = std::stod(row[5]);
        const auto as_real = [](std::uint64_t n) { return static_cast<double>(n); };
        if (row[0] == "t") {  // s / sqrt(n) = 1
            const Estimate e = normal_mean(sample(i + 1, as_real(i) * as_real(i + 1)), level);
            CHECK(e.upper == Approx(upper).epsilon(1e-10));
            CHECK(e.lower == -e.upper);
        } else if (row[0] == "chi-square") {
            const Estimate e = normal_variance(sample(i + 1, 1), level);
            CHECK(e.lower * upper == Approx(1).epsilon(1e-10));
            CHECK(e.upper * std::stod(row[4]) == Approx(1).epsilon(1e-10));
        } else {
            const Estimate e =
                normal_variance_ratio(sample(i + 1, as_real(i)), sample(j + 1, as_real(j)), level);
            CHECK(e.value == 1);
            CHECK(e.lower * upper == Approx(1).epsilon(1e-10));
            CHECK(e.upper * std::stod(row[4]) == Approx(1).epsilon(1e-10));
        }
    }
}

TEST_CASE("intervals of samples agree with R, polished to 40 digits") {
    std::map<std::string, std::vector<double>> x, y;
    for (const auto& row : tests::read_table("stats/pairs.csv")) {
        x[row[0]].push_back(std::stod(row[1]));
        y[row[0]].push_back(std::stod(row[2]));
    }
    for (const auto& row : tests::read_table("stats/normal_intervals.csv")) {
        INFO(row[0] << " " << row[1] << " " << row[2] << " at " << row[3]);
        const auto count = std::stoull(row[1]);
        const double level = std::stod(row[3]);
        const Moments a = of(std::span(x.at(row[0])).first(count)),
                      b = of(std::span(y.at(row[0])).first(count));
        const Estimate e = row[2] == "mean"       ? normal_mean(a, level)
                           : row[2] == "variance" ? normal_variance(a, level)
                                                  : normal_variance_ratio(a, b, level);
        CHECK(e.value == Approx(std::stod(row[4])).epsilon(1e-10));
        CHECK(e.lower == Approx(std::stod(row[5])).epsilon(1e-10));
        CHECK(e.upper == Approx(std::stod(row[6])).epsilon(1e-10));
        CHECK(e.method == (row[2] == "mean"       ? "Student (normal data)"
                           : row[2] == "variance" ? "chi-square"
                                                  : "F"));
        CHECK(e.kind == Class::finite_sample);
        CHECK(e.replicates == count);
    }
}

TEST_CASE("each tail misses with exactly half the level: the laws themselves, at the ends") {
    // m2 / sigma^2 has the chi-square law, P(chi2 < c) = P(k/2, c/2); the interval of a sample with m2 = 1
    // misses sigma^2 when chi2 > 1/lower or chi2 < 1/upper. Likewise for the F law, whose lower tail is the
    // upper one of 1/F, and for t^2 = F(1, n - 1), both tails together.
    for (const std::uint64_t n : {2U, 3U, 5U, 7U, 30U, 1000U, 1000000U})
        for (const double level : {0.9, 0.5, 0.01, 1e-6, 1e-12, 1e-16}) {
            INFO("n = " << n << ", level = " << level);
            const double df = static_cast<double>(n - 1), half = level / 2;
            const Estimate variance = normal_variance(sample(n, 1), level);
            CHECK(boost::math::gamma_q(df / 2, 0.5 / variance.lower) == Approx(half).epsilon(1e-9));
            CHECK(boost::math::gamma_p(df / 2, 0.5 / variance.upper) == Approx(half).epsilon(1e-9));

            const double t = normal_mean(sample(n, df * (df + 1)), level).upper;
            CHECK(f_tail(1, df, t * t) == Approx(level).epsilon(1e-9));

            for (const double other : {1.0, 2.0, 4.0, 500.0}) {
                const Estimate ratio = normal_variance_ratio(
                    sample(n, df), sample(static_cast<std::uint64_t>(other) + 1, other), level);
                CHECK(f_tail(df, other, 1 / ratio.lower) == Approx(half).epsilon(1e-9));
                CHECK(f_tail(other, df, ratio.upper) == Approx(half).epsilon(1e-9));
            }
        }
}

TEST_CASE("t squared is F with one degree of freedom above") {
    for (const std::uint64_t n : {2U, 5U, 60U, 100000U})
        for (const double level : {0.3, 1e-3, 1e-9, 1e-16}) {
            const double df = static_cast<double>(n - 1);
            const double t = normal_mean(sample(n, df * (df + 1)), level / 2).upper;
            const Estimate ratio = normal_variance_ratio(sample(2, 1), sample(n, df), level);
            CHECK(ratio.lower * t * t == Approx(1).epsilon(1e-10));
        }
}

TEST_CASE("intervals move and stretch with the data, and a ratio turned over is the reciprocal") {
    rc::prop("affine maps", [] {
        const double shift = *rc::gen::inRange(-100, 100), factor = *rc::gen::inRange(1, 100) / 7.0;
        const double level = std::pow(10.0, -*rc::gen::inRange(1, 17));
        std::vector<double> xs;
        const int n = *rc::gen::inRange(2, 50);
        for (int i = 0; i < n; ++i) xs.push_back(*rc::gen::inRange(-1000, 1000) / 10.0 + 1e-3 * i);
        const Moments x = of(xs), y = x.affine(shift, factor);
        RC_PRE(x.m2() > 0);
        const auto close = [](double a, double b, double scale) {
            RC_ASSERT(std::abs(a - b) <= 1e-11 * scale);
        };
        const Estimate mean = normal_mean(x, level), moved = normal_mean(y, level);
        RC_ASSERT(mean.lower < mean.value && mean.value < mean.upper);
        const double size = std::abs(moved.upper) + std::abs(moved.lower) + 1e4;
        close(moved.lower, shift + factor * mean.lower, size);
        close(moved.upper, shift + factor * mean.upper, size);
        const Estimate variance = normal_variance(x, level), stretched = normal_variance(y, level);
        close(stretched.lower / variance.lower, factor * factor, factor * factor);
        close(stretched.upper / variance.upper, factor * factor, factor * factor);
        const Moments other = sample(17, 5);
        const Estimate ratio = normal_variance_ratio(x, other, level),
                       reciprocal = normal_variance_ratio(other, x, level);
        close(ratio.lower * reciprocal.upper, 1, 1);
        close(ratio.upper * reciprocal.lower, 1, 1);
    });
}

TEST_CASE("without an interval the reason is named") {
    const Moments good = sample(20, 19);
    for (const std::uint64_t n : {0U, 1U}) {
        Moments few;
        if (n == 1) few.add(3);
        const std::string reason = " (not admitted: " + std::to_string(n) + " replicates, 2 needed)";
        check_refused(normal_mean(few, 0.05), -infinity, "Student (normal data)" + reason);
        check_refused(normal_variance(few, 0.05), 0, "chi-square" + reason);
        CHECK(std::isnan(normal_variance(few, 0.05).value));
        CHECK(normal_mean(few, 0.05).replicates == n);
    }
    CHECK(std::isnan(normal_mean({}, 0.05).value));
    CHECK(normal_mean(of(std::vector{3.0}), 0.05).value == 3);
    check_refused(normal_variance_ratio({}, good, 0.05), 0,
                  "F (not admitted: numerator: 0 replicates, 2 needed)");
    check_refused(normal_variance_ratio(good, {}, 0.05), 0,
                  "F (not admitted: denominator: 0 replicates, 2 needed)");

    Moments lossy = of(std::vector{1.0, 2.0, 4.0});
    lossy.add(std::numeric_limits<double>::quiet_NaN());
    check_refused(normal_mean(lossy, 0.05), -infinity, "Student (normal data) (not admitted: 1 missing)");
    check_refused(normal_variance(lossy, 0.05), 0, "chi-square (not admitted: 1 missing)");
    const Estimate ratio = normal_variance_ratio(good, lossy, 0.05);
    check_refused(ratio, 0, "F (not admitted: denominator: 1 missing)");
    CHECK(ratio.replicates == 4);
    CHECK(ratio.missing == 1);

    const auto check_all = [&](const Moments& bad, const std::string& reason) {
        check_refused(normal_mean(bad, 0.05), -infinity,
                      "Student (normal data) (not admitted: " + reason + ")");
        check_refused(normal_variance(bad, 0.05), 0, "chi-square (not admitted: " + reason + ")");
        check_refused(normal_variance_ratio(bad, good, 0.05), 0,
                      "F (not admitted: numerator: " + reason + ")");
        check_refused(normal_variance_ratio(good, bad, 0.05), 0,
                      "F (not admitted: denominator: " + reason + ")");
    };
    check_all(of(std::vector(5, 0.1)), "no spread among the observations");
    check_all(of(std::vector{1e200, -1e200}), "sums of squares overflow");
    check_all(of(std::vector{1.7e308, 1.7e308, 1.6e308}), "sums of squares overflow");
    check_all(of(std::vector{1e-150, 2e-150}), "squares below the range of double precision");
    check_refused(normal_variance_ratio(sample(2, 1e300), sample(2, 1e-200), 0.05), 0,
                  "F (not admitted: the ratio is out of the range of double precision)");
    // The widest intervals there are stay intervals.
    const Estimate wide = normal_variance_ratio(sample(2, 1e200), sample(2, 1e-100), 1e-300);
    CHECK(wide.lower <= wide.value);
    CHECK(wide.upper == infinity);
    CHECK(normal_variance(sample(2, 1), 1e-300).upper == infinity);
}

TEST_CASE("normal samples refuse levels outside (0, 1)") {
    for (const double level : {0.0, 1.0, -0.1, std::numeric_limits<double>::quiet_NaN()}) {
        CHECK_THROWS_AS(normal_mean(sample(5, 4), level), std::domain_error);
        CHECK_THROWS_AS(normal_variance(sample(5, 4), level), std::domain_error);
        CHECK_THROWS_AS(normal_variance_ratio(sample(5, 4), sample(5, 4), level), std::domain_error);
    }
}
