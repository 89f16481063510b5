// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment bias_motion();

namespace {

using testing::whole;

testing::Measured measured(engine::Parameters changes, std::uint64_t blocks = 1) {
    changes.try_emplace("steps", whole(300));
    return {bias_motion(), changes, blocks};
}

TEST_CASE("live biases move at once, dead ones never") {
    const auto m = measured({{"inputs", "positive"}, {"bias_sd", 0.01}});
    CHECK(m.always("live_move_first"));
    CHECK(m.always("dead_stay"));
    CHECK(m.never("live_stay"));
    CHECK(m.missing() == 0);
}

TEST_CASE("biases that start at 0 have moved infinitely far; small steps move others little") {
    CHECK(measured({{"bias_sd", 0.0}}).number("moved", 0.01).missing == 16);
    CHECK(measured({{"bias_sd", 0.01}, {"learning_rate", 1e-6}}).number("moved", 0.01).value < 0.1);
    CHECK(measured({{"bias_sd", 0.01}, {"learning_rate", 0.1}}).number("moved", 0.01).value > 1);
}

TEST_CASE("kinks spread, and at the last step shown they have arrived") {
    const auto m = measured({}, 4);
    const auto at = [&](std::size_t i) { return m.number("spread", 0.01, i).value; };
    CHECK(at(0) < at(2));
    CHECK(at(2) < at(4));
    CHECK(at(5) == Approx(1).epsilon(1e-3));
}

TEST_CASE("wide biases, where half of the units are dead") {
    const auto m = measured({{"bias_sd", 100.0}, {"learning_rate", 1e-6}});
    CHECK(m.always("dead_stay"));
    CHECK(m.number("moved", 0.01).value < 1);
}

}  // namespace
}  // namespace assay::experiments
