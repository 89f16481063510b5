#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment random_curvature();

namespace {

// Probabilities up to N = 3 by J. P. Dedieu and G. Malajovich (2008), N = 4 and 5 by quadrature of de
// Bruijn's Pfaffian in NumPy. The intervals miss the truth with probability 1e-9 each.
TEST_CASE("the share of minima") {
    const double truth[] = {0.5, (2 - std::numbers::sqrt2) / 4,
                            (std::numbers::pi - 2 * std::numbers::sqrt2) / (4 * std::numbers::pi),
                            0.002456709, 0.000140115};
    for (std::int64_t n = 1; n <= 5; ++n) {
        const auto share = testing::Measured(random_curvature(), {{"dimension", testing::whole(n)}}, 8)
                               .number("minimum", 1e-9);
        CAPTURE(n);
        CHECK(share.replicates == 8 * 131072);
        CHECK(share.lower <= truth[n - 1]);
        CHECK(share.upper >= truth[n - 1]);
        CHECK(share.upper < truth[n - 1] * (n == 5 ? 2 : 1.3));
    }
}

}  // namespace
}  // namespace assay::experiments
