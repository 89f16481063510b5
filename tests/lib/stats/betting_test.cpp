#include "lib/stats/betting.hpp"

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

BoundedSample of(std::span<const double> xs, std::size_t missing = 0, const Range& range = {}) {
    BoundedSample sample(range);
    sample.add(xs);
    sample.add(std::vector<double>(missing, nan_value));
    return sample;
}

/// n observations, k of them 1, the others 0.
BoundedSample bernoulli(std::size_t n, std::size_t k) {
    std::vector<double> xs(k, 1.0);
    xs.resize(n, 0.0);
    return of(xs);
}

/// The quantiles (i + 1/2) / n of a law.
template <class Quantile>
BoundedSample quantiles(std::size_t n, Quantile quantile) {
    std::vector<double> xs;
    for (std::size_t i = 0; i < n; ++i)
        xs.push_back(quantile((static_cast<double>(i) + 0.5) / static_cast<double>(n)));
    return of(xs);
}

double width(const Estimate& e) {
    return e.upper - e.lower;
}

using Method = Estimate (*)(const BoundedSample&, double);
constexpr std::array<Method, 2> methods{betting, bounded_mean};

}  // namespace

TEST_CASE("betting agrees with 40 digits") {
    std::map<std::string, std::vector<double>> data;
    for (const auto& row : tests::read_table("stats/bounded_samples.csv"))
        data[row[0]].push_back(std::stod(row[1]));
    for (const auto& row : tests::read_table("stats/bounded.csv")) {
        INFO(row[0] << ", " << row[3] << " missing, level " << row[4]);
        const Range range{.least = std::stod(row[1]), .greatest = std::stod(row[2])};
        const std::size_t missing = std::stoul(row[3]);
        const BoundedSample sample = of(data.at(row[0]), missing, range);
        for (std::size_t i = 0; i < 2; ++i) {
            const double lower = std::stod(row[9 + 2 * i]), upper = std::stod(row[10 + 2 * i]);
            const Estimate e = methods[i](sample, std::stod(row[4]));
            // The ends move outwards by 4 epsilon of the range, which shows where the mean is 1e-5 of it.
            const double margin = 1e-15 * range.greatest;
            CHECK(e.lower == Approx(lower).epsilon(1e-10).margin(margin));
            CHECK(e.upper == Approx(upper).epsilon(1e-10).margin(margin));
            // Rounded outwards, never inwards; the table itself has 17 digits.
            CHECK(e.lower <= lower);
            CHECK(e.upper >= upper);
            CHECK(e.value == sample.moments().mean());
            CHECK(e.replicates == data.at(row[0]).size() + missing);
            CHECK(e.missing == missing);
            CHECK(e.kind == Class::finite_sample);
        }
    }
    CHECK(betting(bernoulli(9, 4), 0.1).method == "betting");
    CHECK(bounded_mean(bernoulli(9, 4), 0.1).method == "betting (fixed n)");
}

TEST_CASE("products of a million terms keep their logarithms") {
    // log(1 + gamma x) summed one by one, for the ends of the grid and one bet between.
    std::vector<double> xs;
    for (std::uint64_t i = 0; i < 1000000; ++i)
        xs.push_back(static_cast<double>(i * 2654435761U % 1000003U) / 1000002);
    const BoundedSample sample = of(xs);
    const auto high = sample.high().logarithms(), low = sample.low().logarithms();
    for (const std::size_t k : {0U, 21U, 46U, 47U}) {
        const double gamma = std::exp2(-14 + 2 * static_cast<double>(k) / 3);
        long double up = 0, down = 0;
        for (const double x : xs) {
            up += std::log1p(gamma * x);
            down += std::log1p(gamma * (1 - x));
        }
        CHECK(high[k] == Approx(static_cast<double>(up)).epsilon(1e-13).margin(1e-9));
        CHECK(low[k] == Approx(static_cast<double>(down)).epsilon(1e-13).margin(1e-9));
    }
    const auto ones = of(std::vector(100000, 1.0)).high().logarithms();
    CHECK(ones[47] == Approx(1e5 * std::log1p(std::exp2(-14 + 94.0 / 3))).epsilon(1e-13));
}

TEST_CASE("rounding never carries an end inwards, and costs next to nothing, at a billion observations") {
    // Doubling repeats the rounding errors of a block of 1000. The capital at the lower end, in long double:
    for (std::size_t k = 50; k < 1000; k += 50) {
        BoundedSample sample = bernoulli(1000, k);
        for (int i = 0; i < 20; ++i) sample.merge(sample);
        const auto ones = static_cast<long double>(k << 20U), n = static_cast<long double>(1000U << 20U);
        const auto capital = [&](double m) {
            long double greatest = -1e30L, sum = 0;
            std::array<long double, Capital::bets> terms{};
            for (std::size_t j = 0; j < terms.size(); ++j) {
                const long double gamma = std::exp2(-14 + static_cast<long double>(2 * j) / 3);
                terms[j] = ones * std::log1p(gamma) - n * std::log1p(gamma * static_cast<long double>(m));
                greatest = std::max(greatest, terms[j]);
            }
            for (const long double t : terms) sum += std::exp(t - greatest);
            return static_cast<double>(greatest + std::log(sum / 48) - std::log(2 / 0.01L));
        };
        const double excess = capital(betting(sample, 0.01).lower);
        CHECK(excess >= 0);
        CHECK(excess <= 1e-5);
    }
}

TEST_CASE("parts merge in any grouping, one by one or at once") {
    rc::prop("three parts", [] {
        const auto grains = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-20, 1001));
        std::vector<double> xs;
        for (const int g : grains) xs.push_back(g < 0 ? nan_value : g / 1000.0);
        const std::size_t i = *rc::gen::inRange<std::size_t>(0, xs.size() + 1);
        const std::size_t j = *rc::gen::inRange<std::size_t>(i, xs.size() + 1);
        const auto cut = [&](std::size_t from, std::size_t to) {
            return of(std::span(xs).subspan(from, to - from));
        };
        BoundedSample left = cut(0, i), right = cut(i, j), reversed = cut(j, xs.size()), single({});
        reversed.merge(right);
        reversed.merge(left);
        left.merge(right);
        left.merge(cut(j, xs.size()));
        for (const double x : xs) single.add(x);
        for (const Method method : methods) {
            const Estimate all = method(of(xs), 0.01);
            for (const BoundedSample* other : {&left, &reversed, &single}) {
                const Estimate e = method(*other, 0.01);
                RC_ASSERT(std::abs(e.lower - all.lower) <= 1e-13);
                RC_ASSERT(std::abs(e.upper - all.upper) <= 1e-13);
                RC_ASSERT(e.replicates == xs.size() && e.missing == all.missing);
            }
        }
    });
    // Doubling reaches where the products would overflow: 2^20 blocks of 1000.
    BoundedSample sample = bernoulli(1000, 300);
    const auto once = sample.high().logarithms();
    for (int i = 0; i < 20; ++i) sample.merge(sample);
    const auto often = sample.high().logarithms();
    for (std::size_t k = 0; k < once.size(); ++k)
        CHECK(often[k] == Approx(1048576 * once[k]).epsilon(1e-12).margin(1e-6));
    CHECK(width(bounded_mean(sample, 1e-9)) == Approx(2 * 6.11 * std::sqrt(0.21 / 1.048576e9)).epsilon(0.15));
    BoundedSample other({.least = 0, .greatest = 2});
    CHECK_THROWS_AS(other.merge(sample), std::invalid_argument);
}

TEST_CASE("betting: missing observations are least for the lower end, greatest for the upper one") {
    const std::vector xs{0.1, 0.4, 0.5, 0.9, 0.2, 0.7};
    const Range range{.least = -1, .greatest = 2};
    for (const Method method : methods)
        for (const std::size_t missing : {1U, 3U, 40U}) {
            std::vector<double> low = xs, high = xs;
            low.resize(xs.size() + missing, -1.0);
            high.resize(xs.size() + missing, 2.0);
            const Estimate e = method(of(xs, missing, range), 0.5);
            CHECK(e.lower == Approx(method(of(low, 0, range), 0.5).lower).epsilon(1e-12));
            CHECK(e.upper == Approx(method(of(high, 0, range), 0.5).upper).epsilon(1e-12));
            CHECK(e.value == Approx(2.8 / 6));
        }
}

TEST_CASE("betting: without observations nothing beyond the range is known; one already bounds") {
    const Range range{.least = -3, .greatest = 5};
    for (const Method method : methods) {
        for (const std::size_t missing : {0U, 1U, 20U}) {
            const Estimate none = method(of({}, missing, range), 0.1);
            CHECK(std::isnan(none.value));
            CHECK(none.lower == -3);
            CHECK(none.upper == 5);
            CHECK(none.replicates == missing);
        }
        // E x >= level/2 if x = 1 with probability above level/2, and no bound of one draw can do better.
        const Estimate one = method(of(std::vector{1.0}), 0.1);
        CHECK(one.lower > 0);
        CHECK(one.lower <= 0.05);
        CHECK(one.upper == 1);
    }
}

TEST_CASE("samples at an end of the range are bounded nearly as well as by Clopper-Pearson") {
    // All n at the least value: no method can be below 1 - (level/2)^(1/n). A mixture pays for its weights.
    for (const Method method : methods)
        for (const double level : {0.05, 2e-10}) {
            const double best = 1 - std::pow(level / 2, 1.0 / 500);
            const Estimate least = method(bernoulli(500, 0), level),
                           greatest = method(bernoulli(500, 500), level);
            CHECK(least.lower == 0);
            CHECK(least.upper >= best);
            CHECK(least.upper <= best + 5.0 / 500);
            CHECK(greatest.upper == 1);
            CHECK(1 - greatest.lower == Approx(least.upper).epsilon(1e-11));
        }
}

TEST_CASE("what lies outside the range is refused by value, and nothing of it is kept") {
    BoundedSample sample({.least = 0.25, .greatest = 1});
    sample.add(std::vector{0.25, 1.0, nan_value, infinity, -infinity});
    CHECK(sample.moments().count() == 2);
    CHECK(sample.moments().missing() == 3);
    const auto high = sample.high().logarithms(), low = sample.low().logarithms();
    std::vector<double> xs(3000, 0.5);
    xs.back() = 1.5;
    CHECK_THROWS_AS(sample.add(xs), std::domain_error);
    CHECK_THROWS_WITH(sample.add(0.125),
                      "BoundedSample::add: the observation 0.125 lies outside the range [0.25, 1]");
    CHECK(sample.moments().count() == 2);
    CHECK(sample.moments().missing() == 3);
    CHECK(sample.high().logarithms() == high);
    CHECK(sample.low().logarithms() == low);
}

TEST_CASE("a range without width or without bounds, and a level outside (0, 1), are refused") {
    for (const Range& range :
         {Range{1, 1}, Range{2, 1}, Range{nan_value, 1}, Range{-infinity, 0}, Range{-1.7e308, 1.7e308}}) {
        CHECK_THROWS_AS(BoundedSample(range), std::domain_error);
        CHECK_THROWS_WITH(BoundedSample(range), Catch::StartsWith("BoundedSample: range is ["));
    }
    for (const double level : {0.0, 1.0, -0.5, nan_value}) {
        CHECK_THROWS_WITH(betting(bernoulli(3, 1), level), Catch::StartsWith("betting: level is "));
        CHECK_THROWS_WITH(bounded_mean(bernoulli(3, 1), level), Catch::StartsWith("bounded_mean: level is "));
    }
}

TEST_CASE("huge and tiny ranges, and levels next to 0 and 1") {
    const auto filled = [](double scale) {
        std::vector<double> xs;
        for (int i = 0; i < 20000; ++i) xs.push_back(scale * (i % 2 == 0 ? -0.1 : 0.3));
        return of(xs, 0, {.least = -scale, .greatest = scale});
    };
    for (const Method method : methods) {
        const Estimate unit = method(filled(1), 0.01);
        CHECK(width(unit) < 0.02);
        for (const double scale : {1e300, 1e-300}) {
            const Estimate e = method(filled(scale), 0.01);
            CHECK(e.lower == Approx(scale * unit.lower).epsilon(1e-10));
            CHECK(e.upper == Approx(scale * unit.upper).epsilon(1e-10));
        }
        const Estimate never = method(filled(1), 5e-324);  // 2/level would overflow
        CHECK(never.lower > -1);
        CHECK(never.lower < method(filled(1), 1e-300).lower);
        const Estimate small = method(filled(1), 1e-300), large = method(filled(1), 1 - 1e-16);
        CHECK(small.lower < unit.lower);
        CHECK(unit.lower < large.lower);
        CHECK(large.lower < 0.1);
        CHECK(large.upper > 0.1);
    }
}

TEST_CASE("a smaller level has a wider interval; shift, scale and reflection carry over") {
    rc::prop("random samples", [] {
        const auto grains = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1001));
        const std::size_t missing = *rc::gen::inRange<std::size_t>(0, 4);
        const double scale = std::exp2(*rc::gen::inRange(-40, 40)), shift = *rc::gen::inRange(-1000, 1000);
        std::vector<double> xs, ys, mirrored;
        for (const int g : grains) {
            xs.push_back(g / 1000.0);
            ys.push_back(scale * (shift + g / 1000.0));
            mirrored.push_back(1 - g / 1000.0);
        }
        const Range moved{.least = scale * shift, .greatest = scale * (shift + 1)};
        for (const Method method : methods) {
            Estimate wider = method(of(xs, missing), 1e-12);
            for (const double level : {1e-6, 1e-3, 0.1, 0.9}) {
                const Estimate e = method(of(xs, missing), level);
                RC_ASSERT(wider.lower <= e.lower && e.upper <= wider.upper);
                RC_ASSERT(xs.empty() || (e.lower <= e.value && e.value <= e.upper));
                const Estimate far = method(of(ys, missing, moved), level);
                RC_ASSERT(std::abs(far.lower / scale - shift - e.lower) <= 1e-11);
                RC_ASSERT(std::abs(far.upper / scale - shift - e.upper) <= 1e-11);
                const Estimate turned = method(of(mirrored, missing), level);
                RC_ASSERT(std::abs(turned.lower + e.upper - 1) <= 1e-12);
                RC_ASSERT(std::abs(turned.upper + e.lower - 1) <= 1e-12);
                wider = e;
            }
        }
    });
}

TEST_CASE("betting: each end errs with at most half the level, also when values go missing: enumerated") {
    double largest = 0;
    for (const auto& law : tests::three_point_laws)
        for (const double level : {0.6, 0.05, 0.01})
            for (const Method method : methods) {
                const auto errors = law.errors([&](const std::vector<double>& xs, std::size_t missing) {
                    return method(of(xs, missing), level);
                });
                CHECK(errors.total == Approx(1).epsilon(1e-10));
                CHECK(errors.above <= level / 2);
                CHECK(errors.below <= level / 2);
                largest = std::max({largest, errors.above / level, errors.below / level});
            }
    // Not so wide that nothing could fail.
    CHECK(largest > 0.03);
}

TEST_CASE("at n = 30 Bernoulli means of every size are covered: enumerated") {
    for (const Method method : methods)
        for (const double level : {0.05, 0.01}) {
            std::vector<Estimate> at;
            for (std::size_t k = 0; k <= 30; ++k) at.push_back(method(bernoulli(30, k), level));
            for (int percent = 1; percent < 100; ++percent) {
                const auto law = tests::binomial_law(30, percent / 100.0);
                double above = 0, below = 0;
                for (std::size_t k = 0; k <= 30; ++k) {
                    above += at[k].lower > percent / 100.0 ? law[k] : 0;
                    below += at[k].upper < percent / 100.0 ? law[k] : 0;
                }
                CHECK(above <= level / 2);
                CHECK(below <= level / 2);
            }
        }
}

TEST_CASE("betting covers at all n at once: enumerated over all paths") {
    // P(some interval for n <= 100 excludes p), by the probabilities of paths that have not been excluded
    // yet.
    const auto ever_excluded = [](double p, double level) {
        std::vector<double> alive{1};  // by the number of ones
        double excluded = 0;
        for (std::size_t n = 1; n <= 100; ++n) {
            std::vector<double> next(n + 1, 0.0);
            for (std::size_t k = 0; k < n; ++k) {
                next[k] += alive[k] * (1 - p);
                next[k + 1] += alive[k] * p;
            }
            for (std::size_t k = 0; k <= n; ++k) {
                const Estimate e = betting(bernoulli(n, k), level);
                if (e.lower <= p && p <= e.upper) continue;
                excluded += next[k];
                next[k] = 0;
            }
            alive = std::move(next);
        }
        return excluded;
    };
    for (const double p : {0.5, 0.1, 0.02}) {
        CHECK(ever_excluded(p, 0.05) <= 0.05);
        CHECK(ever_excluded(p, 0.05) > 0.002);
    }
}

TEST_CASE("betting is narrower than empirical Bernstein by the measured factors") {
    // Measured on these very data; docs/statistics.md has the table.
    struct Case {
        BoundedSample sample;
        double level, betting, fixed;  // width relative to empirical Bernstein
    };
    const auto uniform = [](double u) { return u; };
    const auto rare = [](double u) { return u < 0.999 ? 0.1 : 1.0; };
    const auto narrow = [](double u) { return 0.5 + 0.01 * (2 * u - 1); };
    for (const Case& c : {Case{quantiles(100, uniform), 0.05, 0.543, 0.483},
                          Case{quantiles(1000, uniform), 2e-10, 0.564, 0.549},
                          Case{quantiles(10000, rare), 2e-10, 0.317, 0.314},
                          Case{quantiles(10000, narrow), 2e-10, 0.208, 0.212},
                          Case{bernoulli(1000, 10), 2e-10, 0.590, 0.579}}) {
        const double other = width(empirical_bernstein(c.sample.moments(), {}, c.level));
        CHECK(width(betting(c.sample, c.level)) / other == Approx(c.betting).margin(6e-4));
        CHECK(width(bounded_mean(c.sample, c.level)) / other == Approx(c.fixed).margin(6e-4));
    }
    // Near the best for any method: at n = 1e5 and level 2e-10 within 13 % of 2 z sd / sqrt(n).
    CHECK(width(bounded_mean(quantiles(100000, uniform), 2e-10)) * std::sqrt(12e5) / (2 * 6.3613) <= 1.13);
}
