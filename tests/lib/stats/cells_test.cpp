#include "lib/stats/cells.hpp"

#include <algorithm>
#include <array>
#include <boost/math/distributions/cauchy.hpp>
#include <boost/math/distributions/normal.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <vector>

using assay::stats::Cells;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::array<double, 3> not_finite{infinity, -infinity, std::numeric_limits<double>::quiet_NaN()};

/// The cell of one value.
std::size_t cell_of(const Cells& cells, double x) {
    std::vector<std::uint64_t> counts(cells.count());
    REQUIRE(cells.bin(std::span(&x, 1), counts) == 0);
    const auto found = std::find(counts.begin(), counts.end(), 1U);
    REQUIRE(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}) == 1);
    return static_cast<std::size_t>(found - counts.begin());
}

/// Values whose probability is `margin` beyond an edge land beyond it, on either side of every edge.
template <class Law>
void check_edges(const Cells& cells, const Law& law, double margin) {
    const auto edges = cells.inner_edges();
    const double mirror = static_cast<double>(cells.count());
    REQUIRE(std::is_sorted(edges.begin(), edges.end()));
    std::vector<double> below, above;
    for (const double edge : edges) {
        const double step = margin / pdf(law, edge) + std::abs(edge) * 1e-15;
        below.push_back(edge - step);
        above.push_back(edge + step);
    }
    std::vector<std::uint64_t> counts(cells.count(), 0), expected(cells.count(), 1);
    REQUIRE(cells.bin(below, counts) == 0);
    expected.back() = 0;
    CHECK(counts == expected);
    std::fill(counts.begin(), counts.end(), 0U);
    REQUIRE(cells.bin(above, counts) == 0);
    expected.back() = 1;
    expected.front() = 0;
    CHECK(counts == expected);
    for (std::size_t i = 0; i < edges.size(); ++i) {
        REQUIRE(edges[i] == -edges[edges.size() - 1 - i]);
        REQUIRE(mirror * cdf(law, edges[i]) == Approx(static_cast<double>(i + 1)).epsilon(1e-12));
    }
}

}  // namespace

TEST_CASE("Values just beyond an edge of Cauchy cells are counted beyond it") {
    for (const std::size_t k : {2U, 3U, 7U, 100U, 4096U}) {
        CAPTURE(k);
        const Cells cells = Cells::cauchy(k);
        CHECK(cells.count() == k);
        CHECK(cells.inner_edges().size() == k - 1);
        check_edges(cells, boost::math::cauchy(), 4e-16);
    }
    CHECK(Cells::cauchy(4).inner_edges()[0] == Approx(-1).epsilon(1e-15));
}

TEST_CASE("Values just beyond an edge of normal cells are counted beyond it") {
    for (const std::size_t k : {2U, 3U, 7U, 100U, 4096U}) {
        CAPTURE(k);
        check_edges(Cells::normal(k), boost::math::normal(), 4e-16);
    }
}

TEST_CASE("A lattice has one cell for each integer") {
    const Cells cells = Cells::lattice(1000);
    CHECK(cells.count() == 1001);
    CHECK(cells.lossless());
    CHECK_FALSE(cells.symmetric());
    for (const std::size_t x : {0U, 1U, 500U, 1000U}) CHECK(cell_of(cells, static_cast<double>(x)) == x);
    CHECK(cell_of(cells, -0.0) == 0);
    CHECK(cells.inner_edges()[0] == 0.5);
    CHECK(cells.inner_edges()[999] == 999.5);
    CHECK(Cells::lattice(0).count() == 1);
    CHECK(cell_of(Cells::lattice(0), 0) == 0);
}

TEST_CASE("A finite value that is not on the lattice is an error") {
    std::vector<std::uint64_t> counts(11);
    for (const double x : {-1.0, 0.5, 11.0, 1e300, -1e300, 9.9999999})
        CHECK_THROWS_AS(Cells::lattice(10).bin(std::span(&x, 1), counts), std::domain_error);
    const double x = 11;
    CHECK_THROWS_WITH(Cells::lattice(10).bin(std::span(&x, 1), counts),
                      Catch::Contains("Cells::bin") && Catch::Contains("[0, 10]"));
}

TEST_CASE("Values that are not finite are missing, wherever they stand") {
    for (const Cells& cells : {Cells::cauchy(4096), Cells::normal(10), Cells::lattice(5)})
        for (const std::size_t n : {1U, 7U, 511U, 512U, 513U, 2000U}) {
            std::vector<double> xs(n, 1.0);
            std::uint64_t missing = 0;
            for (std::size_t i = 0; i < n; i += 5, ++missing) xs[i] = not_finite[i % 3];
            std::vector<std::uint64_t> counts(cells.count());
            REQUIRE(cells.bin(xs, counts) == missing);
            REQUIRE(counts[cell_of(cells, 1)] == n - missing);
            REQUIRE(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}) == n - missing);
        }
}

TEST_CASE("Huge and tiny values fall in the outermost and middle cells") {
    for (const Cells& cells :
         {Cells::cauchy(4096), Cells::normal(4096), Cells::cauchy(std::size_t{1} << 20U)}) {
        const std::size_t k = cells.count();
        for (const double x : {1e8, 1e17, std::numeric_limits<double>::max()}) {
            CHECK(cell_of(cells, x) == k - 1);
            CHECK(cell_of(cells, -x) == 0);
        }
        CHECK(cell_of(cells, 0.0) == k / 2);
        CHECK(cell_of(cells, std::numeric_limits<double>::min()) == k / 2);
    }
}

TEST_CASE("Binning adds to the counts, and nothing is added for no values") {
    const Cells cells = Cells::cauchy(2);
    std::vector<std::uint64_t> counts{10, 20};
    CHECK(cells.bin({}, counts) == 0);
    CHECK(counts == std::vector<std::uint64_t>{10, 20});
    const std::vector<double> xs{-1, 1, 2};
    CHECK(cells.bin(xs, counts) == 0);
    CHECK(counts == std::vector<std::uint64_t>{11, 22});
}

TEST_CASE("Cells refuse sizes out of range and counts of the wrong size") {
    CHECK_THROWS_AS(Cells::cauchy(1), std::invalid_argument);
    CHECK_THROWS_AS(Cells::cauchy((std::size_t{1} << 20U) + 1), std::invalid_argument);
    CHECK_THROWS_AS(Cells::normal(0), std::invalid_argument);
    CHECK_THROWS_AS(Cells::lattice(std::size_t{1} << 20U), std::invalid_argument);
    CHECK_THROWS_WITH(Cells::normal(1), Catch::Contains("Cells::normal") && Catch::Contains("[2, 2^20]"));
    std::vector<std::uint64_t> counts(9);
    CHECK_THROWS_AS(Cells::cauchy(10).bin({}, counts), std::invalid_argument);
}

TEST_CASE("Cells are equal when law and edges are") {
    CHECK(Cells::cauchy(8) == Cells::cauchy(8));
    CHECK_FALSE(Cells::cauchy(8) == Cells::cauchy(9));
    CHECK_FALSE(Cells::cauchy(2) == Cells::normal(2));  // both have the one edge 0
}
