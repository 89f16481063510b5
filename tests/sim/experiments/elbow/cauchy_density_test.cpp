#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment cauchy_density();
}

namespace {

using namespace assay;
using std::numbers::pi;
using testing::Measured;

constexpr std::array<double, 12> corners{0, 0.125, 0.25, 0.5, 1, 1.5, 2, 4, 8, 16, 64, 256};

void check_close(const stats::Estimate& estimate, double truth, double error) {
    INFO(truth);
    CHECK(estimate.lower <= truth);
    CHECK(estimate.upper >= truth);
    CHECK(estimate.upper - estimate.lower <= 2 * error);
    CHECK(std::abs(estimate.value - truth) <= error);
}

TEST_CASE("the quadrature finds the Cauchy law of the ratio of spreads, within its own error bound") {
    for (const auto& [weight_sd, bias_sd] :
         {std::pair{1.0, 1.0}, {0.25, 2.0}, {3.0, 0.5}, {1e-3, 1e3}, {1e3, 1e-3}}) {
        const Measured law(experiments::cauchy_density(), {{"weight_sd", weight_sd}, {"bias_sd", bias_sd}},
                           1);
        const double s = bias_sd / weight_sd;
        INFO("scale " << s);
        check_close(law.number("total_mass", 1e-9), 1, 1e-11);
        for (std::size_t i = 0; i < corners.size(); ++i) {
            const double x = corners[i] / s;
            const double density = 1 / (pi * s * (1 + x * x));
            check_close(law.number("density", 1e-9, i), density, 1e-12 * density);
            check_close(law.number("central_mass", 1e-9, i), 2 * std::atan(x) / pi, 1e-11);
        }
    }
}

TEST_CASE("truncated means follow the window") {
    for (const double k : {0.001, 0.5, 1.0, 2.0, 1000.0}) {
        const Measured law(experiments::cauchy_density(), {{"stretch", k}}, 1);
        double reach = 1;
        for (std::size_t i = 0; i < 7; ++i, reach *= 10) {
            const double right = std::log1p(k * k * reach * reach) / (2 * pi);
            const double left = std::log1p(reach * reach) / (2 * pi);
            check_close(law.number("one_sided_mean", 1e-9, i), left, 1e-10);
            check_close(law.number("truncated_mean", 1e-9, i), right - left, 1e-10);
        }
    }
}

TEST_CASE("values do not depend on the stream") {
    const Measured one(experiments::cauchy_density(), {}, 1),
        two(experiments::cauchy_density(), {}, 1, {1, 2});
    for (std::size_t i = 0; i < corners.size(); ++i)
        CHECK(one.number("density", 1e-9, i).value == two.number("density", 1e-9, i).value);
}

}  // namespace
