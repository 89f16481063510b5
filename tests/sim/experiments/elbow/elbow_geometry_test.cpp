#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment elbow_geometry();

namespace {

using testing::disproven;
using testing::proven;

TEST_CASE("the corner, its slopes and its sides") {
    const testing::Measured m(elbow_geometry(), {}, 1);
    CHECK(proven(m.same("corner", "-b/w")));
    CHECK(disproven(m.same("corner", "b/w")));
    CHECK(disproven(m.same("corner", "0")));
    CHECK(proven(m.same("second difference at -b/w", "|w| h")));
    CHECK(disproven(m.same("second difference at -b/w", "0")));
    CHECK(proven(m.same("second difference beside -b/w", "0")));
    CHECK(proven(m.same("active slope", "w")));
    CHECK(disproven(m.same("active slope", "|w|")));
    CHECK(proven(m.same("inactive slope", "0")));
    CHECK(proven(m.same("jump of the slope", "|w|")));
    CHECK(disproven(m.same("jump of the slope", "w")));
    CHECK(proven(m.same("active side", "sign(w)")));
    CHECK(disproven(m.same("active side", "1")));
}

TEST_CASE("motion of the corner with weight and bias") {
    const testing::Measured m(elbow_geometry(), {}, 1);
    CHECK(proven(m.same("dc/db", "-1/w")));
    CHECK(disproven(m.same("dc/db", "1/w")));
    CHECK(proven(m.same("dc/dw", "b/w^2")));
    CHECK(disproven(m.same("dc/dw", "-b/w^2")));
    CHECK(proven(m.same("corner of (w + d, 0)", "corner of (w, 0)")));
    CHECK(disproven(m.same("corner of (w + d, b)", "corner")));
}

TEST_CASE("scaling of weight and bias together") {
    const testing::Measured m(elbow_geometry(), {}, 1);
    CHECK(proven(m.same("corner of (k w, k b)", "corner")));
    CHECK(disproven(m.same("corner of (k w, k b)", "k corner")));
    CHECK(proven(m.same("active slope of (k w, k b)", "k w")));
    CHECK(proven(m.same("corner of (-k w, -k b)", "corner")));
    CHECK(proven(m.same("active side of (-k w, -k b)", "-sign(w)")));
    CHECK(disproven(m.same("active side of (-k w, -k b)", "active side")));
}

TEST_CASE("a unit without weight has no corner") {
    const testing::Measured m(elbow_geometry(), {}, 1);
    CHECK(disproven(m.identity("corner_exists")));
    CHECK(proven(m.identity("corner_iff_weight")));
    CHECK(proven(m.identity("constant_without_weight")));
    CHECK(disproven(m.identity("corner_at_0_without_weight")));
}

}  // namespace
}  // namespace assay::experiments
