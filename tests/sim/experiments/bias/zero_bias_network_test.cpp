#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment zero_bias_network();

namespace {

using testing::disproven;
using testing::proven;
using testing::whole;

TEST_CASE("networks without biases are linear along rays, others are not") {
    const std::int64_t inputs = GENERATE(1, 2, 8), layers = GENERATE(1, 2);
    CAPTURE(inputs, layers);
    const testing::Measured m(zero_bias_network(),
                              {{"inputs", whole(inputs)}, {"hidden_layers", whole(layers)}}, 1);
    CHECK(proven(m.same("f(k x)", "k f(x)")));
    CHECK(proven(m.same("second differences beside 0", "0 on both sides")));
    CHECK(proven(m.same("corners of the units", "0 for each unit")));
    CHECK(disproven(m.same("f(k x)", "f(x)")));
    CHECK(disproven(m.same("f(k x), with biases", "k f(x), with biases")));
    CHECK(disproven(m.same("corners of the units, with biases", "0 for each unit")));
    CHECK(disproven(m.same("second differences beside 0, with biases", "0 on both sides")));
    CHECK(m.missing() == 0);
}

}  // namespace
}  // namespace assay::experiments
