// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment diagonal_network();

namespace {

testing::Measured measured(double large, double small) {
    return {diagonal_network(), {{"large", large}, {"small", small}}, 4};
}

TEST_CASE("a large start is faster and generalizes worse") {
    const auto m = measured(1, 0.01);
    CHECK(m.number("faster", 1e-9).value > 0.9);
    CHECK(m.number("worse", 1e-9).value > 0.9);
    CHECK(m.number("both", 1e-9).value <= m.number("worse", 1e-9).value);
}

TEST_CASE("the same start is neither, and the roles can be swapped") {
    CHECK(measured(0.1, 0.1).number("faster", 1e-9).value == 0);
    CHECK(measured(0.1, 0.1).number("worse", 1e-9).value == 0);
    CHECK(measured(0.01, 1).number("both", 1e-9).value == 0);
}

TEST_CASE("nothing to learn") {
    const testing::Measured m(diagonal_network(),
                              {{"tolerance", 0.5},
                               {"points", testing::whole(1)},
                               {"features", testing::whole(4)},
                               {"nonzeros", testing::whole(4)}},
                              1);
    CHECK(m.missing() == 0);
}

}  // namespace
}  // namespace assay::experiments
