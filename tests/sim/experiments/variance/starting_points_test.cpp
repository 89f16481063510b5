// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment starting_points();

namespace {

using testing::Measured;

TEST_CASE("two wells have two limits of one cost, a tilt makes it two costs") {
    const Measured level(starting_points(), {}, 1), tilted(starting_points(), {{"tilt", 0.3}}, 1);
    CHECK(level.always("side_of_start"));
    CHECK(level.always("slower_from_the_middle"));
    CHECK(level.never("one_limit"));
    CHECK(level.never("costs_differ"));
    CHECK(level.never("diverges"));
    CHECK(tilted.always("side_of_start"));
    CHECK(tilted.always("costs_differ"));
}

TEST_CASE("a parabola has one limit") {
    const Measured m(starting_points(), {{"cost", "quadratic"}, {"tilt", 0.3}, {"learning_rate", 0.1}}, 1);
    CHECK(m.always("one_limit"));
    CHECK(m.never("side_of_start"));
    CHECK(m.never("slower_from_the_middle"));
}

TEST_CASE("descent diverges where step times curvature is large") {
    // x^2 > 1 + 1/(2 eta) = 51 on the double well; eta > 1 on the parabola.
    const Measured far(starting_points(), {{"least_start", 7.2}, {"greatest_start", 20.0}}, 1);
    CHECK(far.always("diverges"));
    const Measured near(starting_points(), {{"least_start", 5.2}, {"greatest_start", 7.1}}, 1);
    CHECK(near.never("diverges"));
    const Measured parabola(starting_points(), {{"cost", "quadratic"}, {"learning_rate", 1.1}}, 1);
    CHECK(parabola.always("diverges"));
}

}  // namespace
}  // namespace assay::experiments
