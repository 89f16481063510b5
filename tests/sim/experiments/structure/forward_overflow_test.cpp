// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment forward_overflow();

namespace {

using testing::whole;

testing::Measured measured(const char* numbers, double weight_sd, std::int64_t depth,
                           const char* activation = "relu") {
    return {forward_overflow(),
            {{"numbers", numbers},
             {"weight_sd", weight_sd},
             {"depth", whole(depth)},
             {"activation", activation},
             {"width", whole(64)}},
            8};
}

TEST_CASE("weights that are too large overflow where their growth says") {
    // The norm grows by the root of m/2 = 32 a layer: 10^38.5 after 51.2 layers, the spread is some 1.3.
    const auto m = measured("float", 1, 80);
    CHECK(m.always("overflows"));
    CHECK(m.number("first_layer", 1e-9).value == Approx(51).margin(4));
    CHECK(measured("float", 1, 40).never("overflows"));
    CHECK(measured("float", 1, 40).number("first_layer", 1e-9).value == 41);
    CHECK(measured("double", 1, 80).never("overflows"));
    // A linear network grows by the root of m = 64.
    CHECK(measured("float", 1, 80, "identity").number("first_layer", 1e-9).value == Approx(42.7).margin(4));
}

TEST_CASE("weights of the right size do not overflow, weights of 1000 do soon") {
    CHECK(measured("float", 0.17, 80).never("overflows"));
    CHECK(measured("double", 1000, 100).always("overflows"));
}

}  // namespace
}  // namespace assay::experiments
