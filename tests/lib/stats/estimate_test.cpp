#include "lib/stats/estimate.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "lib/stats/binomial.hpp"
#include "lib/stats/bounded.hpp"
#include "lib/stats/combine.hpp"
#include "lib/stats/computed.hpp"
#include "lib/stats/dkw.hpp"
#include "lib/stats/quantile.hpp"
#include "tests/lib/stats/enumerate.hpp"

using namespace assay;
using namespace assay::stats;

namespace {

/// What is left of the sides of an interval for a sample so large that nothing else remains.
void check_lasting(const Estimate& e) {
    INFO(e.method << " " << e.value << " [" << e.lower << ", " << e.upper << "]");
    CHECK(e.value - e.lower == Approx(e.lasting_below).margin(4e-3));
    CHECK(e.upper - e.value == Approx(e.lasting_above).margin(4e-3));
}

}  // namespace

TEST_CASE("classes are ordered best first and named as in the reports") {
    CHECK(Class::exact < Class::deterministic);
    CHECK(Class::deterministic < Class::finite_sample);
    CHECK(Class::finite_sample < Class::asymptotic);
    CHECK(name(Class::exact) == "exact");
    CHECK(name(Class::deterministic) == "deterministic");
    CHECK(name(Class::finite_sample) == "finite-sample");
    CHECK(name(Class::asymptotic) == "asymptotic");
}

TEST_CASE("an estimate starts out knowing nothing") {
    const Estimate nothing;
    CHECK(std::isnan(nothing.value));
    CHECK(nothing.lower == -std::numeric_limits<double>::infinity());
    CHECK(nothing.upper == std::numeric_limits<double>::infinity());
}

TEST_CASE("what lasts of an interval is what a huge sample leaves of it") {
    constexpr std::uint64_t huge = 1'000'000;
    check_lasting(clopper_pearson({3 * huge, 9 * huge, huge}, 1e-9));
    CHECK(clopper_pearson({3, 9, 1}, 1e-9).lasting_below == Approx(0.1 / 3));

    const auto cells = std::make_shared<const Cells>(Cells::cauchy(8));
    const std::vector<std::uint64_t> counts = {huge, huge, 2 * huge, 3 * huge, huge, huge, huge, huge};
    const std::vector law = {0.1, 0.2, 0.35, 0.5, 0.7, 0.8, 0.9};
    for (const std::uint64_t missing : {std::uint64_t{0}, huge / 2}) {
        const auto sample = tests::histogram(cells, counts, missing);
        const auto other = tests::histogram(cells, std::vector(counts.rbegin(), counts.rend()), missing);
        check_lasting(distance(sample, law, 1e-9));
        check_lasting(distance(sample, other, 1e-9));
        check_lasting(excess(sample, law, 1e-9));
        for (const double p : {0.3, 0.45, 0.6}) check_lasting(quantile(sample, p, 1e-9));
    }

    Moments half;  // 0 and 1 in equal numbers, a tenth missing
    half.add(std::vector{0.0, 1.0});
    for (int doubling = 0; doubling < 30; ++doubling) half.merge(half);
    const auto count = half.count();
    half.merge(Moments::from({.missing = count / 9}));
    check_lasting(hoeffding(half, {0, 1}, 1e-9));
    check_lasting(empirical_bernstein(half, {0, 1}, 1e-9));

    const Estimate exact = Computed{.value = 2, .error = 0.5}.estimate();
    check_lasting(exact);
    check_lasting(scaled(exact, -3));
    check_lasting(difference(exact, scaled(exact, 2)));
}
