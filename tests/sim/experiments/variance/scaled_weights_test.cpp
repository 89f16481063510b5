// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment scaled_weights();

namespace {

using testing::Measured;
using testing::whole;

TEST_CASE("without biases a factor on the weights is a power of it on the outputs") {
    for (const std::int64_t layers : {1, 4}) {
        for (const auto* activation : {"relu", "identity"}) {
            CAPTURE(layers, activation);
            const Measured m(scaled_weights(), {{"layers", whole(layers)}, {"activation", activation}}, 2);
            const auto right = m.same("|output|^2 of c W", "c^(2L) |output|^2");
            CHECK(right.trials + m.missing() == 128);
            CHECK(right.trials > 64);
            CHECK(right.violations == 0);
            // Wrong but for c = 1.
            const auto wrong = m.same("|output|^2 of c W", "c^L |output|^2");
            CHECK(wrong.violations > wrong.trials / 2);
        }
    }
}

TEST_CASE("biases that stay spoil it") {
    const Measured m(scaled_weights(), {{"biases", "random"}}, 1);
    CHECK(m.same("|output|^2 of c W", "c^(2L) |output|^2").violations > 40);
}

}  // namespace
}  // namespace assay::experiments
