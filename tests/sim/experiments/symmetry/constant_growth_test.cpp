#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment constant_growth();

namespace {

using testing::disproven;
using testing::proven;
using testing::whole;

testing::Measured measured(std::int64_t width, std::int64_t layers, std::int64_t bias,
                           std::int64_t inputs = 3) {
    return {constant_growth(),
            {{"width", width}, {"hidden_layers", layers}, {"bias", bias}, {"inputs", inputs}},
            8};
}

TEST_CASE("signals grow by the width in each layer") {
    const std::int64_t width = GENERATE(1, 3, 8), layers = GENERATE(2, 7, 64);
    CAPTURE(width, layers);
    const auto m = measured(width, layers, 0);
    CHECK(proven(m.same("last hidden layer", "m h")));
    CHECK(proven(m.same("last hidden layer", "m^(l-1) sum x")));
    CHECK(disproven(m.same("last hidden layer", "m h / 2")));
    if (width > 1) CHECK(disproven(m.same("last hidden layer", "m^l sum x")));
}

TEST_CASE("a bias adds to it") {
    const auto m = measured(4, 5, 1);
    CHECK(proven(m.same("last hidden layer", "m h + b")));
    CHECK(disproven(m.same("last hidden layer", "m h")));
    CHECK(disproven(m.same("last hidden layer", "m^(l-1) sum x")));
}

TEST_CASE("a single input is enough") {
    CHECK(proven(measured(2, 3, 0, 1).same("last hidden layer", "m^(l-1) sum x")));
}

}  // namespace
}  // namespace assay::experiments
