#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment saturated_units();

namespace {

using testing::whole;

stats::Estimate saturated(double weight_sd, std::int64_t inputs, double threshold = 0.99) {
    return testing::Measured(saturated_units(),
                             {{"weight_sd", weight_sd}, {"inputs", inputs}, {"threshold", threshold}}, 4)
        .number("saturated", 1e-12);
}

TEST_CASE("the probability is that of a normal pre-activation") {
    for (const std::int64_t inputs : {1, 4, 9})
        for (const double sd : {0.3, 1.0, 5.0}) {
            CAPTURE(inputs, sd);
            // 2 (1 - Phi(t)) = erfc(t / sqrt 2), at level 1e-12.
            const double t = std::atanh(0.99) / (sd * std::sqrt(double(inputs)));
            const auto e = saturated(sd, inputs);
            CHECK(e.lower <= std::erfc(t / std::sqrt(2.0)));
            CHECK(e.upper >= std::erfc(t / std::sqrt(2.0)));
            CHECK(e.upper - e.lower < 0.03);
        }
}

TEST_CASE("extremes of the parameters") {
    CHECK(saturated(0, 4).value == 0);
    CHECK(saturated(1, 4, 1).value == 0);
    CHECK(saturated(1e6, 4).value > 0.999);
    CHECK(saturated(1, 4, 0).value == 1);
}

}  // namespace
}  // namespace assay::experiments
