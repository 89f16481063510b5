#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment square_layer();

namespace {

using testing::whole;

testing::Measured measured(std::int64_t width) {
    return {square_layer(), {{"width", width}}, 16};
}

TEST_CASE("the smallest singular value falls as 1/width of the largest") {
    // For large m: sqrt(m) s_min has the distribution function 1 - exp(-x^2/2 - x) (A. Edelman: Eigenvalues
    // and condition numbers of random matrices. SIAM J. Matrix Anal. Appl. 9 (1988)), whose median is
    // sqrt(1 + 2 ln 2) - 1, and s_max is about 2 sqrt(m).
    const double limit = (std::sqrt(1 + 2 * std::log(2.0)) - 1) / 2;
    const auto e = measured(32).number("scaled_median_ratio", 1e-12);
    CHECK(e.lower < limit);
    CHECK(e.upper > limit);
    CHECK(e.upper - e.lower < 0.25);
    const auto of_8 = measured(8).number("median_ratio", 1e-12),
               of_64 = measured(64).number("median_ratio", 1e-12);
    CHECK(of_64.upper < of_8.lower);
}

TEST_CASE("a single unit has one singular value") {
    CHECK(measured(1).number("median_ratio", 1e-3).value == Approx(1).margin(1e-3));
}

}  // namespace
}  // namespace assay::experiments
