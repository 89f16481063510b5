// Seeds are fixed.
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment filter_response();
}

using namespace assay;
using namespace assay::testing;

namespace {

Measured filter(const engine::Parameters& changes) {
    return {experiments::filter_response(), changes, 1};
}
double value(const Measured& m, const char* name, std::size_t point = 0) {
    const auto e = m.number(name, 1e-9, point);
    CHECK(e.lower <= e.value);
    CHECK(e.value <= e.upper);
    CHECK(e.upper - e.lower < 1e-6 * std::max(1.0, std::abs(e.value)));
    return e.value;
}

}  // namespace

TEST_CASE("weights, steps and ages of the filter") {
    for (const double b : {0.01, 0.3, 1.0}) {
        INFO(b);
        const Measured m = filter({{"weight", b}});
        for (const std::size_t age : {0U, 1U, 32U}) {
            CHECK(value(m, "impulse", age) == Approx(b * std::pow(1 - b, age)).margin(1e-15));
            CHECK(value(m, "step_response", age) == Approx(1 - std::pow(1 - b, age + 1)));
        }
        CHECK(value(m, "mean_age") == Approx((1 - b) / b).margin(1e-12));
        CHECK(value(m, "effective_samples") == Approx((2 - b) / b));
        if (b < 1) {
            CHECK(value(m, "weight_ratio", 5) == Approx(1 - b));
            CHECK(value(m, "time_constant") == Approx(-1 / std::log(1 - b)));
        }
    }
    // A filter with weight 1 forgets everything at once.
    CHECK(value(filter({{"weight", 1.0}}), "time_constant") == 0);
}

TEST_CASE("gains of the filter") {
    const Measured m = filter({{"weight", 0.5}, {"frequency", std::numbers::pi / 2}});
    // |0.5 / (1 - 0.5 e^(-i pi/2))| = 0.5 / sqrt(1.25).
    CHECK(value(m, "gain") == Approx(0.5 / std::sqrt(1.25)));
    CHECK(value(m, "nyquist_gain") == Approx(1.0 / 3));
    CHECK(value(m, "largest_rise") < 0);
    CHECK(std::cos(value(m, "cutoff")) == Approx(0.75));
    CHECK(value(m, "gain_at_multiple") == Approx(std::sqrt(0.5)));
    CHECK(value(filter({{"frequency", 0.0}}), "gain") == Approx(1));
    // Above 1 the filter passes what alternates.
    const Measured high = filter({{"weight", 1.5}});
    CHECK(value(high, "nyquist_gain") == Approx(3));
    CHECK(value(high, "largest_rise") > 0);
    // Where more than half of the power passes at every frequency there is no cutoff.
    const Measured none = filter({{"weight", 0.9}});
    CHECK(none.number("cutoff", 1e-9).missing == 1);
    CHECK(none.number("gain_at_multiple", 1e-9).missing == 1);
}

TEST_CASE("the circuit and the filter differ by half the square of the step") {
    const Measured m = filter({{"rc_step", 0.001}});
    CHECK(value(m, "rc_order") == Approx(2).margin(0.002));
    // x/(1+x) - (1 - e^-x) = -x^2/2 + 5 x^3/6 - ...
    CHECK(value(m, "rc_difference") == Approx(0.5 - 0.001 * 5 / 6).margin(1e-5));
}
