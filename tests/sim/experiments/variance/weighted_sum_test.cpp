// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment weighted_sum();

namespace {

using testing::disproven;
using testing::proven;
using testing::whole;

TEST_CASE("identities of sums hold for every number of terms") {
    for (const std::int64_t inputs : {1, 2, 4}) {
        CAPTURE(inputs);
        const testing::Measured m(weighted_sum(), {{"inputs", whole(inputs)}}, 1);
        CHECK(proven(m.same("Var of d independent", "d k")));
        CHECK(proven(m.same("Var of d copies", "d^2 k")));
        CHECK(proven(m.same("E s", "0")));
        CHECK(proven(m.same("E s, weights of mean mu", "mu sum of x")));
        CHECK(proven(m.same("E s^2", "sum of E w^2 x^2")));
        CHECK(proven(m.same("E s^2 at variance 1/d", "mean of x^2")));
        CHECK(proven(m.same("sum of variances, k = 1/d", "1")));
        CHECK(proven(m.same("sum of variances, any k", "d p")));
    }
    const testing::Measured m(weighted_sum(), {}, 1);
    CHECK(proven(m.same("Var of 3 uncorrelated", "3 k")));
    CHECK(proven(m.same("E relu(s)^2, s symmetric", "Var(s)/2, s symmetric")));
}

TEST_CASE("their wrong twins fail on every instance") {
    const testing::Measured m(weighted_sum(), {{"inputs", whole(2)}}, 1);
    CHECK(disproven(m.same("Var of d copies", "d k")));
    CHECK(disproven(m.same("Var of 3 uncorrelated", "9 k")));
    CHECK(disproven(m.same("E s^2, weights of mean mu", "sum of E w^2 x^2, weights of mean mu")));
    CHECK(disproven(m.same("E s^2 at variance 1/(d+1)", "mean of x^2")));
    CHECK(disproven(m.same("mean square deviation of x", "mean of x^2")));
    CHECK(disproven(m.same("sum of variances, any k", "1")));
    CHECK(disproven(m.same("E relu(s)^2, s skewed", "Var(s)/2, s skewed")));
}

}  // namespace
}  // namespace assay::experiments
