#include "lib/stats/cauchy_cells.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "lib/random/uniform.hpp"
#include "lib/stats/cauchy.hpp"

using namespace assay;
using namespace assay::stats;

namespace {

std::vector<std::int32_t> cells(const std::vector<double>& xs, std::size_t count) {
    std::vector<std::int32_t> all(xs.size(), -7);
    cauchy_cells(xs, count, all);
    return all;
}

/// The definition, one number at a time.
std::vector<std::int32_t> defined(const std::vector<double>& xs, std::size_t count) {
    const auto k = static_cast<double>(count);
    std::vector<std::int32_t> all;
    for (const double x : xs)
        all.push_back(std::isfinite(x)
                          ? static_cast<std::int32_t>(std::min(std::floor(k * cauchy_cdf(x)), k - 1))
                          : -1);
    return all;
}

}  // namespace

TEST_CASE("single precision and repairs give the cells of double precision") {
    // Random numbers of all sizes, and for every edge the doubles beside it and floats around it. Seed 1.
    random::Stream stream(random::run_key(1, "cauchy cells"), 0);
    std::vector<double> uniform(1U << 16U), xs;
    random::fill_uniform(stream, uniform);
    for (const double u : uniform) {
        xs.push_back(std::tan(std::numbers::pi * (u - 0.5)));
        xs.push_back(std::ldexp(u - 0.5, static_cast<int>(u * 4000) % 600 - 300));
    }
    for (const std::size_t count :
         {2U, 3U, 4U, 100U, 4096U, 1U << 16U, (1U << 17U) - 1, 1U << 17U, 1U << 20U}) {
        auto near = xs;
        for (std::size_t e = 1; e < std::min<std::size_t>(count, 4096); ++e) {
            const double edge = std::tan(
                std::numbers::pi *
                (static_cast<double>(e) / static_cast<double>(std::min<std::size_t>(count, 4096)) - 0.5));
            for (const double factor : {1.0, 1 + 1e-16, 1 - 1e-16, 1 + 3e-7, 1 - 3e-7, 1 + 1e-6, 1 - 1e-6})
                near.push_back(edge * factor);
        }
        CHECK(cells(near, count) == defined(near, count));
    }
}

TEST_CASE("edges, zeros, infinities and NaN; any length and place in a vector") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const std::vector<double> special = {0,
                                         -0.0,
                                         1,
                                         -1,
                                         1e300,
                                         -1e300,
                                         5e-324,
                                         -5e-324,
                                         3.5e38,
                                         std::numeric_limits<double>::max(),
                                         infinity,
                                         -infinity,
                                         std::numeric_limits<double>::quiet_NaN(),
                                         std::sqrt(2.0) - 1,
                                         std::sqrt(2.0) + 1};
    for (std::size_t skip = 0; skip < special.size(); ++skip)
        for (std::size_t n = 0; n + skip <= special.size(); ++n) {
            const std::vector<double> xs(special.begin() + static_cast<std::ptrdiff_t>(skip),
                                         special.begin() + static_cast<std::ptrdiff_t>(skip + n));
            CHECK(cells(xs, 4096) == defined(xs, 4096));
        }
    CHECK(cells({-1e308, 0, 1e308, infinity}, 8) == std::vector<std::int32_t>{0, 4, 7, -1});
}
