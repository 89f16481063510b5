#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment diagonal_rates();

namespace {

testing::Measured measured(const char* rates, double degrees, double condition = 100) {
    return {
        diagonal_rates(), {{"rates", std::string(rates)}, {"degrees", degrees}, {"condition", condition}}, 1};
}

TEST_CASE("rates for each parameter cure a valley along the axes, not one at 45 degrees") {
    CHECK(measured("diagonal", 0).number("condition_number", 0.01).value == Approx(1));
    CHECK(measured("diagonal", 90).number("condition_number", 0.01).value == Approx(1));
    CHECK(measured("diagonal", 45).number("condition_number", 0.01).value == Approx(100));
    CHECK(measured("diagonal", 0).number("steps", 0.01).value == 1);
    CHECK(measured("diagonal", 45).number("steps", 0.01).value ==
          measured("single", 45).number("steps", 0.01).value);
}

// eigenvalues of D^-1/2 H D^-1/2 by NumPy
TEST_CASE("between the two they help a little") {
    CHECK(measured("diagonal", 30).number("condition_number", 0.01).value == Approx(75.49425395877768));
    CHECK(measured("single", 30).number("condition_number", 0.01).value == Approx(100));
    CHECK(measured("single", 30, 7).number("condition_number", 0.01).value == Approx(7));
}

}  // namespace
}  // namespace assay::experiments
