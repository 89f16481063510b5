#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment weight_decay();

namespace {

using testing::disproven;
using testing::proven;

testing::Measured measured(double eta_lambda, std::int64_t steps = 5) {
    return {weight_decay(), {{"eta_lambda", eta_lambda}, {"steps", steps}}, 1};
}

TEST_CASE("weights are multiplied by 1 - 2 eta lambda in each step") {
    for (const double eta_lambda : {1e-9, 0.3, 1.0, 10.0})
        for (const std::int64_t steps : {1, 8}) {
            const auto m = measured(eta_lambda, steps);
            CAPTURE(eta_lambda, steps);
            CHECK(proven(m.same("weights after the steps", "(1 - 2 eta lambda)^steps start")));
            CHECK(disproven(m.same("weights after the steps", "(1 - eta lambda)^steps start")));
        }
}

TEST_CASE("they decay below 1, keep their signs below 1/2 and alternate above") {
    for (const double eta_lambda : {0.001, 0.4999, 0.5001, 0.9999, 1.0001, 10.0}) {
        const auto m = measured(eta_lambda);
        CAPTURE(eta_lambda);
        CHECK(proven(m.identity("decays")) == (eta_lambda < 1));
        CHECK(disproven(m.identity("decays")) == (eta_lambda > 1));
        CHECK(proven(m.identity("keeps_signs")) == (eta_lambda < 0.5));
        CHECK(proven(m.identity("alternates")) == (eta_lambda > 0.5));
    }
}

TEST_CASE("at 0 nothing decays, at 1/2 all is gone after a step, at 1 weights only change sign") {
    CHECK(disproven(measured(0).identity("decays")));
    CHECK(proven(measured(0).identity("keeps_signs")));
    CHECK(proven(measured(0.5, 1).identity("decays")));
    CHECK(disproven(measured(0.5, 1).identity("keeps_signs")));
    CHECK(disproven(measured(0.5, 1).identity("alternates")));
    CHECK(disproven(measured(1).identity("decays")));
    CHECK(proven(measured(1).identity("alternates")));
}

}  // namespace
}  // namespace assay::experiments
