#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment first_step();

namespace {

testing::Measured measured(const char* rule, const char* place, double epsilon) {
    return {first_step(), {{"rule", rule}, {"place", place}, {"epsilon", epsilon}}, 1};
}

TEST_CASE("first steps by the size of the gradient") {
    for (std::size_t i = 0; i < 11; ++i) {
        const double g = std::pow(10.0, double(i) - 8);
        CAPTURE(g);
        CHECK(measured("gradient-descent", "inside-root", 0).number("step", 1e-9, i).value ==
              Approx(0.1 * g));
        CHECK(measured("adagrad", "inside-root", 1e-8).number("step", 1e-9, i).value ==
              Approx(0.1 * g / std::sqrt(g * g + 1e-8)));
        CHECK(measured("adagrad", "outside-root", 1e-8).number("step", 1e-9, i).value ==
              Approx(0.1 * g / (g + 1e-8)));
        CHECK(measured("rmsprop", "inside-root", 1e-8).number("rate", 1e-9, i).value ==
              Approx(0.1 / std::sqrt(0.1 * g * g + 1e-8)));
        CHECK(measured("adam", "outside-root", 0).number("step", 1e-9, i).value == Approx(0.1));
    }
}

TEST_CASE("the interval is that of rounding") {
    const auto e = measured("adagrad", "outside-root", 0).number("step", 1e-9, 3);
    CHECK(e.lower < 0.1);
    CHECK(e.upper > 0.1);
    CHECK(e.upper - e.lower < 1e-14);
    CHECK(measured("adagrad", "outside-root", 0).missing() == 0);
}

}  // namespace
}  // namespace assay::experiments
