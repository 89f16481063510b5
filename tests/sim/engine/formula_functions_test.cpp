#include "sim/engine/formula_functions.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "sim/engine/formula.hpp"

namespace {

double value(const std::string& text) {
    return assay::engine::Formula(text, {}, {}).at({});
}

}  // namespace

TEST_CASE("special functions agree with SciPy to 1e-13") {
    // scipy.special: ndtr, gammaln, digamma, polygamma(1), betainc, stdtr
    CHECK(value("Phi(-7)") == Approx(1.279812543885835e-12).epsilon(1e-12));
    CHECK(value("phi(1)") == Approx(0.24197072451914337).epsilon(1e-14));
    CHECK(value("erf(0.3)") == Approx(0.3286267594591274).epsilon(1e-14));
    CHECK(value("lgamma(10.5)") == Approx(13.940625219403763).epsilon(1e-14));
    CHECK(value("digamma(0.5)") == Approx(-1.9635100260214235).epsilon(1e-14));
    CHECK(value("trigamma(0.5)") == Approx(std::numbers::pi * std::numbers::pi / 2).epsilon(1e-13));
    CHECK(value("beta_inc(2,3,0.5)") == Approx(0.6875).epsilon(1e-14));
    CHECK(value("student_cdf(-sqrt(2),2)") ==
          Approx(0.5 - std::sqrt(2.0) / 4).epsilon(1e-13));  // 1/2 + x/(2 sqrt(2 + x^2))
}

TEST_CASE("Gaussian expectations of activations") {
    CHECK(value("mean_relu(0,2)") == Approx(2 / std::sqrt(2 * std::numbers::pi)).epsilon(1e-14));
    CHECK(value("second_relu(0,3)") == Approx(4.5).epsilon(1e-14));
    CHECK(value("mean_relu(-2,0)") == 0);
    CHECK(value("second_relu(2,0)") == 4);
    CHECK(value("mean_tanh(0,1)") == Approx(0).margin(1e-15));
    CHECK(value("mean_sigmoid(0,5)") == Approx(0.5).epsilon(1e-12));
    CHECK(value("second_tanh(0,1)") ==
          Approx(0.394294490).epsilon(1e-8));  // claims about tanh layers: 0.3943
    // sigmoid(s) = (1 + tanh(s/2))/2, so E sigmoid^2 = (1 + E tanh^2(s/2))/4 for centred s.
    CHECK(value("second_sigmoid(0,3)") == Approx((1 + value("second_tanh(0,1.5)")) / 4).epsilon(1e-11));
    CHECK(value("second_slope_tanh(0,0)") == 1);
    // The slope of a sigmoid is a quarter of that of tanh at half the argument.
    CHECK(value("second_slope_sigmoid(0,3)") ==
          Approx(value("second_slope_tanh(0,1.5)") / 16).epsilon(1e-11));
    // E tanh'^2 at q = 0.61796, where a layer of variance 2/d has gradient gain 1.1055.
    CHECK(2 * value("second_slope_tanh(0,sqrt(0.61796))") == Approx(1.1055).margin(1e-4));
}

TEST_CASE("the log-step of a rectified layer") {
    // One unit, given that it is on: chi-square with one degree of freedom.
    CHECK(value("relu_log_mean(1,3)") == Approx(value("log(3) + digamma(1/2) - log(1/2)")).epsilon(1e-13));
    CHECK(value("relu_log_variance(1)") == Approx(value("trigamma(1/2)")).epsilon(1e-13));
    CHECK(value("relu_log_mean(400,2)") == Approx(-2.5 / 400).epsilon(0.01));
    CHECK(value("relu_log_variance(400)") == Approx(5.0 / 400).epsilon(0.02));
    CHECK_THROWS(value("relu_log_mean(0,1)"));
    CHECK_THROWS(value("relu_log_mean(8,0)"));
    CHECK_THROWS(value("relu_log_variance(0)"));
}
