// The seed is fixed, and the intervals' level is 1e-10.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment bias_rules();

namespace {

using testing::whole;

testing::Measured measured(engine::Parameters changes, std::uint64_t blocks = 8) {
    return {bias_rules(), changes, blocks};
}
void covers(const stats::Estimate& estimate, double truth, double width) {
    CAPTURE(estimate.value, estimate.lower, estimate.upper, truth, estimate.method);
    CHECK(estimate.lower <= truth);
    CHECK(estimate.upper >= truth);
    CHECK(estimate.upper - estimate.lower <= width);
}
double normal_distribution(double x) {
    return std::erfc(-x / std::sqrt(2.0)) / 2;
}

TEST_CASE("second moments of the rules") {
    // d m v + E b^2 for weights of variance v and inputs of mean square m.
    covers(measured({{"fan_in", whole(4)}}).number("second_moment", 1e-10), 1, 0.04);
    covers(measured({{"fan_in", whole(4)}, {"mean_square", 0.5}}).number("second_moment", 1e-10), 0.6, 0.03);
    covers(measured({{"scale", 2.0}, {"fan_in", whole(1)}}).number("second_moment", 1e-10), 2, 0.06);
    covers(measured({{"rule", "normal"}, {"bias_sd", 0.5}}).number("second_moment", 1e-10), 1.25, 0.04);
    covers(measured({{"rule", "constant"}, {"bias", 2.0}, {"scale", 3.0}}).number("second_moment", 1e-10), 7,
           0.2);
}

TEST_CASE("rectified inputs have the mean square that is asked for") {
    covers(measured({{"inputs", "rectified"}, {"mean_square", 0.5}, {"scale", 2.0}}, 16)
               .number("second_moment", 1e-10),
           1.2, 0.06);
}

TEST_CASE("a constant bias switches units on") {
    const auto m = measured({{"rule", "constant"}, {"bias", 0.1}, {"scale", 0.04}});
    covers(m.number("on", 1e-10), normal_distribution(0.5), 0.01);
    covers(m.number("switched_on", 1e-10), normal_distribution(0.5) - 0.5, 0.01);
    CHECK(m.missing() == 0);
}

TEST_CASE("without inputs only the bias is left") {
    const auto on = measured({{"rule", "constant"}, {"bias", 1e-6}, {"mean_square", 0.0}});
    CHECK(on.number("on", 0.01).value == 1);
    CHECK(on.number("switched_on", 0.01).value == 1);
    const auto off = measured({{"rule", "constant"}, {"bias", 0.0}, {"mean_square", 0.0}});
    CHECK(off.number("on", 0.01).value == 0);
}

TEST_CASE("another rule gives another number, the same stream the same") {
    const auto value = [](const engine::Parameters& changes) {
        return measured(changes, 1).number("second_moment", 0.01).value;
    };
    CHECK(value({}) == value({}));
    CHECK(value({}) != value({{"rule", "normal"}}));
    CHECK(value({}) != value({{"fan_in", whole(5)}}));
}

}  // namespace
}  // namespace assay::experiments
