#include <catch2/catch.hpp>
#include <cmath>
#include <tuple>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment convex_rate();

namespace {

testing::Measured measured(const char* method, double learning_rate = 1) {
    return {convex_rate(), {{"method", std::string(method)}, {"learning_rate", learning_rate}}, 1};
}

// The same recursions in NumPy, excess after 4 and after 1024 steps.
TEST_CASE("excess by method") {
    const std::tuple<const char*, double, double> all[] = {
        {"gradient-descent", 0.0421743333383944, 0.00010829361907970153},
        {"heavy-ball", 0.1549803698626415, 8.59833034030689e-06},
        {"nesterov", 0.023915152783047674, 8.607024329702945e-06},
        {"scheduled-nesterov", 0.034454453415593195, 5.164167066856189e-07}};
    for (const auto& [method, early, late] : all) {
        CAPTURE(method);
        const auto m = measured(method);
        CHECK(m.number("excess", 0.01, 2).value == Approx(early).epsilon(1e-10));
        CHECK(m.number("excess", 0.01, 10).value == Approx(late).epsilon(1e-9));
    }
}

// |theta_0|^2 = 10 at exponent 0.1
TEST_CASE("shares of the bounds") {
    const auto m = measured("gradient-descent", 0.5);
    const double excess = m.number("excess", 0.01, 3).value;
    CHECK(m.number("first_order_share", 0.01, 3).value == Approx(excess * 0.5 * 2 * 8 / 10));
    CHECK(m.number("second_order_share", 0.01, 3).value == Approx(excess * 0.5 * 81 / 20));
    CHECK(m.number("third_order_share", 0.01, 3).value == Approx(excess * 0.5 * 729 / 20));
}

TEST_CASE("a larger exponent falls faster") {
    const testing::Measured m(convex_rate(), {{"method", std::string("gradient-descent")}, {"exponent", 1.0}},
                              1);
    const double slope =
        std::log(m.number("excess", 0.01, 14).value / m.number("excess", 0.01, 10).value) / std::log(16.0);
    CHECK(slope == Approx(-2).margin(0.01));
}

}  // namespace
}  // namespace assay::experiments
