// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment overflow_layer();

namespace {

using testing::Measured;
using testing::whole;

TEST_CASE("larger weights overflow earlier, in either direction") {
    // Weights of standard deviation 1e3 and width 8: a layer multiplies by 2e3, and 2e3^12 = 4e39.
    const Measured large(overflow_layer(), {{"width", whole(8)}, {"depth", whole(16)}, {"weight_sd", 1e3}},
                         1);
    CHECK(large.missing() == 0);
    for (const auto* quantity : {"forward_overflow", "backward_overflow"}) {
        const auto layer = large.number(quantity, 1e-6);
        CHECK(layer.lower >= 11);
        CHECK(layer.upper <= 13);
    }
    const Measured larger(
        overflow_layer(),
        {{"width", whole(8)}, {"depth", whole(16)}, {"weight_sd", 1e3}, {"precision", "binary64"}}, 1);
    CHECK(larger.number("forward_overflow", 1e-6).lower == 17);  // none
    CHECK(larger.number("backward_overflow", 1e-6).lower == 17);
}

TEST_CASE("saturating units do not pass an explosion on") {
    const Measured m(overflow_layer(),
                     {{"width", whole(8)}, {"depth", whole(16)}, {"weight_sd", 1e3}, {"activation", "tanh"}},
                     1);
    CHECK(m.number("forward_overflow", 1e-6).lower == 17);
}

}  // namespace
}  // namespace assay::experiments
