#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment printed_rmsprop();

namespace {

TEST_CASE("the corrected average is the mean square, the printed ones its power 2/3") {
    for (std::size_t i = 0; i < 4; ++i) {
        const double g = std::pow(10.0, double(i));
        const testing::Measured squares(printed_rmsprop(), {{"accumulator", "squares"}}, 1);
        CHECK(squares.number("average", 1e-9, i).value == Approx(g * g));
        CHECK(squares.number("step", 1e-9, i).value == Approx(1));
        for (const char* form : {"printed", "previous-root"}) {
            const testing::Measured m(printed_rmsprop(), {{"accumulator", form}}, 1);
            CHECK(m.number("average", 1e-9, i).value == Approx(std::pow(g, 4 / 3.0)));
            CHECK(m.number("step", 1e-9, i).value == Approx(std::cbrt(g)));
        }
    }
}

TEST_CASE("only squares take gradients of both signs") {
    CHECK(testing::Measured(printed_rmsprop(), {{"accumulator", "squares"}}, 1)
              .always("takes_negative_gradients"));
    for (const char* form : {"printed", "previous-root"})
        CHECK(testing::Measured(printed_rmsprop(), {{"accumulator", form}}, 1)
                  .never("takes_negative_gradients"));
}

}  // namespace
}  // namespace assay::experiments
