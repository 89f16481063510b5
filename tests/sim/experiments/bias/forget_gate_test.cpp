#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment forget_gate();

namespace {

testing::Measured measured(double bias, double input) {
    return {forget_gate(), {{"bias", bias}, {"input", input}}, 1};
}

TEST_CASE("without inputs the cell decays by the gate") {
    for (const double bias : {-20.0, -1.0, 0.0, 1.0, 8.0}) {
        CAPTURE(bias);
        const double f = 1 / (1 + std::exp(-bias));
        const auto m = measured(bias, 0);
        CHECK(m.number("gate", 0.01).value == Approx(f).epsilon(1e-14));
        CHECK(m.number("kept", 0.01, 0).value == Approx(f).epsilon(1e-14));
        CHECK(m.number("kept", 0.01, 4).value == Approx(std::pow(f, 10)).epsilon(1e-12));
        CHECK(m.number("half_life", 0.01).value == Approx(-std::log(2) / std::log(f)).epsilon(1e-10));
    }
}

TEST_CASE("the bias is 1 unless told") {
    const testing::Measured m(forget_gate(), {}, 1);
    CHECK(m.number("gate", 0.01).value == Approx(0.7310585786300049).epsilon(1e-14));
}

TEST_CASE("inputs open and close the gate in turn") {
    const auto sigmoid = [](double s) { return 1 / (1 + std::exp(-s)); };
    const auto m = measured(0.5, 2);
    CHECK(m.number("kept", 0.01, 0).value == Approx(sigmoid(2.5)).epsilon(1e-12));
    CHECK(m.number("kept", 0.01, 1).value == Approx(sigmoid(2.5) * sigmoid(-1.5)).epsilon(1e-12));
    const auto kept = m.number("kept", 0.01, 4);
    const double truth = std::pow(sigmoid(2.5) * sigmoid(-1.5), 5);
    CHECK(kept.lower <= truth);
    CHECK(kept.upper >= truth);
    // ln(kept) falls from 1 to 2 steps through ln(1/2).
    const double before = std::log(2 * sigmoid(2.5));
    CHECK(m.number("half_life", 0.01).value ==
          Approx(1 + before / (before - std::log(2 * sigmoid(2.5) * sigmoid(-1.5)))).epsilon(1e-10));
}

}  // namespace
}  // namespace assay::experiments
