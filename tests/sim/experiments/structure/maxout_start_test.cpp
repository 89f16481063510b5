// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment maxout_start();

namespace {

using testing::whole;

double worse(const engine::Parameters& changes) {
    const testing::Measured m(maxout_start(), changes, 16);  // 64 units
    CHECK(m.missing() == 0);
    return m.number("sparse_is_worse", 1e-9).value;
}

TEST_CASE("a linear unit that learns to the end forgets where it started") {
    // The rest of either error is rounding, or the step was too large for both; no start is preferred.
    const double share = worse({{"filters", whole(1)}, {"steps", whole(0)}});
    CHECK(share > 0.2);
    CHECK(share < 0.8);
}

TEST_CASE("more steps, other filters and other points are other outcomes") {
    const double usual = worse({});
    CHECK(usual > 0);
    CHECK(usual < 1);
    CHECK(worse({{"learning_rate", 1.0}, {"steps", whole(1000)}, {"points", whole(1)}}) <= 1);
}

}  // namespace
}  // namespace assay::experiments
