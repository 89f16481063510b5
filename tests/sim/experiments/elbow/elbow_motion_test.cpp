#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment elbow_motion();

namespace {

using std::int64_t;
using testing::disproven;
using testing::proven;

const engine::Parameters nothing_active = {{"active", int64_t{0}}};
const engine::Parameters leaky = {{"slope_below", 0.01}};

testing::Measured run(const engine::Parameters& changes = {}) {
    return {elbow_motion(), changes, 1};
}

TEST_CASE("the corner moves along the negative gradient to first order") {
    const auto m = run();
    CHECK(proven(m.same("dc/deta", "-((b/w^2) dL/dw - (1/w) dL/db)")));
    CHECK(disproven(m.same("dc/deta", "(b/w^2) dL/dw - (1/w) dL/db")));
    CHECK(disproven(m.same("corner after the step", "corner before the step")));
}

TEST_CASE("halving the step quarters the remainder, up to the change of the weight") {
    const auto m = run();
    CHECK(proven(m.same("remainder(eta) w(eta)", "4 remainder(eta/2) w(eta/2)")));
    CHECK(disproven(m.same("remainder(eta) w(eta)", "2 remainder(eta/2) w(eta/2)")));
}

TEST_CASE("without an active point nothing moves") {
    const auto m = run(nothing_active);
    CHECK(proven(m.same("corner after the step", "corner before the step")));
    CHECK(proven(m.same("dL/dw", "dL/dw of the active points")));
    CHECK(proven(m.same("dL/dw", "dL/db")));  // both 0
    const auto leaks = run({{"active", int64_t{0}}, {"slope_below", 0.01}});
    CHECK(disproven(leaks.same("corner after the step", "corner before the step")));
}

TEST_CASE("only active points push, unless the unit leaks") {
    const auto relu = run();
    const auto leaks = run(leaky);
    for (const std::string g : {"dL/dw", "dL/db"}) {
        CHECK(proven(relu.same(g, g + " of the active points")));
        CHECK(disproven(relu.same(g, g + " without one active point")));
        CHECK(disproven(leaks.same(g, g + " of the active points")));
    }
    CHECK(disproven(relu.same("dL/dw", "dL/db")));
}

TEST_CASE("the loss falls at the rate of the squared gradient") {
    for (const auto& parameters : {engine::Parameters{}, leaky}) {
        const auto m = run(parameters);
        CHECK(proven(m.same("dL/deta", "-|grad L|^2")));
        CHECK(disproven(m.same("dL/deta", "-|grad L|^2 / 2")));
    }
}

TEST_CASE("the largest data set and none at all") {
    const auto most = run({{"active", int64_t{8}}, {"inactive", int64_t{8}}, {"slope_below", 1.0}});
    CHECK(proven(most.same("dc/deta", "-((b/w^2) dL/dw - (1/w) dL/db)")));
    CHECK(proven(most.same("remainder(eta) w(eta)", "4 remainder(eta/2) w(eta/2)")));
    const auto none = run({{"active", int64_t{0}}, {"inactive", int64_t{0}}});
    CHECK(proven(none.same("corner after the step", "corner before the step")));
    CHECK(proven(none.same("dL/dw", "dL/dw without one active point")));
}

}  // namespace
}  // namespace assay::experiments
