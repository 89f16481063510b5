// Seeds are fixed, and margins are 6 standard errors or more: false alarms have probability below 1e-8.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment start_scale();

namespace {

using testing::whole;

double error(double scale, double signal, std::int64_t points, std::int64_t features) {
    const testing::Measured m(
        start_scale(),
        {{"scale", scale}, {"signal", signal}, {"points", whole(points)}, {"features", whole(features)}},
        20);  // 10,240 data sets
    CHECK(m.always("interpolates"));
    return m.number("test_error", 1e-9).value;
}

TEST_CASE("the start's norm in unseen directions is added to the truth's") {
    CHECK(error(0, 1, 8, 24) == Approx(2.0 / 3).epsilon(0.02));
    CHECK(error(2, 0, 8, 24) == Approx(64).epsilon(0.03));
    CHECK(error(1, 3, 1, 9) == Approx(8 + 8).epsilon(0.03));
    CHECK(error(0, 0, 8, 9) == 0);
}

}  // namespace
}  // namespace assay::experiments
