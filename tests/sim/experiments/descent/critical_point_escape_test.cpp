#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment critical_point_escape();

namespace {

double steps(const char* surface, double learning_rate, std::size_t start) {
    return testing::Measured(critical_point_escape(),
                             {{"surface", std::string(surface)}, {"learning_rate", learning_rate}}, 1)
        .number("steps", 0.01, start)
        .value;
}

// Starts 1e-9, 1e-6, 1e-4 and 1e-2.
TEST_CASE("steps away from a critical point") {
    for (const char* surface : {"saddle", "maximum"}) {
        CHECK(steps(surface, 0.1, 1) == 145);
        CHECK(steps(surface, 0.1, 0) == std::ceil(9 * std::log(10.0) / std::log(1.1)));
        CHECK(steps(surface, 1, 3) == 7);
    }
    CHECK(steps("flat", 0.1, 3) == 995);  // by Python
    CHECK(std::isnan(steps("flat", 0.1, 0)));
}

TEST_CASE("on the stable manifold descent stays") {
    CHECK(testing::Measured(critical_point_escape(), {}, 1).number("left_manifold", 0.01).value == 0);
}

}  // namespace
}  // namespace assay::experiments
