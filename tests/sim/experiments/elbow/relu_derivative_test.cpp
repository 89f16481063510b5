#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment relu_derivative();

namespace {

using testing::disproven;
using testing::proven;

TEST_CASE("beside the corner all ways to differentiate agree") {
    const testing::Measured m(relu_derivative(), {}, 1);
    for (const std::string x : {"x", "w", "b"}) {
        CHECK(proven(m.same("backpropagated d/d" + x, "dual d/d" + x)));
        CHECK(proven(m.same("backpropagated d/d" + x, "central difference in " + x)));
    }
    CHECK(disproven(m.same("backpropagated d/dx", "backpropagated d/dw")));
    CHECK(disproven(m.same("backpropagated d/dx", "w")));  // off the unit it is 0
    CHECK(disproven(m.same("backpropagated d/dx", "0")));
}

TEST_CASE("at the corner the one-sided derivatives differ by |w|") {
    const testing::Measured m(relu_derivative(), {}, 1);
    CHECK(disproven(m.same("right derivative at the corner", "left derivative at the corner")));
    CHECK(proven(m.same("right minus left derivative at the corner", "|w|")));
    CHECK(disproven(m.same("right minus left derivative at the corner", "w")));
    CHECK(proven(m.same("backpropagated d/dx at the corner", "0")));
    CHECK(disproven(m.same("backpropagated d/dx at the corner", "central difference in x at the corner")));
}

}  // namespace
}  // namespace assay::experiments
