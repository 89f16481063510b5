#include "sim/experiments/adam/rate_grid.hpp"

#include <catch2/catch.hpp>

namespace assay::experiments::adam {
namespace {

TEST_CASE("rates of the grid") {
    CHECK(rate(0) == 1);
    CHECK(rate(-8) == 0.25);
    CHECK(rate(12) == 8);
    CHECK(rate(2) == Approx(std::sqrt(2.0)).epsilon(1e-15));
    for (int k = -20; k <= 20; ++k) {
        CHECK(rate(k + rates_an_octave) == 2 * rate(k));
        CHECK(rate(k + 1) > rate(k));
    }
}

}  // namespace
}  // namespace assay::experiments::adam
