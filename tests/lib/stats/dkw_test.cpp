#include "lib/stats/dkw.hpp"

#include <rapidcheck/catch.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <sstream>
#include <stdexcept>

#include "tests/lib/stats/enumerate.hpp"
#include "tests/reference/read_table.hpp"

using namespace assay;
using namespace assay::stats;

namespace {

using Counts = std::vector<std::uint64_t>;

std::shared_ptr<const Cells> cauchy(std::size_t count) {
    return std::make_shared<const Cells>(Cells::cauchy(count));
}

double cauchy_cdf(double x) {
    return 0.5 + std::atan(x) / std::numbers::pi;
}

/// The law (cdf of the standard Cauchy law at (x - shift) / scale) at the edges.
std::vector<double> law_at(const Cells& cells, double shift, double scale) {
    std::vector<double> law;
    for (const double edge : cells.inner_edges()) law.push_back(cauchy_cdf((edge - shift) / scale));
    return law;
}

/// sup over a grid of 20001 points, equidistant in probability: within 5e-5 of sup |F - F0| below the truth,
/// since either law changes by 5e-5 at most between neighbours of its own grid.
double sup_distance(double shift, double scale) {
    double largest = 0;
    for (int i = 1; i < 20001; ++i) {
        const double x = std::tan(std::numbers::pi * (i / 20001.0 - 0.5));
        for (const double at : {x, shift + scale * x})
            largest = std::max(largest, std::abs(cauchy_cdf((at - shift) / scale) - cauchy_cdf(at)));
    }
    return largest;
}

/// n observations whose empirical law is nearest to the Cauchy law: its quantiles (i - 1/2) / n.
Histogram quantiles(const std::shared_ptr<const Cells>& cells, std::size_t n, double shift, double scale) {
    std::vector<double> xs;
    for (std::size_t i = 0; i < n; ++i)
        xs.push_back(shift +
                     scale * std::tan(std::numbers::pi *
                                      ((static_cast<double>(i) + 0.5) / static_cast<double>(n) - 0.5)));
    Histogram sample(cells);
    sample.add(xs);
    return sample;
}

}  // namespace

TEST_CASE("the DKW radius") {
    // 2 exp(-2 n eps^2) = level.
    for (const double level : {0.5, 1e-3, 1e-9, 1e-16})
        for (const std::uint64_t n : {1ULL, 100ULL, 34000000ULL, 1ULL << 50U}) {
            const double eps = dkw_radius(n, level);
            CHECK(2 * std::exp(-2 * static_cast<double>(n) * eps * eps) == Approx(level).epsilon(1e-12));
        }
    CHECK(dkw_radius(0, 0.1) == std::numeric_limits<double>::infinity());
    CHECK_THROWS_AS(dkw_radius(10, 0), std::domain_error);
    CHECK_THROWS_AS(dkw_radius(10, 1), std::domain_error);
}

TEST_CASE("radii agree with 40 digits; the one-sided one holds up to 1/2") {
    for (const auto& row : tests::read_table("stats/dkw_radii.csv")) {
        const std::uint64_t n = std::stoull(row[0]);
        const double level = std::stod(row[1]);
        CHECK(dkw_radius(n, level) == Approx(std::stod(row[2])).epsilon(1e-14));
        CHECK(dkw_radius_one_sided(n, level) == Approx(std::stod(row[3])).epsilon(1e-14));
        CHECK(dkw_radius_one_sided(n, level / 2) == Approx(dkw_radius(n, level)).epsilon(1e-14));
    }
    CHECK(dkw_radius_one_sided(0, 0.1) == std::numeric_limits<double>::infinity());
    CHECK_THROWS_AS(dkw_radius_one_sided(10, 0), std::domain_error);
    CHECK_THROWS_WITH(dkw_radius_one_sided(10, 0.51), Catch::Contains("up to 1/2"));
    CHECK_THROWS_AS(dkw_radius_one_sided(10, std::numeric_limits<double>::quiet_NaN()), std::domain_error);
}

TEST_CASE("on a lattice the distances of two samples are SciPy's") {
    const auto cells = std::make_shared<const Cells>(Cells::lattice(7));
    for (const auto& row : tests::read_table("stats/lattice_distances.csv")) {
        const auto sample = [&](const std::string& text) {
            std::istringstream words(text);
            Counts counts(8);
            for (auto& count : counts) words >> count;
            return tests::histogram(cells, counts);
        };
        const Histogram a = sample(row[1]), b = sample(row[2]);
        std::vector<double> law;
        std::uint64_t below = 0;
        for (std::size_t k = 0; k < 7; ++k) {
            below += b.counts()[k];
            law.push_back(static_cast<double>(below) / static_cast<double>(b.observed()));
        }
        CHECK(distance(a, b, 0.01).value == Approx(std::stod(row[3])).epsilon(1e-14));
        CHECK(distance(a, law, 0.01).value == Approx(std::stod(row[3])).epsilon(1e-14));
        const Estimate e = excess(a, law, 0.01);
        CHECK(e.value == Approx(std::stod(row[4])).margin(1e-15));
        CHECK(e.upper == Approx(std::min(1.0, e.value + dkw_radius(a.observed(), 0.01))));
    }
}

TEST_CASE("the distance to a law, by hand") {
    const auto cells = cauchy(4);
    // Observed 0.1, 0.5, 0.9 at the edges; predicted 0.25, 0.5, 0.8: D = 0.15, m = 0.3.
    const auto sample = tests::histogram(cells, Counts{100, 400, 400, 100});
    const double eps = std::sqrt(std::log(2 / 0.01) / 2000);
    const Estimate e = distance(sample, std::array{0.25, 0.5, 0.8}, 0.01);
    CHECK(e.value == Approx(0.15));
    CHECK(e.lower == Approx(0.15 - eps));
    CHECK(e.upper == Approx(0.15 + eps + 0.3));
    CHECK(e.method == "DKW");
    CHECK(e.kind == Class::finite_sample);
    CHECK(e.replicates == 1000);
    // The largest cell may be the first or the last one.
    CHECK(distance(sample, std::array{0.1, 0.2, 0.55}, 0.01).upper == Approx(0.35 + eps + 0.45));
    CHECK(distance(sample, std::array{0.45, 0.6, 0.9}, 0.01).upper == Approx(0.35 + eps + 0.45));
    // Cut to [0, 1].
    CHECK(distance(tests::histogram(cells, Counts{1, 0, 0, 0}), std::array{0.25, 0.5, 0.75}, 0.01).upper ==
          1);
    CHECK(distance(sample, std::array{0.1, 0.5, 0.9}, 0.01).lower == 0);
}

TEST_CASE("a missing fraction widens both sides") {
    const auto cells = cauchy(4);
    const double eps = std::sqrt(std::log(2 / 0.01) / 2000);
    const Estimate e =
        distance(tests::histogram(cells, Counts{80, 320, 320, 80}, 200), std::array{0.5, 0.75, 0.9}, 0.01);
    CHECK(e.value == Approx(0.4));
    CHECK(e.lower == Approx(0.4 - eps - 0.2));
    CHECK(e.upper == Approx(std::min(1.0, 0.4 + eps + 0.5 + 0.2)));
    CHECK(e.missing == 200);
    CHECK(e.replicates == 1000);
    const Estimate narrow =
        distance(tests::histogram(cells, Counts{80, 320, 320, 80}, 200), std::array{0.2, 0.5, 0.75}, 0.01);
    CHECK(narrow.upper == Approx(0.15 + eps + 0.3 + 0.2));
}

TEST_CASE("no observation, no knowledge") {
    const auto cells = cauchy(4);
    for (const std::uint64_t missing : {0U, 9U}) {
        const auto none = tests::histogram(cells, Counts{0, 0, 0, 0}, missing);
        const Estimate one = distance(none, std::array{0.2, 0.5, 0.8}, 0.01);
        const Estimate two = distance(none, tests::histogram(cells, Counts{5, 5, 5, 5}), 0.01);
        for (const Estimate& e : {one, two}) {
            CHECK(std::isnan(e.value));
            CHECK(e.lower == 0);
            CHECK(e.upper == 1);
            CHECK(e.missing == missing);
        }
    }
}

TEST_CASE("on a lattice nothing happens inside a cell") {
    const auto cells = std::make_shared<const Cells>(Cells::lattice(2));
    const auto sample = tests::histogram(cells, Counts{500, 300, 200});
    const double eps = dkw_radius(1000, 0.01);
    const Estimate e = distance(sample, std::array{0.4, 0.8}, 0.01);
    CHECK(e.value == Approx(0.1));
    CHECK(e.upper == Approx(0.1 + eps));
    const Estimate pair = distance(sample, tests::histogram(cells, Counts{400, 400, 200}), 0.01);
    CHECK(pair.upper == Approx(0.1 + 2 * dkw_radius(1000, 0.005)));
}

TEST_CASE("the distance of two observed laws, by hand") {
    const auto cells = cauchy(4);
    const auto a = tests::histogram(cells, Counts{1000, 4000, 4000, 1000});  // 0.1, 0.5, 0.9
    const auto b =
        tests::histogram(cells, Counts{400, 400, 400, 800}, 1000);  // 0.2, 0.4, 0.6; a third is missing
    const double side = dkw_radius(10000, 0.005) + dkw_radius(3000, 0.005) + 1.0 / 3;
    const Estimate e = distance(a, b, 0.01);
    CHECK(e.value == Approx(0.3));
    CHECK(e.lower == Approx(std::max(0.0, 0.3 - side)).margin(1e-15));
    // Inside [0, 1): a may reach 0.9 where b is still at 0.4.
    CHECK(e.upper == Approx(0.5 + side));
    CHECK(e.replicates == 3000);
    CHECK(e.missing == 1000);
    CHECK(e.method == "two-sample DKW");
    const Estimate swapped = distance(b, a, 0.01);
    CHECK(swapped.lower == e.lower);
    CHECK(swapped.upper == e.upper);
    CHECK(distance(a, a, 0.01).value == 0);
    CHECK_THROWS_AS(distance(a, Histogram(cauchy(8)), 0.01), std::invalid_argument);
    CHECK_THROWS_AS(distance(a, b, 1), std::domain_error);
}

TEST_CASE("distance refuses what is no law at the edges") {
    const auto sample = tests::histogram(cauchy(4), Counts{1, 1, 1, 1});
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_WITH(distance(sample, std::array{0.5, 0.6}, 0.1),
                      Catch::Contains("has 2 values") && Catch::Contains("3 inner edges"));
    for (const auto& law : {std::array{0.5, 0.4, 0.6}, std::array{-0.1, 0.4, 0.6}, std::array{0.1, 0.4, 1.1},
                            std::array{nan, 0.4, 0.6}, std::array{0.1, nan, 0.6}, std::array{0.1, 0.4, nan}})
        CHECK_THROWS_AS(distance(sample, law, 0.1), std::invalid_argument);
    CHECK_NOTHROW(distance(sample, std::array{0.0, 0.0, 1.0}, 0.1));
    CHECK_THROWS_AS(distance(sample, std::array{0.1, 0.2, 0.3}, 0), std::domain_error);
}

TEST_CASE("the interval encloses the true distance of a sample at the quantiles of its law") {
    rc::prop("Cauchy laws of any place and width", [] {
        const double shift = *rc::gen::inRange(-300, 300) / 100.0;
        const double scale = std::exp2(*rc::gen::inRange(-300, 300) / 100.0);
        const auto cells = cauchy(64);
        const auto sample = quantiles(cells, 2000, shift, scale);
        const double truth = sup_distance(shift, scale);
        const Estimate e = distance(sample, law_at(*cells, 0, 1), 0.01);
        RC_ASSERT(e.lower <= truth);
        RC_ASSERT(truth <= e.upper);
        // No wider than it must be: at the sample's own edges the laws agree within 1/n.
        RC_ASSERT(e.upper - e.lower <= 2 * dkw_radius(2000, 0.01) + 1.0 / 64 + 1e-9);
        RC_ASSERT(truth < 0.1 || e.lower > 0);

        const Estimate pair = distance(sample, quantiles(cells, 3000, 0, 1), 0.01);
        RC_ASSERT(pair.lower <= truth);
        RC_ASSERT(truth <= pair.upper);
    });
}

TEST_CASE("the inside of a cell counts: laws that agree at every edge and differ between") {
    // F has all its mass of a cell at the cell's left edge, F0 is continuous: D = 0, but sup |F - F0| = 1/4.
    const auto cells = cauchy(4);
    const Estimate e = distance(tests::histogram(cells, Counts{250000, 250000, 250000, 250000}),
                                std::array{0.25, 0.5, 0.75}, 0.01);
    CHECK(e.value == 0);
    CHECK(e.upper >= 0.25);
    CHECK(e.upper < 0.26);
}

TEST_CASE("the interval covers with the promised probability, also when values go missing: enumerated") {
    // Twelve draws on the quartile cells of the predicted Cauchy law; fifth, an observation of the last cell
    // that goes missing. The true law is uniform in probability within each cell, so its distance is that at
    // the edges.
    const auto cells = cauchy(4);
    const std::array predicted{0.25, 0.5, 0.75};
    for (const auto& law : {std::array{0.25, 0.25, 0.25, 0.2, 0.05}, std::array{0.05, 0.3, 0.3, 0.05, 0.3},
                            std::array{0.6, 0.2, 0.1, 0.05, 0.05}})
        for (const double level : {0.5, 0.2, 0.02}) {
            const double truth = std::max({std::abs(law[0] - 0.25), std::abs(law[0] + law[1] - 0.5),
                                           std::abs(law[0] + law[1] + law[2] - 0.75)});
            const double above =
                std::max({0.0, law[0] - 0.25, law[0] + law[1] - 0.5, law[0] + law[1] + law[2] - 0.75});
            double covered = 0, too_high = 0, too_low = 0;
            tests::for_each_outcome(12, law, [&](std::span<const std::uint64_t> counts, double probability) {
                const Estimate e =
                    distance(tests::histogram(cells, counts.first(4), counts[4]), predicted, level);
                if (e.lower <= truth && truth <= e.upper) covered += probability;
                const Estimate one =
                    excess(tests::histogram(cells, counts.first(4), counts[4]), predicted, level);
                if (one.lower > above) too_high += probability;
                if (one.upper < above) too_low += probability;
            });
            CHECK(covered >= 1 - level);
            CHECK(too_high <= level / 2);  // each end by an inequality of its own
            CHECK(too_low <= level / 2);
        }
}

TEST_CASE("the one-sided distance by hand") {
    const auto cells = cauchy(4);
    // Observed 0.1, 0.5, 0.9 at the edges; predicted 0.25, 0.45, 0.8: above it by 0.05 and 0.1.
    const auto sample = tests::histogram(cells, Counts{80, 320, 320, 80}, 200);
    const double side = dkw_radius_one_sided(1000, 0.005) + 0.2;
    const Estimate e = excess(sample, std::array{0.25, 0.45, 0.8}, 0.01);
    CHECK(e.value == Approx(0.1));
    CHECK(e.lower == 0);
    // From the right end of a cell to its left end: 0.9 - 0.45, the cell [0, 1).
    CHECK(e.upper == Approx(0.45 + side));
    CHECK(e.method == "one-sided DKW");
    CHECK(e.kind == Class::finite_sample);
    CHECK(e.replicates == 1000);
    CHECK(e.missing == 200);
    const Estimate far = excess(sample, std::array{0.01, 0.02, 0.05}, 0.01);
    CHECK(far.value == Approx(0.85));
    CHECK(far.lower == Approx(0.85 - side));
    CHECK(far.upper == 1);
    // The prediction is above the observed law at every edge, though not within the cells.
    const Estimate none = excess(sample, std::array{0.2, 0.6, 0.95}, 0.01);
    CHECK(none.value == 0);
    CHECK(none.lower == 0);
    CHECK(none.upper == Approx(0.3 + side));  // 0.5 - 0.2 and 0.9 - 0.6
    // The last cell counts: F may reach 1 at its start.
    CHECK(excess(sample, std::array{0.1, 0.5, 0.55}, 0.01).upper == Approx(0.45 + side));
    CHECK(excess(sample, std::array{0.5, 0.9, 0.91}, 0.01).upper == Approx(0.1 + side));
    for (const std::uint64_t missing : {0U, 9U}) {
        const Estimate empty =
            excess(tests::histogram(cells, Counts{0, 0, 0, 0}, missing), std::array{0.2, 0.5, 0.8}, 0.01);
        CHECK(std::isnan(empty.value));
        CHECK(empty.lower == 0);
        CHECK(empty.upper == 1);
    }
    CHECK_THROWS_WITH(excess(sample, std::array{0.5, 0.6}, 0.1),
                      Catch::StartsWith("excess: law_at_edges has 2"));
    CHECK_THROWS_WITH(excess(sample, std::array{0.5, 0.4, 0.6}, 0.1),
                      Catch::StartsWith("excess: law_at_edges must not decrease"));
    CHECK_THROWS_AS(excess(sample, std::array{0.25, 0.5, 0.75}, 1), std::domain_error);
}

TEST_CASE(
    "the one-sided interval reaches from the excess at the edges to the largest possible between them") {
    // The largest is reached when each cell has F's mass at its start and F0's at its end.
    rc::prop("laws on 4 cells", [] {
        const auto cells = cauchy(4);
        std::array<double, 4> mass{}, predicted{};
        for (double& m : mass) m = *rc::gen::inRange(1, 100);
        for (double& m : predicted) m = *rc::gen::inRange(1, 100);
        Counts counts;
        for (const double m : mass) counts.push_back(static_cast<std::uint64_t>(10 * m));
        const Histogram sample = tests::histogram(cells, counts);
        const auto normalise = [](std::array<double, 4>& ms) {
            const double sum = ms[0] + ms[1] + ms[2] + ms[3];
            for (double& m : ms) m /= sum;
        };
        normalise(mass);
        normalise(predicted);
        const std::array law{predicted[0], predicted[0] + predicted[1],
                             predicted[0] + predicted[1] + predicted[2]};
        double left = 0, at_edges = 0, early = 0;  // early: F's mass first in each cell, F0's last
        double f = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            f += mass[k];
            early = std::max(early, f - left);
            left += predicted[k];
            at_edges = std::max(at_edges, f - left);
        }
        const Estimate e = excess(sample, law, 1e-6);
        const double side = dkw_radius_one_sided(sample.observed(), 0.5e-6);
        RC_ASSERT(std::abs(e.value - at_edges) <= 1e-12);
        RC_ASSERT(std::abs(e.lower - std::max(at_edges - side, 0.0)) <= 1e-12);
        RC_ASSERT(std::abs(e.upper - std::min(early + side, 1.0)) <= 1e-12);
    });
}
