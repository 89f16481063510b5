#include <boost/math/distributions/students_t.hpp>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment dead_probability();
}

namespace {

using namespace assay;
using testing::Measured;

stats::Estimate dead(std::int64_t dimension, double radius, double weight_sd = 1, double bias_sd = 1) {
    return Measured(
               experiments::dead_probability(),
               {{"dimension", dimension}, {"radius", radius}, {"weight_sd", weight_sd}, {"bias_sd", bias_sd}},
               1)
        .number("dead", 1e-9);
}

// b/(|w|/sqrt(d)) is Student's t with d degrees of freedom.
double student(std::int64_t dimension, double scale) {
    const auto d = static_cast<double>(dimension);
    return boost::math::cdf(boost::math::students_t(d), -scale * std::sqrt(d));
}

TEST_CASE("the quadrature agrees with Student's law within its own error bound") {
    for (const std::int64_t d : {1, 2, 3, 10, 100, 1000})
        for (const double radius : {0.0, 0.01, 0.5, 1.0, 1.25}) {
            INFO("d = " << d << ", radius = " << radius);
            const double truth = student(d, radius);
            const auto computed = dead(d, radius);
            // Boost's own value is good to about 1e-12.
            CHECK(computed.lower <= truth * (1 + 2e-12));
            CHECK(computed.upper >= truth * (1 - 2e-12));
            CHECK(computed.upper - computed.lower < 1e-9 * truth);
        }
}

TEST_CASE("only radius weight_sd / bias_sd matters") {
    CHECK(dead(10, 3, 2, 12).value == Approx(dead(10, 0.5).value).epsilon(1e-13));
    CHECK(dead(10, 1, 1, 2).value != dead(10, 1).value);
    CHECK(dead(1, 1e3, 1e3, 1e-3).value == Approx(1e-9 / std::acos(-1.0)).epsilon(1e-6));
}

TEST_CASE("what underflows is bounded, not lost") {
    const auto tiny = dead(10000, 10);  // about 101^-5000
    CHECK(tiny.lower <= 0);
    CHECK(tiny.upper > 0);
    CHECK(tiny.upper < 1e-299);
}

}  // namespace
