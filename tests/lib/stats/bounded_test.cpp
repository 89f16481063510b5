#include "lib/stats/bounded.hpp"

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
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

Moments of(std::span<const double> xs, std::size_t missing = 0) {
    Moments moments;
    moments.add(xs);
    moments.add(std::vector<double>(missing, nan_value));
    return moments;
}

using Method = Estimate (*)(const Moments&, const Range&, double);
constexpr std::array<Method, 2> methods{hoeffding, empirical_bernstein};

}  // namespace

TEST_CASE("Hoeffding and empirical Bernstein agree with 40 digits") {
    std::map<std::string, std::vector<double>> data;
    for (const auto& row : tests::read_table("stats/bounded_samples.csv"))
        data[row[0]].push_back(std::stod(row[1]));
    for (const auto& row : tests::read_table("stats/bounded.csv")) {
        INFO(row[0] << ", " << row[3] << " missing, level " << row[4]);
        const Range range{.least = std::stod(row[1]), .greatest = std::stod(row[2])};
        const std::size_t missing = std::stoul(row[3]);
        const Moments sample = of(data.at(row[0]), missing);
        for (std::size_t i = 0; i < 2; ++i) {
            const Estimate e = methods[i](sample, range, std::stod(row[4]));
            CHECK(e.lower == Approx(std::stod(row[5 + 2 * i])).epsilon(1e-10));
            CHECK(e.upper == Approx(std::stod(row[6 + 2 * i])).epsilon(1e-10));
            CHECK(e.value == sample.mean());
            CHECK(e.replicates == data.at(row[0]).size() + missing);
            CHECK(e.missing == missing);
            CHECK(e.kind == Class::finite_sample);
        }
    }
}

TEST_CASE("Hoeffding and empirical Bernstein by hand") {
    // 50 at 1 and 50 at 3: mean 2, V = 100/99, in [0, 4].
    std::vector<double> xs(50, 1.0);
    xs.resize(100, 3.0);
    const Range range{.least = 0, .greatest = 4};
    const Estimate h = hoeffding(of(xs), range, 0.01);
    CHECK(h.upper == Approx(2 + 4 * std::sqrt(std::log(200) / 200)).epsilon(1e-14));
    CHECK(h.method == "Hoeffding");
    const double l = std::log(400), half = std::sqrt(2 * (100.0 / 99) * l / 100) + 7 * 4 * l / (3 * 99);
    const Estimate b = empirical_bernstein(of(xs), range, 0.01);
    CHECK(b.lower == Approx(2 - half).epsilon(1e-14));
    CHECK(b.upper == Approx(2 + half).epsilon(1e-14));
    CHECK(b.method == "empirical Bernstein");
}

TEST_CASE(
    "missing observations are at the least value for the lower end, at the greatest for the upper one") {
    const std::vector xs{0.1, 0.4, 0.5, 0.9, 0.2, 0.7};
    const Range range{.least = -1, .greatest = 2};
    for (const Method method : methods)
        for (const std::size_t missing : {1U, 3U, 40U}) {
            std::vector<double> low = xs, high = xs;
            low.resize(xs.size() + missing, -1.0);
            high.resize(xs.size() + missing, 2.0);
            const Estimate e = method(of(xs, missing), range, 0.5);
            CHECK(e.lower == Approx(method(of(low), range, 0.5).lower).epsilon(1e-13));
            CHECK(e.upper == Approx(method(of(high), range, 0.5).upper).epsilon(1e-13));
            CHECK(e.value == Approx(2.8 / 6));
        }
}

TEST_CASE("without observations, and for one, nothing beyond the range is known") {
    const Range range{.least = -3, .greatest = 5};
    for (const Method method : methods)
        for (const std::size_t missing : {0U, 1U, 20U}) {
            const Estimate none = method(of({}, missing), range, 0.1);
            CHECK(std::isnan(none.value));
            CHECK(none.lower == -3);
            CHECK(none.upper == 5);
            CHECK(none.replicates == missing);
        }
    const Estimate one = empirical_bernstein(of(std::vector{2.0}), range, 0.1);
    CHECK(one.lower == -3);
    CHECK(one.upper == 5);
    CHECK(one.value == 2);
    CHECK(hoeffding(of(std::vector{5.0}), range, 0.9).lower > -3);
}

TEST_CASE("a constant sample keeps an interval of positive width") {
    for (const double c : {-3.0, 2.0, 5.0}) {
        const Estimate e = empirical_bernstein(of(std::vector(1000, c)), {.least = -3, .greatest = 5}, 1e-3);
        const double side = 7 * 8 * std::log(4e3) / (3 * 999);
        CHECK(e.lower == Approx(std::max(c - side, -3.0)));
        CHECK(e.upper == Approx(std::min(c + side, 5.0)));
        CHECK(e.value == c);
    }
}

TEST_CASE("the ends of the range are allowed, what lies outside is refused by value") {
    const Range range{.least = 0.25, .greatest = 1};
    for (const Method method : methods) {
        CHECK_NOTHROW(method(of(std::vector{0.25, 1.0}), range, 0.1));
        CHECK_NOTHROW(method(of(std::vector{0.5, nan_value, infinity, -infinity}), range, 0.1));
        CHECK_THROWS_AS(method(of(std::vector{0.5, 1.5}), range, 0.1), std::domain_error);
        CHECK_THROWS_WITH(method(of(std::vector{0.5, 1.5}), range, 0.1),
                          Catch::EndsWith("the observation 1.5 lies outside the range [0.25, 1]"));
        CHECK_THROWS_WITH(method(of(std::vector{0.125, 1.5}), range, 0.1),
                          Catch::Contains("the observation 0.125 lies outside"));
    }
    CHECK_THROWS_WITH(hoeffding(of(std::vector{2.0}), range, 0.1), Catch::StartsWith("hoeffding: "));
    CHECK_THROWS_WITH(empirical_bernstein(of(std::vector{2.0}), range, 0.1),
                      Catch::StartsWith("empirical_bernstein: "));
}

TEST_CASE("a range without width, or without bounds, is refused, and so is a level outside (0, 1)") {
    for (const Method method : methods) {
        for (const Range& range : {Range{1, 1}, Range{2, 1}, Range{nan_value, 1}, Range{0, nan_value},
                                   Range{-infinity, 0}, Range{0, infinity}, Range{-1.7e308, 1.7e308}}) {
            CHECK_THROWS_AS(method({}, range, 0.1), std::domain_error);
            CHECK_THROWS_WITH(method({}, range, 0.1), Catch::Contains(": range is ["));
        }
        for (const double level : {0.0, 1.0, -0.5, nan_value})
            CHECK_THROWS_AS(method({}, {}, level), std::domain_error);
    }
}

TEST_CASE("huge and tiny ranges") {
    const Range huge{.least = -1e300, .greatest = 1e300};
    std::vector<double> xs;
    for (int i = 0; i < 20000; ++i) xs.push_back(i % 2 == 0 ? -1e299 : 3e299);
    const Estimate h = hoeffding(of(xs), huge, 0.01);
    CHECK(h.upper == Approx(1e299 + 2e300 * std::sqrt(std::log(200) / 40000)));
    // The squares overflow.
    const Estimate b = empirical_bernstein(of(xs), huge, 0.01);
    CHECK(b.lower == -1e300);
    CHECK(b.upper == 1e300);
    CHECK(b.value == Approx(1e299));
    const Range tiny{.least = 0, .greatest = 1e-300};
    CHECK(hoeffding(of(std::vector(20000, 5e-301)), tiny, 0.01).upper ==
          Approx(5e-301 + 1e-300 * std::sqrt(std::log(200) / 40000)));
    // Where the range is a few units of its own last place, rounding decides, and the ends go outwards.
    const Range thin{.least = 1e15, .greatest = 1e15 + 1};
    const Estimate t = hoeffding(of(std::vector(100000, 1e15 + 0.5)), thin, 0.01);
    CHECK(t.lower == 1e15);
    CHECK(t.upper == 1e15 + 1);
}

TEST_CASE("a smaller level has a wider interval, and shift and scale carry over") {
    rc::prop("random samples", [] {
        const auto grains = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1001));
        const std::size_t missing = *rc::gen::inRange<std::size_t>(0, 4);
        const double scale = std::exp2(*rc::gen::inRange(-40, 40)), shift = *rc::gen::inRange(-1000, 1000);
        std::vector<double> xs, ys;
        for (const int g : grains) {
            xs.push_back(g / 1000.0);
            ys.push_back(scale * (shift + g / 1000.0));
        }
        const Range unit, moved{.least = scale * shift, .greatest = scale * (shift + 1)};
        for (const Method method : methods) {
            Estimate wider = method(of(xs, missing), unit, 1e-12);
            for (const double level : {1e-6, 1e-3, 0.1, 0.9}) {
                const Estimate e = method(of(xs, missing), unit, level);
                RC_ASSERT(wider.lower <= e.lower && e.upper <= wider.upper);
                RC_ASSERT(xs.empty() || (e.lower <= e.value && e.value <= e.upper));
                const Estimate far = method(of(ys, missing), moved, level);
                RC_ASSERT(std::abs(far.lower / scale - shift - e.lower) <= 1e-11);
                RC_ASSERT(std::abs(far.upper / scale - shift - e.upper) <= 1e-11);
                wider = e;
            }
        }
    });
}

TEST_CASE("each end errs with at most half the level, also when values go missing: enumerated") {
    double largest = 0;
    for (const auto& law : tests::three_point_laws)
        for (const double level : {0.6, 0.05, 0.01})
            for (const Method method : methods) {
                const auto errors = law.errors([&](const std::vector<double>& xs, std::size_t missing) {
                    return method(of(xs, missing), {}, level);
                });
                CHECK(errors.total == Approx(1).epsilon(1e-10));
                CHECK(errors.above <= level / 2);
                CHECK(errors.below <= level / 2);
                largest = std::max({largest, errors.above / level, errors.below / level});
            }
    // Not so wide that nothing could fail.
    CHECK(largest > 0.05);
}
