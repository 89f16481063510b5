// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment momentum_forms();
}

using namespace assay;
using namespace assay::testing;

TEST_CASE("three documents, one rule, under different names") {
    for (const std::int64_t steps : {1, 2, 4}) {
        const Measured m(experiments::momentum_forms(), {{"steps", whole(steps)}}, 1);
        CHECK(proven(m.same("filtered(eta, b)", "heavy ball(eta b, 1-b)")));
        CHECK(disproven(m.same("filtered(eta, b)", "heavy ball(eta, 1-b)")));
        CHECK(proven(m.same("averaged(eta, 1-b)", "filtered(eta, b)")));
        CHECK(disproven(m.same("averaged(eta, b)", "filtered(eta, b)")));
        CHECK(proven(m.same("heavy ball(eta, b)", "three terms(eta, b)")));
        CHECK(disproven(m.same("heavy ball(eta, b)", "three terms(eta, b) from rest")));
        CHECK(disproven(m.same("heavy ball(eta, b)", "gradient descent(eta)")));
        CHECK(proven(m.same("mass m(eta, b)", "heavy ball(eta/m, b)")));
        CHECK(disproven(m.same("mass m(eta, b)", "heavy ball(eta, b)")));
    }
    // From rest the first step is one of gradient descent.
    CHECK(proven(Measured(experiments::momentum_forms(), {{"steps", whole(1)}}, 1)
                     .same("three terms(eta, b) from rest", "gradient descent(eta)")));
}

TEST_CASE("earlier gradients reach the present one through the position alone") {
    const Measured m(experiments::momentum_forms(), {}, 1);
    CHECK(proven(m.same("change of g_1 by a change of a_0", "g(theta_1 + eta (1-b) change) - g(theta_1)")));
    CHECK(disproven(m.same("change of g_1 by a change of a_0", "0")));
    CHECK(disproven(m.same("change of g_1 by a change of a_0", "change of a_1 by a change of a_0")));
}
