#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment ridge_norm();

namespace {

TEST_CASE("a higher penalty lowers the norm, and does not lower every weight") {
    for (const std::int64_t columns : {2, 5}) {
        const testing::Measured m(ridge_norm(), {{"columns", columns}}, 1);
        CAPTURE(columns);
        CHECK(m.missing() == 0);
        CHECK(testing::proven(m.identity("norm_falls")));
        // Seed fixed: of 64 random data sets some have a weight that grows, most have none.
        const auto every = m.identity("every_weight_falls");
        CHECK(every.violations > 0);
        CHECK(every.violations < every.trials);
    }
}

TEST_CASE("one data point suffices for the norm to fall") {
    const testing::Measured m(ridge_norm(), {{"rows", testing::whole(1)}, {"columns", testing::whole(3)}}, 1);
    CHECK(testing::proven(m.identity("norm_falls")));
    // With one row x the weights are x y / (|x|^2 + lambda): each falls.
    CHECK(m.always("every_weight_falls"));
}

}  // namespace
}  // namespace assay::experiments
