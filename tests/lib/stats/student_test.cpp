#include "lib/stats/student.hpp"

#include <rapidcheck/catch.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <vector>

#include "tests/lib/stats/enumerate.hpp"
#include "tests/reference/read_table.hpp"

using namespace assay;
using namespace assay::stats;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// n observations at 0 and 1, k of them at 1.
Moments bernoulli(std::uint64_t n, std::uint64_t k) {
    const auto size = static_cast<double>(n), p = static_cast<double>(k) / size, q = 1 - p;
    return Moments::from(
        {.count = n, .mean = p, .m2 = size * p * q, .m3 = size * p * q * (q - p), .least = 0, .greatest = 1});
}

void check_refused(const Estimate& e, const std::string& method) {
    CHECK(e.lower == -infinity);
    CHECK(e.upper == infinity);
    CHECK(e.method == method);
    CHECK(e.kind == Class::asymptotic);
}

/// Pairs (3 y + noise, y) with y near 2; `n` of them, symmetric and light-tailed.
JointMoments<2> pairs(int n) {
    std::vector<double> x, y;
    for (int i = 0; i < n; ++i) {
        const double noise = (i * 37 % 101 - 50) / 50.0;
        y.push_back(2 + (i * 53 % 97 - 48) / 96.0);
        x.push_back(3 * y.back() + noise);
    }
    JointMoments<2> joint;
    joint.add({x, y});
    return joint;
}

}  // namespace

TEST_CASE("the half-width is the Student quantile, to SciPy and 40-digit integrals") {
    for (const auto& row : tests::read_table("stats/student.csv")) {
        INFO("n = " << row[0] << ", level = " << row[1]);
        const auto n = std::stoull(row[0]);
        // Half at -1 and half at 1 about 0: the standard error is 1 / sqrt(n - 1).
        const auto size = static_cast<double>(n);
        const Moments sample = Moments::from({.count = n, .m2 = size, .least = -1, .greatest = 1});
        const Estimate e = student_mean(sample, std::stod(row[1]));
        CHECK(e.upper * std::sqrt(size - 1) == Approx(std::stod(row[2])).epsilon(1e-10));
        CHECK(e.lower == -e.upper);
        CHECK(e.value == 0);
        CHECK(e.method == "Student");
        CHECK(e.kind == Class::asymptotic);
        CHECK(e.replicates == n);
    }
}

TEST_CASE("Student refuses few replicates") {
    check_refused(student_mean(bernoulli(4096, 2048), 0.05),
                  "Student (not admitted: 4096 replicates, 10000 needed)");
    check_refused(student_mean(bernoulli(9999, 5000), 0.05),
                  "Student (not admitted: 9999 replicates, 10000 needed)");
    CHECK(student_mean(bernoulli(10000, 5000), 0.05).method == "Student");
    check_refused(student_mean({}, 0.05), "Student (not admitted: 0 replicates, 10000 needed)");
    CHECK(std::isnan(student_mean({}, 0.05).value));
    CHECK(student_mean(bernoulli(4096, 2048), 0.05).value == 0.5);
}

TEST_CASE("Student asks for 4e4 skewness^2 replicates") {
    // At p = 0.1 the squared skewness is 0.64/0.09: 284444.4 replicates are needed.
    check_refused(student_mean(bernoulli(284440, 28444), 0.05),
                  "Student (not admitted: skewness 2.67: 284440 replicates, 284445 needed)");
    CHECK(student_mean(bernoulli(284450, 28445), 0.05).method == "Student");
    CHECK(student_mean(bernoulli(284440, 284440 - 28444), 0.05).lower == -infinity);  // skewness -2.67
    // One success among n: skewness^2 = (n - 2)^2 / (n - 1) = 999998.000001.
    check_refused(student_mean(bernoulli(1000001, 1), 0.05),
                  "Student (not admitted: skewness 1e+03: 1000001 replicates, 39999920001 needed)");
}

TEST_CASE("Student refuses a sample that one observation dominates") {
    Moments sample = Moments::from({.count = 20000, .m2 = 20000, .least = -1, .greatest = 1});
    sample.add(14.0);
    CHECK(student_mean(sample, 0.05).method == "Student");
    Moments heavy = Moments::from({.count = 20000, .m2 = 20000, .least = -1, .greatest = 1});
    heavy.add(20.0);
    check_refused(
        student_mean(heavy, 0.05),
        "Student (not admitted: one observation carries 1.96 % of the sum of squares, 1 % allowed)");
    CHECK(student_mean(heavy.affine(3, -2), 0.05).method == student_mean(heavy, 0.05).method);
}

TEST_CASE("Student refuses a missing replicate, no spread, and overflow") {
    Moments sample = bernoulli(20000, 10000);
    sample.add(std::numeric_limits<double>::quiet_NaN());
    check_refused(student_mean(sample, 0.05), "Student (not admitted: 1 missing)");
    CHECK(student_mean(sample, 0.05).replicates == 20001);
    CHECK(student_mean(sample, 0.05).missing == 1);

    const auto filled = [](double scale) {
        Moments moments;
        std::vector<double> xs;
        for (int i = 0; i < 20000; ++i) xs.push_back(scale * (i % 2 == 0 ? 1 : -1));
        moments.add(xs);
        return student_mean(moments, 0.05);
    };
    CHECK(filled(1).method == "Student");
    CHECK(filled(1e-80).method == "Student");
    check_refused(filled(0), "Student (not admitted: no spread among the observations)");
    check_refused(filled(1e200), "Student (not admitted: sums of squares overflow)");
    check_refused(filled(1e300), "Student (not admitted: sums of squares overflow)");
    check_refused(filled(1e140), "Student (not admitted: cubes out of the range of double precision)");
    check_refused(filled(1e-120), "Student (not admitted: cubes out of the range of double precision)");
    Moments constant;
    constant.add(std::vector<double>(20000, 0.1));
    check_refused(student_mean(constant, 0.05), "Student (not admitted: no spread among the observations)");
}

TEST_CASE(
    "on the edge of admission the error of both tails stays below 1.25 times its nominal size: enumerated") {
    // Bernoulli variables at p = 1/2, n = 1e4, and at p = 0.1 with just enough replicates for their skewness.
    // Beside the 1.2 of the header there are the steps of a lattice: z / sqrt(n p q), 0.04 at most here.
    struct Case {
        std::uint64_t n;
        double p;
    };
    for (const Case& c : {Case{10000, 0.5}, Case{284450, 0.1}, Case{284450, 0.9}})
        for (const double level : {1e-3, 1e-6, 1e-9, 1e-12}) {
            INFO("n = " << c.n << ", p = " << c.p << ", level = " << level);
            const auto law = tests::binomial_law(c.n, c.p);
            const auto n = static_cast<double>(c.n);
            // The sample's own skewness scatters about the admission limit. The formula is under test here:
            // its t from a sample that passes, n observations at -1 and 1.
            const Moments passing = Moments::from({.count = c.n, .m2 = n, .least = -1, .greatest = 1});
            const double t = student_mean(passing, level).upper * std::sqrt(n - 1);
            double error = 0;
            for (std::uint64_t k = 0; k <= c.n; ++k) {
                const Moments m = bernoulli(c.n, k);
                if (std::abs(m.mean() - c.p) > t * std::sqrt(m.variance() / n)) error += law[k];
            }
            CHECK(error <= 1.25 * level);
            CHECK(error >= 0.8 * level);
        }
}

TEST_CASE("the difference of paired means agrees with 40 digits and is Student's interval of x - y") {
    std::map<std::string, std::array<std::vector<double>, 2>> data;
    for (const auto& row : tests::read_table("stats/pairs.csv"))
        for (const std::size_t i : {0U, 1U}) data[row[0]][i].push_back(std::stod(row[1 + i]));
    for (const auto& row : tests::read_table("stats/moment_intervals.csv")) {
        if (row[0] != "difference") continue;
        INFO(row[1] << " at " << row[3]);
        JointMoments<2> joint;
        joint.add({data.at(row[1])[0], data.at(row[1])[1]});
        for (int doubling = 0; doubling < std::stoi(row[2]); ++doubling) joint.merge(JointMoments(joint));
        const Estimate e = student_difference(joint, std::stod(row[3]));
        const double half = (std::stod(row[6]) - std::stod(row[5])) / 2;
        CHECK(std::abs(e.value - std::stod(row[4])) <= 1e-10 * half);
        CHECK(std::abs(e.lower - std::stod(row[5])) <= 1e-10 * half);
        CHECK(std::abs(e.upper - std::stod(row[6])) <= 1e-10 * half);
        CHECK(e.method == "Student");
    }

    const JointMoments<2> joint = pairs(20000);
    const Estimate e = student_difference(joint, 1e-6);
    Moments difference;
    for (int i = 0; i < 20000; ++i)
        difference.add(2 * (2 + (i * 53 % 97 - 48) / 96.0) + (i * 37 % 101 - 50) / 50.0);
    CHECK(e.value == Approx(joint.mean(0) - joint.mean(1)).epsilon(1e-14));
    CHECK(e.lower == Approx(student_mean(difference, 1e-6).lower).epsilon(1e-13));
    CHECK(e.upper == Approx(student_mean(difference, 1e-6).upper).epsilon(1e-13));
    CHECK(e.replicates == 20000);
}

TEST_CASE("a difference is refused like a mean, and where nothing but rounding is left of it") {
    check_refused(student_difference(pairs(4096), 0.05),
                  "Student (not admitted: 4096 replicates, 10000 needed)");
    check_refused(student_difference({}, 0.05), "Student (not admitted: 0 replicates, 10000 needed)");
    JointMoments<2> lossy = pairs(20000), same, close;
    lossy.add({std::numeric_limits<double>::quiet_NaN(), 1});
    check_refused(student_difference(lossy, 0.05), "Student (not admitted: 1 missing)");
    std::vector<double> x, y;
    for (int i = 0; i < 20000; ++i) {
        x.push_back(i % 13);
        y.push_back(x.back() + 1e-9 * (i % 7));
    }
    same.add({x, x});
    check_refused(student_difference(same, 0.05), "Student (not admitted: no spread among the observations)");
    close.add({x, y});
    CHECK(student_difference(close, 0.05).upper == infinity);
    CHECK_THROWS_WITH(student_difference(same, 1), Catch::StartsWith("student_difference: level is 1"));
}

TEST_CASE("Fieller with a constant denominator is Student") {
    std::vector<double> x;
    for (int i = 0; i < 20000; ++i) x.push_back(i % 11);
    JointMoments<2> joint;
    joint.add({x, std::vector<double>(x.size(), 4.0)});
    Moments mean;
    mean.add(x);
    const Estimate ratio = student_ratio(joint, 1e-6), direct = student_mean(mean, 1e-6);
    CHECK(ratio.value == Approx(direct.value / 4).epsilon(1e-14));
    CHECK(ratio.lower == Approx(direct.lower / 4).epsilon(1e-12));
    CHECK(ratio.upper == Approx(direct.upper / 4).epsilon(1e-12));
    CHECK(ratio.method == "Fieller");
    CHECK(ratio.kind == Class::asymptotic);
    CHECK(ratio.replicates == 20000);
}

TEST_CASE("Fieller holds exactly the p at which the Student interval of x - p y contains 0") {
    rc::prop("p inside and outside", [] {
        const double level = std::pow(10.0, -*rc::gen::inRange(1, 16));
        const double slope = *rc::gen::inRange(-30, 31) / 10.0, mean = *rc::gen::inRange(1, 30) / 10.0;
        std::vector<double> x, y;
        for (int i = 0; i < 20000; ++i) {
            y.push_back(mean + (i * 53 % 97 - 48) / 30.0);
            x.push_back(slope * y.back() + (i * 37 % 101 - 50) / 20.0 + 0.3);
        }
        JointMoments<2> joint;
        joint.add({x, y});
        const Estimate e = student_ratio(joint, level);
        RC_ASSERT(e.method == "Fieller");
        RC_ASSERT(e.lower < e.value && e.value < e.upper);
        const double width = e.upper - e.lower;
        for (const double p : {e.lower - 1e-6 * width, e.lower + 1e-6 * width, e.value,
                               e.upper - 1e-6 * width, e.upper + 1e-6 * width}) {
            const Estimate at = student_mean(joint.linear({1, -p}), level);
            RC_ASSERT((at.lower <= 0 && 0 <= at.upper) == (e.lower <= p && p <= e.upper));
        }
    });
}

TEST_CASE("Fieller at the edges of its admission") {
    const Estimate few = student_ratio(pairs(4096), 0.05);
    check_refused(few, "Fieller (not admitted: 4096 replicates, 10000 needed)");
    CHECK(few.value == Approx(3).epsilon(0.01));
    check_refused(student_ratio({}, 0.05), "Fieller (not admitted: 0 replicates, 10000 needed)");

    JointMoments<2> lossy = pairs(20000);
    CHECK(student_ratio(lossy, 0.05).method == "Fieller");
    lossy.add({1, std::numeric_limits<double>::quiet_NaN()});
    check_refused(student_ratio(lossy, 0.05), "Fieller (not admitted: 1 missing)");

    const std::string near_zero =
        "Fieller (not admitted: the mean of the denominator is not above 0 at this level)";
    for (const double mean : {0.0, 1e-3, -2.0}) {
        std::vector<double> x, y;
        for (int i = 0; i < 20000; ++i) {
            x.push_back(i % 13);
            y.push_back(mean + (i % 2 == 0 ? 1 : -1));
        }
        JointMoments<2> joint;
        joint.add({x, y});
        check_refused(student_ratio(joint, 0.05), near_zero);
    }

    std::vector<double> x, y(20000, 1.0), overflown;
    for (int i = 0; i < 20000; ++i) {
        x.push_back(i == 7 ? 1000 : i % 3);
        overflown.push_back(i % 2 == 0 ? 1e200 : 2e200);
    }
    JointMoments<2> skewed, overflow, constant, proportional;
    skewed.add({x, y});
    const Estimate refused = student_ratio(skewed, 0.05);
    CHECK(refused.lower == -infinity);
    CHECK_THAT(refused.method,
               Catch::StartsWith("Fieller (not admitted: x - p y at p = ") && Catch::Contains("skewness"));
    overflow.add({overflown, y});
    CHECK(student_ratio(overflow, 0.05).upper == infinity);
    overflow = {};
    overflow.add({y, overflown});
    CHECK(student_ratio(overflow, 0.05).upper == infinity);
    constant.add({y, y});
    check_refused(student_ratio(constant, 0.05),
                  "Fieller (not admitted: x - p y at p = 1: no spread among the observations)");
    // x = 3 y with rounding: nothing but noise is left of x - 3 y, and the rule does not take it for a
    // sample.
    std::vector<double> tenths, thrice;
    for (int i = 0; i < 20000; ++i) {
        tenths.push_back(1 + 0.1 * (i % 10));
        thrice.push_back(3 * tenths.back());
    }
    proportional.add({thrice, tenths});
    CHECK(student_ratio(proportional, 0.05).lower == -infinity);
    CHECK(student_ratio(proportional, 0.05).value == Approx(3).epsilon(1e-14));
}

TEST_CASE("Student and Fieller refuse levels outside (0, 1)") {
    CHECK_THROWS_AS(student_mean({}, 0), std::domain_error);
    CHECK_THROWS_AS(student_mean({}, 1), std::domain_error);
    CHECK_THROWS_AS(student_ratio({}, 0), std::domain_error);
    CHECK_THROWS_AS(student_ratio({}, 1), std::domain_error);
}
