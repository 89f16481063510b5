#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment printed_derivative();

namespace {

TEST_CASE("the slope is the slope, and the loss over the weight is not") {
    const testing::Measured m(printed_derivative(), {}, 1);
    CHECK(testing::proven(m.same("dL/dw", "change of the loss over change of the weight, centred")));
    CHECK(testing::proven(m.same("dL/dw", "dL/dw of the loss plus 1")));
    CHECK(testing::disproven(m.same("dL/dw", "L/w")));
    CHECK(testing::disproven(m.same("L/w", "L/w of the loss plus 1")));
}

}  // namespace
}  // namespace assay::experiments
