#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment negative_weights();

namespace {

using testing::whole;

stats::Estimate on(const std::string& inputs, double mean, std::int64_t fan_in = 100) {
    return testing::Measured(negative_weights(),
                             {{"inputs", inputs}, {"weight_mean", mean}, {"fan_in", fan_in}}, 4)
        .number("on", 1e-12);
}
bool covers(const stats::Estimate& e, double p) {
    return e.lower <= p && p <= e.upper && e.upper - e.lower < 0.05;
}

TEST_CASE("on inputs 1 the pre-activation is N(mean fan-in, 1)") {
    for (const double mean : {-0.02, -0.005, 0.0, 0.01})
        CHECK(covers(on("ones", mean), std::erfc(-mean * 100 / std::sqrt(2.0)) / 2));
    CHECK(covers(on("ones", -0.5, 4), std::erfc(std::sqrt(2.0)) / 2));
}

TEST_CASE("inputs that are not negative are shut out, symmetric ones are not") {
    for (const auto* inputs : {"uniform01", "half_normal", "rectified_normal"}) {
        CAPTURE(inputs);
        CHECK(on(inputs, -0.05).upper < 0.01);
        CHECK(covers(on(inputs, 0), 0.5));
        CHECK(on(inputs, 0.05).lower > 0.98);
    }
    // Phi(-0.05 sum x sqrt(m) / |x|) averaged over rectified normal x is about 2.7e-3.
    CHECK(covers(on("rectified_normal", -0.05), 2.7e-3));
    CHECK(covers(on("normal", -1), 0.5));
}

TEST_CASE("extremes of the mean") {
    CHECK(on("ones", -1e3).value == 0);
    CHECK(on("ones", 1e3).value == 1);
}

}  // namespace
}  // namespace assay::experiments
