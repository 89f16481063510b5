// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment gradient_sequence();
}

using namespace assay;
using namespace assay::testing;

namespace {

Measured sequence(std::int64_t steps) {
    return {experiments::gradient_sequence(), {{"steps", whole(steps)}}, 1};
}

}  // namespace

TEST_CASE("the velocity is a decaying sum of gradients, not an average") {
    for (const std::int64_t steps : {1, 3, 12}) {
        const Measured m = sequence(steps);
        CHECK(proven(m.same("v_t", "-e sum a^j g_{t-j}")));
        CHECK(disproven(m.same("v_t", "-e sum a^(j+1) g_{t-j}")));
        CHECK(proven(m.same("v_t under constant g", "-e g (1-a^t)/(1-a)")));
        CHECK(disproven(m.same("v_t under constant g", "-e g (1-a^(t+1))/(1-a)")));
        CHECK(disproven(m.same("v_t under constant g", "-g")));
        CHECK(proven(m.same("(1-a) v_t/e under constant g", "-(1-a^t) g")));
        CHECK(proven(m.same("v_t under alternating g", "-e g (1-(-a)^t)/(1+a)")));
        CHECK(disproven(m.same("v_t under alternating g", "-e g (1-a)")));
        CHECK(proven(m.same("distance under constant g", "-e g (t/(1-a) - a(1-a^t)/(1-a)^2)")));
    }
    // The first step is one of gradient descent.
    CHECK(proven(sequence(1).same("v_t under constant g", "-e g")));
    CHECK(proven(sequence(1).same("distance under constant g", "-e g t")));
    CHECK(disproven(sequence(2).same("distance under constant g", "-e g t")));
    CHECK(proven(sequence(2).same("v_t under alternating g", "-e g (1-a)")));
}

TEST_CASE("the filtered step is no faster than gradient descent, and remembers with the weight b") {
    for (const std::int64_t steps : {1, 4}) {
        const Measured m = sequence(steps);
        CHECK(proven(m.same("filtered step under constant g", "-eta g (1-(1-b)^t)")));
        CHECK(disproven(m.same("filtered step under constant g", "-eta g (1-(1-b)^(t+1))")));
        CHECK(disproven(m.same("filtered step under constant g", "-eta g (1-(1-b)^t)/b")));
        CHECK(proven(m.same("change of the step by 1 in g_1", "-eta b (1-b)^(t-1)")));
        CHECK(disproven(m.same("change of the step by 1 in g_1", "-eta (1-b)^(t-1)")));
        CHECK(disproven(m.same("change of the step by 1 in g_1", "0")));
    }
}

TEST_CASE("the learning rate does not turn the velocity, unless it starts with one") {
    const Measured m = sequence(4);
    CHECK(proven(m.same("cross product at e and 2 e", "0")));
    CHECK(disproven(m.same("cross product at e and 2 e with v_0", "0")));
    CHECK(proven(m.same("share of the past at e", "share of the past at 2 e")));
    CHECK(disproven(m.same("share of the past at 2 e", "half the share of the past at e")));
    // Without a past the share is 0.
    CHECK(proven(sequence(1).same("share of the past at e", "0")));
}
