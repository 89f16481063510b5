#include <boost/math/special_functions/beta.hpp>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/distance_to.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment unit_angles();

namespace {

using testing::whole;

testing::Measured measured(std::int64_t inputs, std::int64_t units = 2, double alike = 0.6) {
    return {unit_angles(), {{"inputs", inputs}, {"units", units}, {"alike", alike}}, 2};
}

TEST_CASE("the cosine of two random directions follows the beta law") {
    for (const std::int64_t d : {3, 20, 200}) {
        CAPTURE(d);
        const auto law = [d](double x) {
            const double rest = std::max(0.0, 1 - x * x / double(d));
            const double tail = boost::math::ibeta(double(d - 1) / 2, 0.5, rest);
            return x < 0 ? tail / 2 : 1 - tail / 2;
        };
        const auto m = measured(d);
        CHECK(testing::distance_to(m.law("scaled_cosine"), law).lower < 1e-3);
        CHECK(testing::distance_to(m.law("scaled_cosine"), [&](double x) { return law(x / 1.4); }).lower >
              0.01);
        const auto square = m.number("mean_square", 1e-12);
        CHECK(square.lower <= 1.0 / double(d));
        CHECK(square.upper >= 1.0 / double(d));
        CHECK(square.upper - square.lower < 2.0 / double(d));
    }
}

TEST_CASE("collisions are common in few dimensions and rare in many") {
    CHECK(measured(2, 50, 0.99).number("some_alike", 1e-3).value == 1);
    CHECK(measured(1).number("some_alike", 1e-3).value == 1);
    CHECK(measured(100, 100, 0.8).number("some_alike", 1e-3).value == 0);
    CHECK(measured(100, 2, 1).number("some_alike", 1e-3).value == 0);
    CHECK(measured(100, 2, 0).number("some_alike", 1e-3).value == 1);
}

}  // namespace
}  // namespace assay::experiments
