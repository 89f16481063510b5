#include "lib/stats/quantile.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>

#include "tests/lib/stats/enumerate.hpp"
#include "tests/reference/read_table.hpp"

using namespace assay;
using namespace assay::stats;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
using Counts = std::vector<std::uint64_t>;

std::shared_ptr<const Cells> cauchy(std::size_t count) {
    return std::make_shared<const Cells>(Cells::cauchy(count));
}

}  // namespace

TEST_CASE("ranks agree with those from 40-digit sums") {
    for (const auto& row : tests::read_table("stats/ranks.csv")) {
        INFO("n = " << row[0] << ", p = " << row[1] << ", level = " << row[2]);
        const auto [lower, upper] = quantile_ranks(std::stoull(row[0]), std::stod(row[1]), std::stod(row[2]));
        CHECK(lower == std::stoull(row[3]));
        CHECK(upper == std::stoull(row[4]));
    }
}

TEST_CASE("ranks cover with the promised probability and are the tightest that do: enumerated for n <= 40") {
    for (const double level : {0.3, 0.05, 1e-3, 1e-9})
        for (std::uint64_t n = 0; n <= 40; ++n)
            for (const double p : {0.01, 0.25, 0.5, 0.7, 0.97}) {
                INFO("n = " << n << ", p = " << p << ", level = " << level);
                const auto [lower, upper] = quantile_ranks(n, p, level);
                const auto law = tests::binomial_law(n, p);
                const auto below = [&](std::uint64_t rank) {  // P(Bin < rank)
                    double sum = 0;
                    for (std::uint64_t k = 0; k < rank; ++k) sum += law[k];
                    return sum;
                };
                const auto at_least = [&](std::uint64_t rank) {
                    double sum = 0;
                    for (std::uint64_t k = rank; k <= n; ++k) sum += law[k];
                    return sum;
                };
                REQUIRE(lower < upper);
                REQUIRE(upper <= n + 1);
                CHECK(below(lower) <= level / 2 * (1 + 1e-12));
                CHECK(at_least(upper) <= level / 2 * (1 + 1e-12));
                CHECK(below(lower + 1) > level / 2 * (1 - 1e-12));
                CHECK(at_least(upper - 1) > level / 2 * (1 - 1e-12));
            }
}

TEST_CASE("the median of six takes the extremes, of five nothing, at 5 %") {
    // P(Bin(6, 1/2) < 1) = 1/64 <= 0.025 < 1/32 = P(Bin(5, 1/2) < 1).
    CHECK(quantile_ranks(6, 0.5, 0.05).lower == 1);
    CHECK(quantile_ranks(6, 0.5, 0.05).upper == 6);
    CHECK(quantile_ranks(5, 0.5, 0.05).lower == 0);
    CHECK(quantile_ranks(5, 0.5, 0.05).upper == 6);
    CHECK(quantile_ranks(0, 0.5, 0.05).lower == 0);
    CHECK(quantile_ranks(0, 0.5, 0.05).upper == 1);

    // Quartiles of the Cauchy law: cells (-inf, -1), [-1, 0), [0, 1), [1, inf).
    const auto cells = cauchy(4);
    const Estimate six = quantile(tests::histogram(cells, Counts{0, 3, 2, 1}), 0.5, 0.05);
    CHECK(six.lower == Approx(-1));
    CHECK(six.upper == infinity);
    CHECK(six.value == Approx(0).margin(1e-12));  // half of six observations lie below 0
    const Estimate narrow = quantile(tests::histogram(cells, Counts{0, 2, 4, 0}), 0.5, 0.05);
    CHECK(narrow.lower == Approx(-1));
    CHECK(narrow.upper == Approx(1));
    CHECK(narrow.value == Approx(0.25));  // the third of six: one of four in [0, 1)
    CHECK(narrow.replicates == 6);
    CHECK(narrow.method == "order statistics");
    const Estimate five = quantile(tests::histogram(cells, Counts{0, 2, 3, 0}), 0.5, 0.05);
    CHECK(five.lower == -infinity);
    CHECK(five.upper == infinity);
}

TEST_CASE("in an outer cell the value is its finite edge, and of nothing there is none") {
    const auto cells = cauchy(4);
    CHECK(quantile(tests::histogram(cells, Counts{9, 0, 0, 0}), 0.5, 0.05).value == Approx(-1));
    CHECK(quantile(tests::histogram(cells, Counts{0, 0, 0, 9}), 0.5, 0.05).value == Approx(1));
    for (const std::uint64_t missing : {0U, 50U}) {
        const Estimate none = quantile(tests::histogram(cells, Counts{0, 0, 0, 0}, missing), 0.5, 0.05);
        CHECK(std::isnan(none.value));
        CHECK(none.lower == -infinity);
        CHECK(none.upper == infinity);
        CHECK(none.missing == missing);
    }
}

TEST_CASE("on a lattice the order statistics are known exactly") {
    const auto cells = std::make_shared<const Cells>(Cells::lattice(5));
    const Estimate e = quantile(tests::histogram(cells, Counts{0, 10, 80, 10, 0, 0}), 0.5, 1e-6);
    CHECK(e.value == 2);
    CHECK(e.lower == 2);
    CHECK(e.upper == 2);
    const Estimate first = quantile(tests::histogram(cells, Counts{100, 0, 0, 0, 0, 0}), 0.5, 1e-6);
    CHECK(first.lower == 0);
    CHECK(first.upper == 0);
    CHECK(quantile(tests::histogram(cells, Counts{0, 10, 80, 10, 0, 0}), 0.1, 1e-6).lower < 2);
}

TEST_CASE("missing observations are low for the lower end and high for the upper one") {
    const auto cells = cauchy(64);
    Counts counts(64, 5);
    for (const std::uint64_t missing : {1U, 7U, 40U})
        for (const double p : {0.3, 0.5, 0.9}) {
            const Estimate e = quantile(tests::histogram(cells, counts, missing), p, 1e-3);
            Counts low = counts, high = counts;
            low.front() += missing;
            high.back() += missing;
            CHECK(e.lower == quantile(tests::histogram(cells, low), p, 1e-3).lower);
            CHECK(e.upper == quantile(tests::histogram(cells, high), p, 1e-3).upper);
            CHECK(e.missing == missing);
            CHECK(e.replicates == 320 + missing);
            CHECK(e.lower <= e.value);
            CHECK(e.value <= e.upper);
        }
}

TEST_CASE("the interval covers with the promised probability, also when low values go missing: enumerated") {
    // Laws over the four quartile cells of the Cauchy law and, fifth, an observation below -1 that goes
    // missing. The p-quantile lies in a known cell; the interval covers it only if it covers that whole cell.
    const auto cells = cauchy(4);
    const auto edges = cells->inner_edges();
    for (const auto& law : {std::array{0.1, 0.35, 0.35, 0.1, 0.1}, std::array{0.05, 0.6, 0.1, 0.05, 0.2}})
        for (const double level : {0.4, 0.2, 0.05}) {
            constexpr double p = 0.5;
            const bool left = law[0] + law[4] + law[1] > p;  // in [-1, 0) or in [0, 1)
            const double from = left ? edges[0] : edges[1], to = left ? edges[1] : edges[2];
            double covered = 0, total = 0;
            tests::for_each_outcome(12, law, [&](std::span<const std::uint64_t> counts, double probability) {
                const Estimate e = quantile(tests::histogram(cells, counts.first(4), counts[4]), p, level);
                if (e.lower <= from && e.upper >= to) covered += probability;
                total += probability;
            });
            CHECK(total == Approx(1).epsilon(1e-10));
            CHECK(covered >= 1 - level);
        }
}

TEST_CASE("quantile refuses bad input by name") {
    const Histogram sample(cauchy(4));
    for (const double p : {0.0, 1.0, -1.0, std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_WITH(quantile(sample, p, 0.1), Catch::StartsWith("quantile: p is "));
    CHECK_THROWS_AS(quantile(sample, 0.5, 0), std::domain_error);
    CHECK_THROWS_AS(quantile_ranks(3, 0.5, 1), std::domain_error);
}
