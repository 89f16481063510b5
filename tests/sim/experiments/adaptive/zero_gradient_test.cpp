#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment zero_gradient();

namespace {

using testing::whole;

TEST_CASE("0/0 comes of a gradient of 0 without epsilon, and of nothing else") {
    for (const char* rule : {"adagrad", "rmsprop", "rmsprop-momentum", "rmsprop-nesterov", "adam"}) {
        CAPTURE(rule);
        const auto finite = [&](double epsilon, std::int64_t zeros, double size) {
            return testing::Measured(
                zero_gradient(),
                {{"rule", rule}, {"epsilon", epsilon}, {"zero_steps", zeros}, {"size", size}}, 1);
        };
        CHECK(finite(0, 1, 1).never("finite"));
        CHECK(finite(0, 0, 1).always("finite"));
        CHECK(finite(0, 0, 1e-100).always("finite"));
        CHECK(finite(1e-8, 5, 1).always("finite"));
        // Squares below the smallest number are 0.
        CHECK(finite(0, 0, 1e-300).never("finite"));
    }
    CHECK(testing::Measured(zero_gradient(), {{"rule", "normalised"}}, 1).never("finite"));
    CHECK(testing::Measured(zero_gradient(), {{"rule", "gradient-descent"}}, 1).always("finite"));
}

}  // namespace
}  // namespace assay::experiments
