#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment two_layer_descent();

namespace {

TEST_CASE("the time is that of the flow for small steps") {
    // du/dt = 2 u (1 - u) for u = b a: ln(u/(1-u)) grows by 2 a unit of time.
    for (const double half : {0.5, 0.9}) {
        const testing::Measured m(two_layer_descent(), {{"learning_rate", 1e-4}, {"half", half}}, 1);
        for (const std::size_t i : {0U, 1U, 2U, 3U}) {
            const double u = std::pow(10.0, -8.0 + 2.0 * double(i));
            const double time = (std::log(half / (1 - half)) - std::log(u / (1 - u))) / 2;
            CHECK(m.number("steps", 1e-9, i).value == Approx(time / 1e-4).epsilon(1e-3));
        }
    }
    CHECK(testing::Measured(two_layer_descent(), {{"half", 0.05}}, 1).number("steps", 1e-9, 3).value <
          testing::Measured(two_layer_descent(), {{"half", 0.95}}, 1).number("steps", 1e-9, 3).value);
}

}  // namespace
}  // namespace assay::experiments
