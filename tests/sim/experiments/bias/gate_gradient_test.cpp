#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment gate_gradient();

namespace {

using testing::disproven;
using testing::proven;

testing::Measured measured(const char* gate) {
    return {gate_gradient(), {{"gate", gate}}, 1};
}

TEST_CASE("what holds behind any gate") {
    const auto* gate = GENERATE("any", "half-open", "closed");
    CAPTURE(gate);
    const auto m = measured(gate);
    CHECK(proven(m.same("d(u h)/du", "h")));
    CHECK(proven(m.same("dL/du", "h dL/d(u h)")));
    CHECK(proven(m.same("d2L/du2", "h^2")));
    CHECK(proven(m.same("error after a step", "(1 - eta h^2) error")));
}

TEST_CASE("what holds behind some gates only") {
    CHECK(disproven(measured("any").same("dL/du", "h^2 dL/d(u h)")));
    CHECK(disproven(measured("any").same("d(u h)/du", "h^2")));
    CHECK(disproven(measured("any").same("error after a step", "(1 - eta h) error")));
    CHECK(proven(measured("half-open").same("dL/du", "dL/d(u h) / 2")));
    CHECK(proven(measured("half-open").same("d2L/du2", "1/4")));
    CHECK(proven(measured("half-open").same("h", "1/2")));
    CHECK(disproven(measured("half-open").same("dL/du", "0")));
    CHECK(disproven(measured("half-open").same("error after a step", "error")));
    CHECK(proven(measured("closed").same("dL/du", "0")));
    CHECK(proven(measured("closed").same("error after a step", "error")));
}

}  // namespace
}  // namespace assay::experiments
