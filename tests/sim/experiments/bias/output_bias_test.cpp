// The seed is fixed, and the intervals' level is 1e-10.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment output_bias();

namespace {

testing::Measured measured(engine::Parameters changes, std::uint64_t blocks = 1) {
    return {output_bias(), changes, blocks};
}

TEST_CASE("without weights the inverse gives the mean") {
    const auto* f = GENERATE("identity", "relu", "leaky-relu", "tanh", "sigmoid");
    for (const double mean : {1e-9, 0.25, 0.999}) {
        CAPTURE(f, mean);
        const auto m = measured({{"activation", f}, {"target_mean", mean}});
        CHECK(m.number("output_without_weights", 0.01).value == Approx(mean).epsilon(1e-13));
        CHECK(m.missing() == 0);
    }
}

TEST_CASE("and for negative means where f is negative somewhere") {
    for (const auto* f : {"identity", "leaky-relu", "tanh"}) {
        CAPTURE(f);
        CHECK(measured({{"activation", f}, {"target_mean", -0.5}})
                  .number("output_without_weights", 0.01)
                  .value == Approx(-0.5).epsilon(1e-13));
    }
}

TEST_CASE("where there is no inverse all is missing") {
    for (const auto& [f, mean] :
         {std::pair{"sigmoid", 0.0}, {"sigmoid", 1.0}, {"tanh", -1.0}, {"relu", 0.0}}) {
        const auto m = measured({{"activation", f}, {"target_mean", mean}});
        CHECK(m.missing() == 1U << 14U);
        CHECK(std::isnan(m.number("output_without_weights", 0.01).value));
    }
    // The mean itself is always there.
    CHECK(measured({{"target_mean", 0.0}, {"start", "mean"}}).number("output_without_weights", 0.01).value ==
          0.5);
}

TEST_CASE("weights move the mean output") {
    // E sigmoid(ln 9 + z) = 0.8661303425 for standard normal z, by SciPy 1.10 integrate.quad.
    const auto one = measured({{"variance", 1.0}}, 16).number("output_mean", 1e-10);
    CHECK(one.lower <= 0.8661304);
    CHECK(one.upper >= 0.8661303);
    CHECK(one.upper - one.lower < 0.005);
    const auto linear =
        measured({{"activation", "identity"}, {"variance", 4.0}}, 16).number("output_mean", 1e-10);
    CHECK(linear.lower <= 0.9);
    CHECK(linear.upper >= 0.9);
}

TEST_CASE("the lowest output") {
    CHECK(measured({{"bound", 2.0}}).number("output_at_lowest", 0.01).value ==
          Approx(1 / (1 + std::exp(2.0))).epsilon(1e-14));
    CHECK(measured({{"bound", 700.0}}).number("output_at_lowest", 0.01).value > 0);
    CHECK(measured({{"bound", 5.0}, {"activation", "relu"}}).number("output_at_lowest", 0.01).value == 0);
    CHECK(measured({{"bound", 5.0}, {"activation", "identity"}}).number("output_at_lowest", 0.01).value ==
          -5);
}

}  // namespace
}  // namespace assay::experiments
