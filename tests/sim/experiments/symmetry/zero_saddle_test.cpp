#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment zero_saddle();

namespace {

using testing::disproven;
using testing::proven;
using testing::whole;

testing::Measured measured(std::int64_t layers, std::int64_t width) {
    return {zero_saddle(), {{"layers", layers}, {"width", width}}, 1};
}

TEST_CASE("two layers: no gradient, and curvature of both signs") {
    const std::int64_t width = GENERATE(1, 2, 4);
    CAPTURE(width);
    const auto m = measured(2, width);
    CHECK(proven(m.same("gradient at 0", "0 for each weight")));
    CHECK(proven(m.same("curvature along (V1, V2)", "minus the curvature along (-V1, V2)")));
    CHECK(proven(m.same("curvature along (V1, V2)", "-(2/n) sum y'V2 V1 x")));
    CHECK(disproven(m.same("curvature along (V1, V2)", "curvature along (-V1, V2)")));
    CHECK(disproven(m.same("Hessian at 0", "0 for each pair of weights")));
    CHECK(disproven(m.same("gradient along the direction", "0 for each weight")));
    CHECK(proven(m.same("Hessian of (w1 w2 ... - 1)^2/2", "[[0, -1], [-1, 0]]")));
    CHECK(disproven(m.same("Hessian of (w1 w2 ... - 1)^2/2", "[[0, 1], [1, 0]]")));
}

TEST_CASE("more layers: flat") {
    const std::int64_t layers = GENERATE(3, 4);
    CAPTURE(layers);
    const auto m = measured(layers, 2);
    CHECK(proven(m.same("gradient at 0", "0 for each weight")));
    CHECK(proven(m.same("Hessian at 0", "0 for each pair of weights")));
    CHECK(proven(m.same("Hessian of (w1 w2 ... - 1)^2/2", "zeros of the chain's Hessian")));
    CHECK(disproven(m.same("Hessian of (w1 w2 ... - 1)^2/2", "[[0, -1], [-1, 0]]")));
}

}  // namespace
}  // namespace assay::experiments
