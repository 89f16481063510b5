#include "lib/stats/levels.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <stdexcept>

using namespace assay::stats;

TEST_CASE("a level is split evenly over looks, checks and points") {
    CHECK(share(1e-9, {}) == 1e-9);
    CHECK(share(1e-9, {.looks = 5, .checks = 4, .points = 50}) == Approx(1e-12).epsilon(1e-14));
    CHECK(share(0.5, {.looks = 2}) == 0.25);
    CHECK(share(0.5, {.checks = 2}) == 0.25);
    CHECK(share(0.5, {.points = 2}) == 0.25);
    const std::size_t huge = std::numeric_limits<std::size_t>::max();
    CHECK(share(1e-9, {.looks = huge, .checks = huge, .points = 2}) > 0);
}

TEST_CASE("levels outside (0, 1) and empty splits are refused by name") {
    for (const double level : {0.0, 1.0, -0.1, 2.0, std::numeric_limits<double>::quiet_NaN()}) {
        CHECK_THROWS_AS(share(level, {}), std::domain_error);
        CHECK_THROWS_WITH(require_level("quantile", level), Catch::StartsWith("quantile: level is ") &&
                                                                Catch::EndsWith("strictly between 0 and 1"));
    }
    CHECK_NOTHROW(require_level("quantile", 1e-16));
    CHECK_THROWS_AS(share(0.1, {.looks = 0}), std::domain_error);
    CHECK_THROWS_AS(share(0.1, {.checks = 0}), std::domain_error);
    CHECK_THROWS_AS(share(0.1, {.points = 0}), std::domain_error);
}
