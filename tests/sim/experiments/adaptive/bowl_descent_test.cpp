#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment bowl_descent();

namespace {

constexpr std::size_t at_2 = 1, at_10 = 4;

testing::Measured measured(const engine::Parameters& changes) {
    return {bowl_descent(), changes, 1};
}

TEST_CASE("gradient descent contracts") {
    const auto m = measured({{"rule", "gradient-descent"}, {"curvature", 2.0}, {"start", 3.0}});
    CHECK(m.number("position", 1e-9, at_10).value == Approx(3 * std::pow(0.8, 10)));
    CHECK(m.number("progress", 1e-9, at_10).value == Approx(1 - std::pow(0.8, 10)));
    CHECK(m.number("amplitude", 1e-9).value == Approx(0).margin(1e-12));
}

TEST_CASE("AdaGrad takes the same path for every curvature") {
    for (const double curvature : {1.0, 100.0}) {
        const auto m = measured({{"curvature", curvature}, {"epsilon", 0.0}});
        const double second = 0.9 - 0.1 * 0.9 / std::sqrt(1 + 0.81);
        CHECK(m.number("position", 1e-9, at_2).value == Approx(second));
    }
}

TEST_CASE("steps of one size end in a cycle") {
    const auto m = measured({{"rule", "normalised"}, {"start", 0.37}});
    CHECK(m.number("amplitude", 1e-9).value == Approx(0.07));
    CHECK(m.number("swing", 1e-9).value == Approx(0.1));
    const auto r = measured({{"rule", "rmsprop"},
                             {"learning_rate", 1e-3},
                             {"epsilon", 1e-6},
                             {"place", "inside-root"},
                             {"curvature", 10.0}});
    CHECK(r.number("amplitude", 1e-9).value == Approx(std::sqrt(2.5e-7 - 1e-8)));
}

TEST_CASE("what diverges is missing") {
    const auto m = measured({{"rule", "gradient-descent"}, {"curvature", 100.0}, {"learning_rate", 1.0}});
    CHECK(m.missing() == 1);
    CHECK(std::isnan(m.number("amplitude", 1e-9).value));
}

}  // namespace
}  // namespace assay::experiments
