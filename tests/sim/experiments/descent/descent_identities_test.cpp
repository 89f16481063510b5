#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment descent_identities();

namespace {

using testing::disproven;
using testing::proven;

TEST_CASE("steps of descent and of Newton's method, exactly") {
    const testing::Measured m(descent_identities(), {}, 1);
    CHECK(m.missing() == 0);
    const auto same = [&](const char* a, const char* b) { return m.same(a, b); };

    CHECK(proven(same("point after one step", "w - eta gradient")));
    CHECK(disproven(same("point after one step", "w + eta gradient")));
    CHECK(disproven(same("point after one step", "least squares")));

    CHECK(proven(same("errors after 3 steps", "(1 - 2 eta s^2)^3 errors")));
    CHECK(disproven(same("errors after 3 steps", "(1 - 2 eta s)^3 errors")));

    CHECK(proven(same("one step with rates 1/(2 s^2)", "least squares")));
    CHECK(disproven(same("one step with rates 3/(4 s^2)", "least squares")));
    CHECK(disproven(same("one step with rates 1/s", "least squares")));
    CHECK(disproven(same("one step with one rate 1/(2 s_1^2)", "least squares")));

    CHECK(proven(same("one step with rates 1/h", "0 for each parameter")));
    CHECK(disproven(same("one step with rates 3/(2 h)", "0 for each parameter")));
    CHECK(proven(same("Newton's point", "0 for each parameter")));
    CHECK(proven(same("Newton's point", "one step with rates 1/h")));
    CHECK(disproven(same("Newton's point", "gradient descent's point")));
    CHECK(disproven(same("Newton's point", "start")));

    CHECK(proven(same("unseen part after 3 steps", "unseen part of the start")));
    CHECK(disproven(same("unseen part after 3 steps", "0")));
}

}  // namespace
}  // namespace assay::experiments
