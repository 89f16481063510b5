#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment saturated_derivative();

namespace {

double measured(const std::string& function, const std::string& precision, double s,
                const std::string& quantity) {
    return testing::Measured(saturated_derivative(),
                             {{"function", function}, {"precision", precision}, {"preactivation", s}}, 1)
        .number(quantity, 0.01)
        .value;
}

TEST_CASE("derivatives from the pre-activation keep their accuracy") {
    for (const double s : {-300.0, -5.0, 0.0, 1.0, 20.0, 300.0}) {
        CAPTURE(s);
        const double c = std::cosh(s), h = std::cosh(s / 2);
        CHECK(measured("tanh", "double", s, "derivative") == Approx(1 / (c * c)).epsilon(1e-13));
        CHECK(measured("sigmoid", "double", s, "derivative") == Approx(1 / (4 * h * h)).epsilon(1e-13));
    }
    CHECK(measured("tanh", "single", 5, "derivative") ==
          Approx(1 / (std::cosh(5.0) * std::cosh(5.0))).epsilon(1e-5));
}

TEST_CASE("derivatives from the value round to 0") {
    // 1 - tanh s < 2^-54, half a unit below 1, from s = 55 ln(2)/2 = 19.06 on; 26 ln(2)/2 = 9.01 in float.
    CHECK(measured("tanh", "double", 19.1, "from_value") == 0);
    CHECK(measured("tanh", "double", -19.1, "from_value") == 0);
    CHECK(measured("tanh", "double", 19.0, "from_value") > 0);
    CHECK(measured("tanh", "single", 9.5, "from_value") == 0);
    CHECK(measured("tanh", "single", 8.5, "from_value") > 0);
    // 1 + e^-s = 1 from s = 53 ln 2 = 36.74 on.
    CHECK(measured("sigmoid", "double", 36.8, "from_value") == 0);
    CHECK(measured("sigmoid", "double", 36.6, "from_value") > 0);
    CHECK(measured("sigmoid", "double", -700, "from_value") > 0);
}

TEST_CASE("near 0 both ways agree") {
    for (const auto* function : {"tanh", "sigmoid"})
        for (const double s : {-2.0, 0.0, 1.0}) {
            CAPTURE(function, s);
            CHECK(measured(function, "double", s, "from_value") ==
                  Approx(measured(function, "double", s, "derivative")).epsilon(1e-12));
        }
}

TEST_CASE("the ReLU has slope 1 right of 0 and 0 left of it") {
    for (const auto* quantity : {"derivative", "from_value"}) {
        CHECK(measured("relu", "double", 1e-300, quantity) == 1);
        CHECK(measured("relu", "double", 700, quantity) == 1);
        CHECK(measured("relu", "double", -1e-300, quantity) == 0);
        CHECK(measured("relu", "single", 1, quantity) == 1);
    }
}

}  // namespace
}  // namespace assay::experiments
