#include "lib/nn/mean_field.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

namespace {

using namespace assay::nn;

TEST_CASE("variances follow what is known in closed form") {
    // He's ReLU layers keep it, Xavier's halve it, linear ones keep it.
    for (const double q : variances(Relu{}, {.weight_variance = 2}, 0.7, 20))
        CHECK(q == Approx(0.7).epsilon(1e-13));
    CHECK(variances(Relu{}, {}, 1, 11).back() == Approx(std::ldexp(1.0, -10)).epsilon(1e-13));
    CHECK(variances(Identity{}, {.bias_variance = 0.25}, 1, 5).back() == Approx(2).epsilon(1e-13));
    // tanh at criticality: 1/q_l grows by 2 a layer up to logarithms.
    const auto tanh = variances(Tanh{}, {}, 1, 2001);
    CHECK(2 * 2000 * tanh.back() == Approx(1.0013).margin(2e-4));
    CHECK(variances(Relu{}, {}, 1, 0).empty());
}

TEST_CASE("fixed points are fixed, and there is none where the variance decays or explodes") {
    for (const Ensemble& e :
         {Ensemble{.weight_variance = 2}, Ensemble{.weight_variance = 1.5, .bias_variance = 0.1},
          Ensemble{.weight_variance = 4, .bias_mean = 0.3}}) {
        const auto q = fixed_variance(Tanh{}, e, 1);
        REQUIRE(q);
        CHECK(next_variance(Tanh{}, e, *q) == Approx(*q).epsilon(1e-12));
    }
    CHECK(fixed_variance(Sigmoid{}, {}, 1).value() ==
          Approx(fixed_variance(Sigmoid{}, {}, 100).value()).epsilon(1e-11));
    CHECK_FALSE(fixed_variance(Relu{}, {.weight_variance = 3}, 1));
    CHECK_FALSE(fixed_variance(Relu{}, {.weight_variance = 1}, 1));
}

TEST_CASE("correlations of He's ReLU layers follow the arc-cosine map") {
    const auto c = correlations(Relu{}, {.weight_variance = 2}, 3, 0, 1001);
    CHECK(c[1] == Approx(1 / std::numbers::pi).epsilon(1e-13));
    for (std::size_t l = 0; l + 1 < c.size(); ++l)
        CHECK(c[l + 1] == Approx((std::sqrt(1 - c[l] * c[l]) + (std::numbers::pi - std::acos(c[l])) * c[l]) /
                                 std::numbers::pi)
                              .epsilon(1e-12));
    // 1 - c_l ~ 9 pi^2 / (2 l^2): 43.1 of 44.4 at l = 1000.
    CHECK((1 - c[1000]) * 1e6 == Approx(43.13).margin(0.01));
}

TEST_CASE("the gradient's gain is the slope of the correlation map at 1") {
    // Poole et al. 2016, equation 6; by a difference quotient, for a smooth activation.
    for (const double weight_variance : {0.8, 1.5, 3.0}) {
        const Ensemble e{.weight_variance = weight_variance, .bias_variance = 0.1};
        const double q = fixed_variance(Tanh{}, e, 1).value();
        const double h = 1e-4;
        const double slope = (1 - next_correlation(Tanh{}, e, q, 1 - h)) / h;
        CHECK(slope == Approx(gradient_gain(Tanh{}, e, q)).epsilon(3e-4));
    }
    CHECK(gradient_gain(Relu{}, {.weight_variance = 2}, 1) == Approx(1).epsilon(1e-14));
    CHECK(gradient_gain(LeakyRelu{0.5}, {.weight_variance = 1}, 1) == Approx(0.625).epsilon(1e-14));
}

TEST_CASE("numbers of the literature and of an independent derivation") {
    const double q = fixed_variance(Tanh{}, {.weight_variance = 2}, 1).value();
    CHECK(q == Approx(0.61796).margin(1e-5));
    CHECK(gradient_gain(Tanh{}, {.weight_variance = 2}, q) == Approx(1.1055).margin(1e-4));
    const double sigmoid = fixed_variance(Sigmoid{}, {}, 1).value();
    CHECK(sigmoid == Approx(0.264687).margin(1e-6));
    CHECK(gradient_gain(Sigmoid{}, {}, sigmoid) == Approx(0.05572).margin(1e-5));
    const auto biased = variances(Relu{}, {.weight_variance = 2, .bias_mean = 0.1}, 1, 101);
    CHECK(biased[1] == Approx(1.170).margin(1e-3));
    CHECK(biased[50] == Approx(25.3).margin(0.1));
    CHECK(biased[100] == Approx(81.5).margin(0.1));
}

TEST_CASE("ensembles that are none are refused") {
    CHECK_THROWS_AS(next_variance(Relu{}, {.weight_variance = -1}, 1), std::invalid_argument);
    CHECK_THROWS_AS(gradient_gain(Relu{}, {.weight_variance = 1, .bias_variance = -1}, 1),
                    std::invalid_argument);
    CHECK_THROWS_AS(next_variance(Relu{}, {}, -1), std::invalid_argument);
    CHECK_THROWS_AS(next_correlation(Relu{}, {}, 1, 2), std::invalid_argument);
}

}  // namespace
