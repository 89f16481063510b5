// Seeds are fixed.
#include <catch2/catch.hpp>
#include <numbers>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment shifted_weights();

namespace {

using testing::Measured;
using testing::whole;

TEST_CASE("means and squares of the sum are those of independent weights and inputs") {
    for (const double mean : {-0.1, 0.0, 0.3}) {
        CAPTURE(mean);
        const Measured m(shifted_weights(),
                         {{"fan_in", whole(100)}, {"weight_mean", mean}, {"weight_sd", 0.5}}, 64);
        const double sum = 100 * mean / std::sqrt(2 * std::numbers::pi);
        const double square = 0.25 * 50 + mean * mean * (50 + 100 * 99 / (2 * std::numbers::pi));
        const auto s = m.number("mean_sum", 1e-6), q = m.number("mean_square", 1e-6);
        CHECK(s.lower < sum);
        CHECK(sum < s.upper);
        CHECK(s.upper - s.lower < 0.1);
        CHECK(q.lower < square);
        CHECK(square < q.upper);
        CHECK(q.upper - q.lower < 0.05 * square);
    }
}

TEST_CASE("weights that are all 0 give 0") {
    const Measured m(shifted_weights(), {{"weight_sd", 0.0}}, 1);
    CHECK(m.number("mean_square", 1e-6).value == 0);
}

}  // namespace
}  // namespace assay::experiments
