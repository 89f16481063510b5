// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment equal_cost();

namespace {

using testing::disproven;
using testing::Measured;
using testing::proven;
using testing::whole;

TEST_CASE("a step in the null space costs nothing in training and its square in testing") {
    for (const auto* arithmetic : {"rational", "modular"}) {
        CAPTURE(arithmetic);
        const Measured m(equal_cost(), {{"arithmetic", arithmetic}}, 1);
        CHECK(m.missing() == 0);
        CHECK(proven(m.same("training loss of w0 + N", "0")));
        CHECK(proven(m.same("training loss of least norm", "0")));
        CHECK(disproven(m.same("training loss of 2 w0", "0")));
        CHECK(proven(m.same("rise of the test error", "|N|^2")));
        CHECK(disproven(m.same("rise of the test error", "2 |N|^2")));
        CHECK(disproven(m.same("test error of w0 + N", "test error of w0")));
        CHECK(proven(m.same("test error of w0 + N", "|w0 + N - truth|^2")));
    }
}

TEST_CASE("with as many data points as features there is nowhere to step") {
    const Measured m(equal_cost(), {{"data_points", whole(4)}}, 1);
    CHECK(proven(m.same("|N|^2", "0")));
    CHECK(proven(m.same("test error of w0", "0")));
}

}  // namespace
}  // namespace assay::experiments
