// Seeds are fixed: what is checked holds for every network but a share far below one in the number tried.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment symmetry_escape();

namespace {

using testing::whole;

testing::Measured measured(double residual, std::int64_t steps = 100, double perturbation = 1e-10) {
    return {symmetry_escape(), {{"residual", residual}, {"steps", steps}, {"perturbation", perturbation}}, 4};
}

TEST_CASE("units part at the rate of the negative curvature, at any small distance") {
    for (const double perturbation : {1e-11, 1e-10, 1e-9}) {
        CAPTURE(perturbation);
        const auto m = measured(1, 100, perturbation);
        CHECK(m.always("rate_of_descent"));
        CHECK(m.never("rate_of_flow"));
        CHECK(m.always("grows"));
        CHECK(m.never("stays"));
    }
    // ln(1 + 0.05) is 2.4 % below 0.05.
    CHECK(measured(0.5).always("rate_of_descent"));
    CHECK(measured(0.5).never("rate_of_flow"));
}

TEST_CASE("without negative curvature they stay") {
    CHECK(measured(0).always("stays"));
    CHECK(measured(0).never("grows"));
}

TEST_CASE("few steps part them little") {
    CHECK(measured(1, 5).always("stays"));
    CHECK(measured(1, 50).never("grows"));
}

}  // namespace
}  // namespace assay::experiments
