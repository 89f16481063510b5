// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment filter_recursion();
}

using namespace assay;
using namespace assay::testing;

namespace {

Measured filter(std::int64_t steps) {
    return {experiments::filter_recursion(), {{"steps", whole(steps)}}, 1};
}

}  // namespace

TEST_CASE("the filter is a weighted sum of its start and its inputs") {
    for (const std::int64_t steps : {1, 4, 12}) {
        const Measured m = filter(steps);
        CHECK(proven(m.same("a_t", "(1-b)^t a_0 + b sum (1-b)^j u_{t-j}")));
        CHECK(disproven(m.same("a_t", "b sum (1-b)^j u_{t-j}")));
        CHECK(proven(m.same("total weight", "1-(1-b)^t")));
        CHECK(proven(m.same("total weight", "response to 1")));
        CHECK(disproven(m.same("total weight", "1-(1-b)^(t+1)")));
        CHECK(disproven(m.same("total weight", "1")));
        CHECK(proven(m.same("a_t for a_0 = u = c", "c")));
        CHECK(disproven(m.same("a_t for a_0 = u = c", "b c")));
    }
    // A single input is seen with its weight.
    CHECK(proven(filter(1).same("response to 1", "b")));
    CHECK(disproven(filter(2).same("response to 1", "b")));
}

TEST_CASE("the filter has one number for a state, the mean of a window has not") {
    for (const std::int64_t steps : {2, 5}) {
        const Measured m = filter(steps);
        CHECK(proven(m.same("a_2t", "a_2t after another past with the same a_t")));
        CHECK(disproven(m.same("window mean", "window mean after another past with the same mean")));
    }
    // A window of one value is such a state.
    CHECK(proven(filter(1).same("window mean", "window mean after another past with the same mean")));
}

TEST_CASE("a step of backward Euler is a step of the filter") {
    const Measured m = filter(3);
    CHECK(proven(m.same("backward Euler step", "filter with b = dt/(RC+dt)")));
    CHECK(disproven(m.same("backward Euler step", "filter with b = dt/RC")));
}
