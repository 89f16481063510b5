#include "lib/stats/histogram.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <memory>
#include <stdexcept>
#include <vector>

#include "lib/random/normal.hpp"

using namespace assay;
using stats::Cells;
using stats::Histogram;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Histogram histogram(const std::shared_ptr<const Cells>& cells, const std::vector<double>& xs) {
    Histogram h(cells);
    h.add(xs);
    return h;
}
bool same(const Histogram& a, const Histogram& b) {
    return std::equal(a.counts().begin(), a.counts().end(), b.counts().begin(), b.counts().end()) &&
           a.missing() == b.missing();
}

}  // namespace

TEST_CASE("A histogram counts observed and missing values") {
    Histogram h(std::make_shared<const Cells>(Cells::cauchy(4)));  // edges -1, 0, 1
    CHECK(h.observed() == 0);
    CHECK(h.missing() == 0);
    h.add(std::vector<double>{-5, -0.5, 0.5, 0.25, 7, infinity, std::nan("")});
    h.add({});
    CHECK(std::vector(h.counts().begin(), h.counts().end()) == std::vector<std::uint64_t>{1, 1, 2, 1});
    CHECK(h.observed() == 5);
    CHECK(h.missing() == 2);
}

TEST_CASE("Merging is adding all values to one histogram, in any grouping") {
    const auto cells = std::make_shared<const Cells>(Cells::cauchy(16));
    rc::prop("merge",
             [&](const std::vector<double>& a, const std::vector<double>& b, const std::vector<double>& c) {
                 std::vector<double> all(a);
                 all.insert(all.end(), b.begin(), b.end());
                 all.push_back(infinity);
                 all.insert(all.end(), c.begin(), c.end());
                 Histogram left = histogram(cells, a);
                 left.merge(histogram(cells, b));
                 left.merge(histogram(cells, {infinity}));
                 left.merge(histogram(cells, c));
                 Histogram tail = histogram(cells, {infinity});
                 tail.merge(histogram(cells, c));
                 Histogram right = histogram(cells, b);
                 right.merge(tail);
                 Histogram whole = histogram(cells, a);
                 whole.merge(right);
                 RC_ASSERT(same(left, histogram(cells, all)));
                 RC_ASSERT(same(whole, left));
             });
}

TEST_CASE("Histograms merge when their cells are equal, not only identical") {
    Histogram a = histogram(std::make_shared<const Cells>(Cells::normal(4)), {1, 2});
    a.merge(histogram(std::make_shared<const Cells>(Cells::normal(4)), {3}));
    CHECK(a.observed() == 3);
    const Histogram other(std::make_shared<const Cells>(Cells::cauchy(4)));
    CHECK_THROWS_AS(a.merge(other), std::invalid_argument);
    CHECK_THROWS_WITH(a.merge(other), Catch::Contains("Histogram::merge"));
    CHECK(a.observed() == 3);
}

TEST_CASE("The mirrored histogram is the histogram of the mirrored values") {
    random::Stream stream({1, 2}, 3);
    std::vector<double> xs(10'000);
    random::fill_normal(stream, std::span(xs));
    xs.push_back(infinity);
    std::vector<double> negated(xs);
    for (double& x : negated) x = -x;
    for (const std::size_t k : {7U, 64U})
        for (const auto& cells : {std::make_shared<const Cells>(Cells::cauchy(k)),
                                  std::make_shared<const Cells>(Cells::normal(k))}) {
            const Histogram h = histogram(cells, xs);
            CHECK(same(h.mirrored(), histogram(cells, negated)));
            CHECK_FALSE(same(h.mirrored(), h));
            CHECK(same(h.mirrored().mirrored(), h));
        }
    CHECK_THROWS_AS(Histogram(std::make_shared<const Cells>(Cells::lattice(3))).mirrored(),
                    std::invalid_argument);
}

TEST_CASE("Elbows are binned into equally full Cauchy cells") {
    // Fixed seed. c = -b/w of 2^21 pairs: at the cells' edges DKW bounds |F_n - F| by eps but for 1e-10.
    constexpr std::size_t n = std::size_t{1} << 21U, k = 256;
    random::Stream stream({1, 2}, 4);
    std::vector<double> w(n), c(n);
    random::fill_normal(stream, std::span(w));
    random::fill_normal(stream, std::span(c));
    for (std::size_t i = 0; i < n; ++i) c[i] = -c[i] / w[i];
    const Histogram h = histogram(std::make_shared<const Cells>(Cells::cauchy(k)), c);
    const double eps = std::sqrt(std::log(2 / 1e-10) / (2.0 * n));
    double cumulated = 0;
    for (std::size_t i = 0; i < k; ++i) {
        cumulated += static_cast<double>(h.counts()[i]) / n;
        CHECK(std::abs(cumulated - static_cast<double>(i + 1) / k) < eps);
    }
}
