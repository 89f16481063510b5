#include "lib/stats/binomial.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>

#include "tests/lib/stats/enumerate.hpp"
#include "tests/reference/read_table.hpp"

using namespace assay;
using namespace assay::stats;

TEST_CASE("Clopper-Pearson agrees with SciPy and 40-digit sums") {
    for (const auto& row : tests::read_table("stats/clopper_pearson.csv")) {
        INFO(row[0] << " of " << row[1] << " at " << row[2]);
        const Estimate e = clopper_pearson({std::stoull(row[0]), std::stoull(row[1]), 0}, std::stod(row[2]));
        const double lower = std::stod(row[3]), upper = std::stod(row[4]);
        CHECK(std::abs(e.lower - lower) <= 1e-10 * lower);
        // Both ends of the scale: relative to the end and, up to its rounding, to its distance from 1.
        CHECK(std::abs(e.upper - upper) <= 1e-10 * upper);
        CHECK(std::abs(e.upper - upper) <= 1e-10 * (1 - upper) + 2.3e-16);
        CHECK(std::abs(e.lower - lower) <= 1e-9 * (1 - lower) + 2.3e-16);
        CHECK(e.kind == Class::finite_sample);
        CHECK(e.method == "Clopper-Pearson");
    }
}

TEST_CASE("Clopper-Pearson agrees with R's binom.test") {
    // R takes 1 - level: a relative rounding of 1e-11 at 1e-5.
    for (const auto& row : tests::read_table("stats/clopper_pearson_r.csv")) {
        INFO(row[0] << " of " << row[1] << " at " << row[2]);
        const Estimate e = clopper_pearson({std::stoull(row[0]), std::stoull(row[1]), 0}, std::stod(row[2]));
        CHECK(std::abs(e.lower - std::stod(row[3])) <= 1e-10 * e.lower);
        CHECK(std::abs(e.upper - std::stod(row[4])) <= 1e-10 * e.upper);
    }
}

TEST_CASE("Clopper-Pearson at the ends of the scale") {
    const Estimate none = clopper_pearson({}, 0.05);
    CHECK(std::isnan(none.value));
    CHECK(none.lower == 0);
    CHECK(none.upper == 1);
    // k = 0: (1 - upper)^n = level/2; k = n: lower^n = level/2.
    const Estimate never = clopper_pearson({0, 20, 0}, 1e-9);
    CHECK(never.value == 0);
    CHECK(never.lower == 0);
    CHECK(20 * std::log1p(-never.upper) == Approx(std::log(5e-10)).epsilon(1e-12));
    const Estimate always = clopper_pearson({20, 20, 0}, 1e-9);
    CHECK(always.upper == 1);
    CHECK(20 * std::log(always.lower) == Approx(std::log(5e-10)).epsilon(1e-12));
    CHECK(clopper_pearson({0, 34000000, 0}, 1e-16).upper ==
          Approx(-std::log(5e-17) / 34000000).epsilon(1e-6));
}

TEST_CASE("Clopper-Pearson covers with the promised probability: enumerated for n <= 40") {
    for (const double level : {0.2, 0.05, 1e-3, 1e-6, 1e-12})
        for (std::uint64_t n = 1; n <= 40; ++n) {
            std::vector<Estimate> intervals;
            for (std::uint64_t k = 0; k <= n; ++k) intervals.push_back(clopper_pearson({k, n, 0}, level));
            // The coverage is least just outside an interval's end: those p, and a grid.
            std::vector<double> ps;
            for (int i = 1; i < 50; ++i) ps.push_back(i / 50.0);
            for (const Estimate& e : intervals) {
                ps.push_back(e.lower * (1 - 1e-9));
                ps.push_back(e.upper + (1 - e.upper) * 1e-9);
            }
            for (const double p : ps) {
                if (!(p > 0 && p < 1)) continue;
                const auto law = tests::binomial_law(n, p);
                double above = 0, below = 0;  // errors on each side, each at most level/2
                for (std::uint64_t k = 0; k <= n; ++k) {
                    if (p < intervals[k].lower) above += law[k];
                    if (p > intervals[k].upper) below += law[k];
                }
                // lgamma costs the reference law some 1e-14 relative; ends are moved by 1e-9.
                if (above > level / 2 * (1 + 1e-7) || below > level / 2 * (1 + 1e-7))
                    FAIL("n = " << n << ", p = " << p << ", level = " << level << ": " << above << ' '
                                << below);
            }
        }
}

TEST_CASE("Clopper-Pearson is no wider than it must be: the error at an end is the level") {
    for (const std::uint64_t k : {1U, 7U, 20U, 39U}) {
        const Estimate e = clopper_pearson({k, 40, 0}, 0.01);
        const auto at_lower = tests::binomial_law(40, e.lower), at_upper = tests::binomial_law(40, e.upper);
        double at_least = 0, at_most = 0;
        for (std::uint64_t j = k; j <= 40; ++j) at_least += at_lower[j];
        for (std::uint64_t j = 0; j <= k; ++j) at_most += at_upper[j];
        CHECK(at_least == Approx(0.005).epsilon(1e-10));
        CHECK(at_most == Approx(0.005).epsilon(1e-10));
    }
}

TEST_CASE("missing trials count against both ends") {
    for (std::uint64_t missing = 0; missing <= 6; ++missing)
        for (std::uint64_t k = 0; k <= 12; ++k) {
            const Estimate e = clopper_pearson({k, 12, missing}, 1e-3);
            CHECK(e.replicates == 12 + missing);
            CHECK(e.missing == missing);
            CHECK(e.value == static_cast<double>(k) / 12);
            CHECK(e.lower == clopper_pearson({k, 12 + missing, 0}, 1e-3).lower);
            CHECK(e.upper == clopper_pearson({k + missing, 12 + missing, 0}, 1e-3).upper);
            // Whatever the missing outcomes were, the interval encloses the one that they would have given.
            for (std::uint64_t successes = 0; successes <= missing; ++successes) {
                const Estimate full = clopper_pearson({k + successes, 12 + missing, 0}, 1e-3);
                CHECK(e.lower <= full.lower);
                CHECK(e.upper >= full.upper);
            }
        }
    const Estimate lost = clopper_pearson({0, 0, 5}, 0.05);
    CHECK(std::isnan(lost.value));
    CHECK(lost.lower == 0);
    CHECK(lost.upper == 1);
}

TEST_CASE("Clopper-Pearson refuses bad input by name") {
    CHECK_THROWS_AS(clopper_pearson({1, 2, 0}, 0), std::domain_error);
    CHECK_THROWS_AS(clopper_pearson({1, 2, 0}, 1), std::domain_error);
    CHECK_THROWS_WITH(clopper_pearson({3, 2, 0}, 0.1),
                      Catch::Contains("clopper_pearson: counts has 3 successes in 2"));
    CHECK_THROWS_AS(clopper_pearson({3, 2, 9}, 0.1), std::invalid_argument);
}
