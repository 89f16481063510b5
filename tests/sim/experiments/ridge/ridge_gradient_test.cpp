#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment ridge_gradient();

namespace {

using testing::disproven;
using testing::proven;

TEST_CASE("gradients and updates agree in either arithmetic") {
    const auto arithmetic = GENERATE(as<std::string>(), "rational", "modular");
    for (const std::int64_t columns : {1, 3, 5}) {
        const testing::Measured m(ridge_gradient(), {{"columns", columns}, {"arithmetic", arithmetic}}, 1);
        CAPTURE(arithmetic, columns);
        CHECK(m.missing() == 0);
        CHECK(proven(m.same("gradient of the penalized loss", "-2 X'(y - X w) + 2 lambda w")));
        CHECK(proven(
            m.same("gradient of the penalized loss", "gradient of the loss + gradient of the penalty")));
        CHECK(proven(m.same("eta 2 X'(y - X w)", "-eta gradient")));
        CHECK(proven(m.same("w + eta 2 X'(y - X w)", "w - eta gradient")));
        CHECK(proven(m.same("eta (2 X'(y - X w) - 2 lambda w)", "-eta ridge gradient")));
        CHECK(proven(m.same("w - eta ridge gradient", "(1 - 2 eta lambda) w + eta 2 X'(y - X w)")));
        CHECK(proven(m.same("update of ridge", "ridge")));
        CHECK(proven(m.same("update of ridge with lambda/2 with half the decay", "ridge with lambda/2")));
        CHECK(proven(m.same("two steps with momentum from ridge", "ridge")));

        CHECK(disproven(m.same("gradient of the penalized loss", "gradient of the loss + lambda w")));
        CHECK(disproven(m.same("eta 2 X'(y - X w)", "eta gradient")));
        CHECK(disproven(m.same("w + eta X'(y - X w)", "w - eta gradient")));
        CHECK(disproven(m.same("eta (2 X'(y - X w) - 2 lambda w)", "eta ridge gradient")));
        CHECK(disproven(m.same("w - eta ridge gradient", "(1 - eta lambda) w + eta 2 X'(y - X w)")));
        CHECK(disproven(m.same("update of ridge with half the decay", "ridge")));
        CHECK(disproven(m.same("two steps with momentum from ridge with lambda/2", "ridge with lambda/2")));
    }
}

}  // namespace
}  // namespace assay::experiments
