#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment adam_expectations();

namespace {

using testing::disproven;
using testing::proven;
using testing::whole;

TEST_CASE("expected moments, for every kind of beta") {
    const std::string betas = GENERATE("rational", "modular", "random");
    const testing::Measured m(adam_expectations(), {{"betas", betas}, {"steps", whole(12)}}, 1);
    CAPTURE(betas);
    CHECK(proven(m.same("E m_t", "(1 - beta1^t) E g")));
    CHECK(disproven(m.same("E m_t", "(1 - beta1^(t + shift)) E g")));
    CHECK(disproven(m.same("E m_t", "E g")));
    CHECK(proven(m.same("E m_t / (1 - beta1^t)", "E g")));
    CHECK(proven(m.same("E v_t", "(1 - beta2^t) E g^2")));
    CHECK(disproven(m.same("E v_t", "(1 - beta2^(t + shift)) E g^2")));
    CHECK(disproven(m.same("E v_t", "(1 - beta2^t) Var g")));
    CHECK(proven(m.same("E v_t / (1 - beta2^t)", "Var g + (E g)^2")));
    CHECK(disproven(m.same("E v_t / (1 - beta2^t)", "Var g")));
    CHECK(proven(m.same("t - corrected m_t", "beta1/(1 - beta1) - t beta1^t/(1 - beta1^t)")));
    CHECK(disproven(m.same("t - corrected m_t", "beta1/(1 - beta1)")));
    CHECK(proven(m.same("corrected v_t, constant g", "g^2")));
    CHECK(disproven(m.same("corrected v_t, constant g", "0")));
    CHECK(proven(m.same("corrected v_t - (corrected m_t)^2, constant g", "0")));
}

TEST_CASE("expected moments of independent gradients, by all their sequences") {
    const testing::Measured m(adam_expectations(), {{"gradients", "independent"}, {"steps", whole(8)}}, 1);
    CHECK(proven(m.same("E m_t", "(1 - beta1^t) E g")));
    CHECK(proven(m.same("E v_t", "(1 - beta2^t) E g^2")));
    CHECK(disproven(m.same("E v_t", "(1 - beta2^t) Var g")));
    // No more than 8 steps are enumerated.
    const testing::Measured longer(adam_expectations(), {{"gradients", "independent"}, {"steps", whole(9)}},
                                   1);
    CHECK(longer.identity("first_differs").trials == m.identity("first_differs").trials);
}

TEST_CASE("other exponents are wrong at every step, the right one at none") {
    for (const std::int64_t shift : {-1, 1}) {
        const testing::Measured m(adam_expectations(),
                                  {{"betas", "modular"}, {"steps", whole(1000)}, {"shift", shift}}, 1);
        CAPTURE(shift);
        CHECK(m.identity("first_differs").trials == 3000);
        CHECK(m.always("first_differs"));
        CHECK(m.always("second_differs"));
        CHECK(m.identity("first_differs").proof == exact::Proof::exhaustive);
    }
    const testing::Measured right(adam_expectations(),
                                  {{"betas", "modular"}, {"steps", whole(10)}, {"shift", whole(0)}}, 1);
    CHECK(right.never("first_differs"));
    CHECK(right.never("second_differs"));
    CHECK(proven(right.same("E m_t", "(1 - beta1^(t + shift)) E g")));
    // Random betas exhaust nothing.
    const testing::Measured random(adam_expectations(), {{"steps", whole(1)}}, 1);
    CHECK(random.identity("first_differs").proof == exact::Proof::sampled);
}

}  // namespace
}  // namespace assay::experiments
