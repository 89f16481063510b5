// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment adagrad_regret();

namespace {

using testing::whole;

TEST_CASE("the bound holds, and half of it does not") {
    for (const std::int64_t dimension : {1, 5}) {
        const testing::Measured m(adagrad_regret(), {{"dimension", dimension}}, 4);
        CHECK(m.always("bound"));
        const auto half = m.identity("half_bound");
        CHECK(half.violations > 0);
        CHECK(half.violations < half.trials / 2);
    }
}

TEST_CASE("a single loss comes nearest to the bound") {
    const testing::Measured one(adagrad_regret(), {{"longest", whole(1)}, {"dimension", whole(1)}}, 4);
    const testing::Measured many(adagrad_regret(), {{"longest", whole(1000)}, {"dimension", whole(1)}}, 4);
    CHECK(one.always("bound"));
    CHECK(one.identity("half_bound").violations > 2 * many.identity("half_bound").violations);
}

}  // namespace
}  // namespace assay::experiments
