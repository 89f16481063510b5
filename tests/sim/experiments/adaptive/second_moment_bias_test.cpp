// Seeds are fixed; intervals hold at level 1e-9.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment second_moment_bias();

namespace {

TEST_CASE("the average's mean is 1 - decay^t of the mean square") {
    const testing::Measured m(second_moment_bias(), {{"decay", 0.5}, {"mean", -2.0}, {"sd", 3.0}}, 40);
    const double steps[] = {1, 2, 5, 10};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto e = m.number("second_moment", 1e-9, i);
        const double expected = (1 - std::pow(0.5, steps[i])) * 13;
        CHECK(e.lower < expected);
        CHECK(e.upper > expected);
        CHECK(e.upper - e.lower < 0.1 * expected);
    }
}

TEST_CASE("without decay every step is the last gradient's") {
    const testing::Measured m(second_moment_bias(), {{"decay", 0.0}}, 80);
    for (const std::size_t i : {0U, 6U}) {
        CHECK(m.number("second_moment", 1e-9, i).lower < 2);
        CHECK(m.number("second_moment", 1e-9, i).upper > 2);
    }
}

}  // namespace
}  // namespace assay::experiments
