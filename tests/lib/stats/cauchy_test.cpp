#include "lib/stats/cauchy.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

using assay::stats::cauchy_cdf;

TEST_CASE("The Cauchy law's distribution function has the stated absolute error") {
    std::mt19937_64 bits(1);
    std::uniform_real_distribution<double> exponent(-60, 60), mantissa(-1, 1);
    long double worst = 0;
    for (int i = 0; i < 500'000; ++i) {
        const double x =
            i % 2 == 0 ? mantissa(bits) * 4 : std::copysign(std::exp2(exponent(bits)), mantissa(bits));
        const long double exact =
            0.5L + std::atan(static_cast<long double>(x)) / std::numbers::pi_v<long double>;
        worst = std::max(worst, std::abs(cauchy_cdf(x) - exact));
    }
    CAPTURE(worst);
    CHECK(worst < 1.5e-16L);
}

TEST_CASE("The Cauchy law's distribution function at special points") {
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK(cauchy_cdf(0) == 0.5);
    CHECK(cauchy_cdf(1) == 0.75);
    CHECK(cauchy_cdf(-1) == 0.25);
    CHECK(cauchy_cdf(infinity) == 1);
    CHECK(cauchy_cdf(-infinity) == 0);
    CHECK(cauchy_cdf(std::numeric_limits<double>::max()) == 1);
    CHECK(cauchy_cdf(std::numeric_limits<double>::denorm_min()) == 0.5);
    CHECK(std::isnan(cauchy_cdf(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("The Cauchy law's distribution function is symmetric and continuous where its formula changes") {
    for (const double edge : {std::numbers::sqrt2 - 1, 1.0, std::numbers::sqrt2 + 1}) {
        double x = edge * (1 - 1e-14);
        for (int i = 0; i < 200; ++i, x = std::nextafter(x, 10)) {
            REQUIRE(cauchy_cdf(x) + cauchy_cdf(-x) == Approx(1).epsilon(0).margin(2e-16));
            REQUIRE(cauchy_cdf(std::nextafter(x, 10)) - cauchy_cdf(x) == Approx(0).margin(4e-16));
        }
    }
}
