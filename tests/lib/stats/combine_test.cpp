#include "lib/stats/combine.hpp"

#include <rapidcheck/catch.h>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>

#include "tests/reference/read_table.hpp"

using namespace assay::stats;

namespace {

using Rational = boost::multiprecision::cpp_rational;
constexpr double infinity = std::numeric_limits<double>::infinity();

Estimate interval(double lower, double upper) {
    return {.value = (lower + upper) / 2, .lower = lower, .upper = upper, .replicates = 100, .method = "DKW"};
}

Estimate exact(double value) {
    return {.value = value,
            .lower = value,
            .upper = value,
            .replicates = 1,
            .method = "exact arithmetic",
            .kind = Class::exact};
}

void check_ends(const Estimate& e, double lower, double upper) {
    CHECK(e.lower == lower);
    CHECK(e.upper == upper);
}

/// A number with few bits or with all of them, of either sign.
double any_number(bool positive) {
    const double size =
        std::exp2(*rc::gen::inRange(-40, 40)) * (1 + *rc::gen::inRange(0, 1 << 30) * 0x1p-30 / 3);
    return positive || *rc::gen::arbitrary<bool>() ? size : -size;
}

}  // namespace

TEST_CASE("interval arithmetic by hand") {
    const Estimate a = interval(1, 3), b = interval(2, 8);
    check_ends(scaled(a, 2), 2, 6);
    check_ends(scaled(a, -0.5), -1.5, -0.5);
    check_ends(scaled(a, 0), 0, 0);
    CHECK(scaled(a, -0.5).value == -1);
    check_ends(difference(a, b), -7, 1);
    CHECK(difference(a, b).value == -3);
    check_ends(ratio(a, b), 0.125, 1.5);
    CHECK(ratio(a, b).value == 0.4);
    check_ends(ratio(interval(-4, 2), b), -2, 1);
    check_ends(ratio(interval(-4, -2), b), -2, -0.25);
}

TEST_CASE("ends of all reals stay so") {
    const Estimate nothing, a = interval(1, 3);
    check_ends(scaled(nothing, -2), -infinity, infinity);
    check_ends(scaled(nothing, 0), 0, 0);
    check_ends(difference(nothing, a), -infinity, infinity);
    check_ends(difference(nothing, nothing), -infinity, infinity);
    check_ends(ratio(nothing, a), -infinity, infinity);
    check_ends(ratio(a, interval(2, infinity)), 0, 1.5);
    check_ends(ratio(interval(-3, -1), interval(2, infinity)), -1.5, 0);
    check_ends(exponent(interval(1, infinity), interval(2, infinity), 1, 2), -infinity, infinity);
    // An end that overflows stays on its side of the truth.
    check_ends(difference(interval(1e308, 1.1e308), interval(-1.1e308, -1e308)),
               std::numeric_limits<double>::max(), infinity);
}

TEST_CASE("a denominator that may be 0 gives no interval and says why") {
    for (const double lower : {0.0, -1.0, -infinity}) {
        const Estimate e = ratio(interval(1, 3), interval(lower, 8));
        check_ends(e, -infinity, infinity);
        CHECK(e.method == "DKW (no interval: the denominator may be 0)");
    }
}

TEST_CASE("the secant exponent by hand") {
    // From [2, 4] at k = 1 to [16, 32] at k = 8: the slope of logarithms lies between 2/3 and 4/3.
    const Estimate e = exponent(interval(2, 4), interval(16, 32), 1, 8);
    CHECK(e.lower == Approx(2.0 / 3).epsilon(1e-14));
    CHECK(e.upper == Approx(4.0 / 3).epsilon(1e-14));
    CHECK(e.lower <= 2.0 / 3);
    CHECK(e.upper >= 4.0 / 3);
    CHECK(e.value == Approx(1).epsilon(1e-14));  // 3 to 24
    // 1/k^2 exactly, between neighbours too.
    for (const double k : {10.0, 1e6}) {
        const Estimate rate = exponent(exact(1 / (k * k)), exact(1 / ((k + 1) * (k + 1))), k, k + 1);
        CHECK(rate.lower <= -2);
        CHECK(rate.upper >= -2);
        CHECK(rate.value == Approx(-2).epsilon(1e-14 * k));
        CHECK(rate.kind == Class::deterministic);
    }
    const Estimate open = exponent(interval(0, 4), interval(16, 32), 1, 8);
    check_ends(open, -infinity, infinity);
    CHECK(open.method == "DKW (no interval: a lower end is not above 0)");
    check_ends(exponent(interval(2, 4), interval(-1, 32), 1, 8), -infinity, infinity);
}

TEST_CASE("logarithms and secants agree with 40 digits, rounded outwards by a few units only") {
    for (const auto& row : assay::tests::read_table("stats/secants.csv")) {
        INFO(row[0] << " to " << row[3]);
        const auto at = [&](std::size_t column) { return std::stod(row[column]); };
        const Estimate a = interval(at(0), at(1)), b = interval(at(2), at(3));
        const auto encloses = [](const Estimate& e, double lower, double upper, double slack) {
            CHECK(e.lower <= lower);
            CHECK(e.upper >= upper);
            CHECK(e.lower >= lower - slack);
            CHECK(e.upper <= upper + slack);
        };
        const double length = std::log(at(5) / at(4));
        encloses(exponent(a, b, at(4), at(5)), at(6), at(7), 2e-13 / length);
        encloses(logarithm(a), at(8), at(9), 4e-16 * (std::abs(at(8)) + std::abs(at(9))));
    }
}

TEST_CASE("the true logarithm lies inside, and the ends within two units in the last place") {
    using Big = boost::multiprecision::cpp_bin_float_50;
    rc::prop("any number", [] {
        const double a = any_number(true), up = 1 + *rc::gen::inRange(0, 1000) * 0x1p-52;
        for (const double x : {a, up}) {
            const Estimate e = logarithm(exact(x));
            const Big truth = boost::multiprecision::log(Big(x));
            RC_ASSERT(Big(e.lower) <= truth);
            RC_ASSERT(Big(e.upper) >= truth);
            RC_ASSERT(e.upper - e.lower <= 4.5e-16 * std::abs(e.value) + 1e-300);
        }
    });
}

TEST_CASE("the logarithm of an interval") {
    const Estimate e = logarithm(interval(1, std::exp(2)));
    CHECK(e.lower <= 0);
    CHECK(e.lower > -1e-300);
    CHECK(e.upper >= 2);
    CHECK(e.upper == Approx(2).epsilon(1e-15));
    CHECK(e.value == Approx(std::log((1 + std::exp(2)) / 2)));
    CHECK(e.method == "DKW");
    CHECK(e.kind == Class::finite_sample);
    CHECK(e.replicates == 100);
    CHECK(logarithm(exact(2)).kind == Class::deterministic);
    CHECK(logarithm(exact(2)).lower < logarithm(exact(2)).upper);
    CHECK(logarithm(interval(1, infinity)).upper == infinity);
    for (const double lower : {0.0, -1.0, -infinity}) {
        const Estimate none = logarithm(interval(lower, 8));
        check_ends(none, -infinity, infinity);
        CHECK(none.method == "DKW (no interval: the lower end is not above 0)");
    }
    check_ends(logarithm(Estimate{}), -infinity, infinity);
    // The log-ratio of two quantities.
    const Estimate difference_of_logs = difference(logarithm(interval(2, 3)), logarithm(interval(5, 7)));
    const Estimate log_ratio = logarithm(ratio(interval(2, 3), interval(5, 7)));
    CHECK(log_ratio.lower == Approx(difference_of_logs.lower).epsilon(1e-14));
    CHECK(log_ratio.upper == Approx(difference_of_logs.upper).epsilon(1e-14));
}

TEST_CASE("the weaker class, the smaller count, the larger loss, both names") {
    const Estimate a{.value = 1,
                     .lower = 1,
                     .upper = 1,
                     .replicates = 10,
                     .missing = 3,
                     .method = "DKW",
                     .kind = Class::finite_sample};
    const Estimate b{.value = 1,
                     .lower = 1,
                     .upper = 1,
                     .replicates = 20,
                     .missing = 1,
                     .method = "Student",
                     .kind = Class::asymptotic};
    for (const Estimate& e : {difference(a, b), ratio(a, b), exponent(a, b, 1, 2)}) {
        CHECK(e.kind == Class::asymptotic);
        CHECK(e.replicates == 10);
        CHECK(e.missing == 3);
        CHECK(e.method == "DKW and Student");
    }
    CHECK(difference(b, a).method == "Student and DKW");
    CHECK(difference(exact(1), exact(2)).kind == Class::exact);
    CHECK(difference(exact(1), exact(2)).method == "exact arithmetic");
    CHECK(scaled(a, 2).missing == 3);
    CHECK(scaled(b, 2).kind == Class::asymptotic);
}

TEST_CASE("exact numbers stay points where the arithmetic is exact and are enclosed where it is not") {
    check_ends(difference(exact(3), exact(0.5)), 2.5, 2.5);
    check_ends(ratio(exact(3), exact(4)), 0.75, 0.75);
    check_ends(scaled(exact(3), 0.125), 0.375, 0.375);
    rc::prop("the true result lies inside, and the ends within two units in the last place", [] {
        const double a = any_number(false), b = any_number(false), c = any_number(true);
        const auto encloses = [](const Estimate& e, const Rational& truth) {
            RC_ASSERT(Rational(e.lower) <= truth);
            RC_ASSERT(Rational(e.upper) >= truth);
            RC_ASSERT(e.upper - e.lower <= 4.5e-16 * std::max(std::abs(e.lower), std::abs(e.upper)));
            RC_ASSERT((e.lower == e.upper) == (Rational(e.value) == truth));
        };
        encloses(scaled(exact(a), b), Rational(a) * Rational(b));
        encloses(difference(exact(a), exact(b)), Rational(a) - Rational(b));
        encloses(ratio(exact(a), exact(c)), Rational(a) / Rational(c));
    });
}

TEST_CASE("combinations contain every combination of members") {
    rc::prop("members", [] {
        const auto member = [](const Estimate& e) {
            return e.lower + (e.upper - e.lower) * *rc::gen::inRange(0, 65) / 64;
        };
        const double a0 = any_number(false), a1 = any_number(false), b0 = any_number(true),
                     b1 = any_number(true);
        const Estimate a = interval(std::min(a0, a1), std::max(a0, a1));
        const Estimate b = interval(std::min(b0, b1), std::max(b0, b1));
        const double x = member(a), y = member(b), factor = any_number(false);
        const auto contains = [](const Estimate& e, double value) {
            const double slack = 1e-12 * std::abs(value);
            RC_ASSERT(e.lower <= value + slack);
            RC_ASSERT(value <= e.upper + slack);
        };
        contains(scaled(a, factor), factor * x);
        contains(difference(a, b), x - y);
        contains(ratio(a, b), x / y);
        contains(exponent(b, interval(1, 2), 2, 6), (std::log(1.5) - std::log(y)) / std::log(3));
    });
}

TEST_CASE("combinations refuse bad input by name") {
    const Estimate a = interval(1, 2);
    CHECK_THROWS_AS(scaled(a, infinity), std::domain_error);
    CHECK_THROWS_AS(scaled(a, std::numeric_limits<double>::quiet_NaN()), std::domain_error);
    CHECK_THROWS_WITH(exponent(a, a, 2, 2), Catch::StartsWith("exponent: k0 is 2"));
    CHECK_THROWS_AS(exponent(a, a, 0, 2), std::domain_error);
    CHECK_THROWS_AS(exponent(a, a, 1, infinity), std::domain_error);
    CHECK_THROWS_AS(exponent(a, a, 1, std::numeric_limits<double>::quiet_NaN()), std::domain_error);
}
