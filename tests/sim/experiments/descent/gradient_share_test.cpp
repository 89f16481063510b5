#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment gradient_share();

namespace {

// E 1/(1 + (C/kappa)^2) = kappa/(kappa + 1) for a standard Cauchy C, the ratio of two normals. The intervals
// miss the truth with probability 1e-9 each.
TEST_CASE("the share of the steep direction") {
    for (const double kappa : {1.0, 3.0, 10.0}) {
        const testing::Measured m(gradient_share(), {{"condition", kappa}}, 4);
        const auto share = m.number("share", 1e-9), ratio = m.number("mean_square_ratio", 1e-9);
        CHECK(share.lower <= kappa / (kappa + 1));
        CHECK(share.upper >= kappa / (kappa + 1));
        CHECK(share.upper - share.lower < 0.05);
        CHECK(ratio.lower <= kappa * kappa);
        CHECK(ratio.upper >= kappa * kappa);
        CHECK(ratio.upper < 1.2 * ratio.lower);
        CHECK(ratio.kind == stats::Class::finite_sample);
    }
}

}  // namespace
}  // namespace assay::experiments
