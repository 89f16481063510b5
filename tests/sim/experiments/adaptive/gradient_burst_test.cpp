#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment gradient_burst();

namespace {

using testing::whole;
constexpr std::size_t at_1 = 0, at_10 = 4, at_100 = 8, at_10000 = 16, at_100000 = 19;

testing::Measured measured(engine::Parameters changes) {
    changes.emplace("epsilon", 0.0);
    return {gradient_burst(), changes, 1};
}

TEST_CASE("AdaGrad's steps under a constant gradient are 1/sqrt(t)") {
    const auto m = measured({{"learning_rate", 1.0}, {"gradient", 7.0}});
    CHECK(m.number("step", 1e-9, at_100).value == Approx(0.1));
    CHECK(m.number("rate", 1e-9, at_100).value == Approx(0.1 / 7));
    // sum of t^(-1/2) up to 10: SciPy, zeta(1/2, 1) - zeta(1/2, 11).
    CHECK(m.number("distance", 1e-9, at_10).value == Approx(5.020997899));
    CHECK(m.number("distance", 1e-9, at_10000).value == Approx(198.54464545));
    CHECK(m.number("recovery", 1e-9).value == 1);
}

TEST_CASE("a burst stays in AdaGrad's sum") {
    const auto m = measured({{"learning_rate", 1.0}, {"burst_steps", whole(10)}});
    CHECK(m.number("rate", 1e-9, at_1).value == Approx(1 / std::sqrt(100001)));
    CHECK(m.number("rate", 1e-9, at_100000).value == Approx(1 / std::sqrt(200000)));
    CHECK(m.number("memory", 1e-9, at_1).value == Approx(1.00001));
    CHECK(m.number("recovery", 1e-9).value == 100001);
}

TEST_CASE("RMSProp forgets it") {
    const engine::Parameters burst = {{"rule", "rmsprop"}, {"burst_steps", whole(10)}};
    auto small = burst;
    small["gradient"] = 1e-9;
    CHECK(measured(burst).number("recovery", 1e-9).value == 84);
    CHECK(measured(small).number("memory", 1e-9, at_10).value == Approx(std::pow(0.9, 10)));
    CHECK(measured({{"rule", "rmsprop"}}).number("step", 1e-9, at_1).value == Approx(0.1 / std::sqrt(0.1)));
}

TEST_CASE("momentum adds up to 1/(1 - momentum) of a step") {
    for (const char* rule : {"rmsprop-nesterov", "rmsprop-momentum"})
        CHECK(measured({{"rule", rule}, {"momentum", 0.8}}).number("step", 1e-9, at_10000).value ==
              Approx(0.5));
}

TEST_CASE("without a burst there is nothing to remember") {
    CHECK(std::isnan(measured({}).number("memory", 1e-9, at_1).value));
}

}  // namespace
}  // namespace assay::experiments
