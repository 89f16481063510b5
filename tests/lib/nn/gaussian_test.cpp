#include "lib/nn/gaussian.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numbers>

#include "tests/reference/read_table.hpp"

namespace {

using namespace assay::nn;

AnyActivation named(const std::string& wanted) {
    for (int kind = 0; kind < 6; ++kind)
        if (const AnyActivation f = activation(static_cast<ActivationKind>(kind)); name(f) == wanted)
            return f;
    throw std::runtime_error("no activation " + wanted);
}

TEST_CASE("expectations are those of 30-digit integrals") {
    for (const auto& row : assay::tests::read_table("nn/gaussian.csv")) {
        INFO(row[0] << ' ' << row[1] << " mean " << row[2] << " variance " << row[3] << " correlation "
                    << row[4]);
        const AnyActivation f = named(row[0]);
        const Gaussian law{std::stod(row[2]), std::stod(row[3])};
        const double want = std::stod(row[5]);
        double got = 0;
        if (row[1] == "value") got = expected_value(f, law);
        if (row[1] == "square") got = expected_square(f, law);
        if (row[1] == "squared-derivative") got = expected_squared_derivative(f, law);
        if (row[1] == "product") got = expected_product(f, law, std::stod(row[4]));
        if (row[1] == "derivative-product") got = expected_derivative_product(f, law, std::stod(row[4]));
        CHECK(std::abs(got - want) <= 1e-12 * (1 + std::abs(want)));
        // Small ones keep their digits where the law is centred.
        if (law.mean == 0) CHECK(got == Approx(want).epsilon(1e-11).margin(1e-15));
    }
}

TEST_CASE("at correlations 1, 0 and -1 a product is what it must be") {
    for (int kind = 0; kind < 6; ++kind) {
        const AnyActivation f = activation(static_cast<ActivationKind>(kind));
        INFO(name(f));
        for (const Gaussian law : {Gaussian{0, 2}, Gaussian{0.3, 0.5}}) {
            const double mean = expected_value(f, law);
            CHECK(expected_product(f, law, 1) == Approx(expected_square(f, law)).epsilon(1e-12));
            CHECK(expected_product(f, law, 0) == Approx(mean * mean).epsilon(1e-12).margin(1e-15));
            CHECK(expected_derivative_product(f, law, 1) ==
                  Approx(expected_squared_derivative(f, law)).epsilon(1e-12));
        }
    }
    // relu(z) relu(-z) = 0, tanh(z) tanh(-z) = -tanh(z)^2.
    CHECK(std::abs(expected_product(Relu{}, {0, 2}, -1)) < 1e-16);
    CHECK(expected_product(Tanh{}, {0, 2}, -1) == Approx(-expected_square(Tanh{}, {0, 2})).epsilon(1e-12));
}

TEST_CASE("the arc-cosine kernel is the limit of the integral as the mean goes to 0") {
    for (const double c : {-0.99999, -0.5, 0.1, 0.999, 0.99999999}) {
        INFO("c = " << c);
        for (const AnyActivation& f :
             {AnyActivation(Relu{}), AnyActivation(LeakyRelu{0.2}), AnyActivation(Threshold{})}) {
            CHECK(expected_product(f, {0, 2}, c) ==
                  Approx(expected_product(f, {1e-300, 2}, c)).epsilon(1e-10).margin(1e-12));
            CHECK(expected_derivative_product(f, {0, 2}, c) ==
                  Approx(expected_derivative_product(f, {1e-300, 2}, c)).epsilon(1e-10).margin(1e-12));
        }
    }
}

TEST_CASE("a variance of 0 is a constant") {
    CHECK(expected_value(Tanh{}, {0.5, 0}) == std::tanh(0.5));
    CHECK(expected_square(Relu{}, {-0.5, 0}) == 0);
    CHECK(expected_square(Relu{}, {0.5, 0}) == 0.25);
    CHECK(expected_squared_derivative(LeakyRelu{0.5}, {0, 0}) == 0.25);
    CHECK(expected_squared_derivative(Identity{}, {0, 0}) == 1);
    CHECK(expected_product(Threshold{}, {0, 0}, 0.5) == 0);
    CHECK(expected_product(Threshold{}, {1, 0}, 0.5) == 1);
    CHECK(expected_derivative_product(Relu{}, {1, 0}, 0.5) == 1);
}

TEST_CASE("any function with a corner can be averaged") {
    const double root = std::sqrt(2 / std::numbers::pi);
    CHECK(expectation([](double z) { return std::abs(z - 1); }, {1, 4}, 1) ==
          Approx(2 * root).epsilon(1e-13));
    CHECK(expectation([](double z) { return z * z * z * z; }, {0, 1}) == Approx(3).epsilon(1e-13));
}

TEST_CASE("laws and correlations that are none are refused by name") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_WITH(expected_square(Relu{}, {0, -1}), Catch::Contains("expected_square: law.variance"));
    CHECK_THROWS_AS(expected_value(Relu{}, {0, nan}), std::invalid_argument);
    CHECK_THROWS_AS(expected_value(Relu{}, {nan, 1}), std::invalid_argument);
    CHECK_THROWS_AS(expected_squared_derivative(Tanh{}, {0, std::numeric_limits<double>::infinity()}),
                    std::invalid_argument);
    CHECK_THROWS_WITH(expected_product(Relu{}, {0, 1}, 1.5), Catch::Contains("correlation"));
    CHECK_THROWS_AS(expected_derivative_product(Relu{}, {0, 1}, nan), std::invalid_argument);
    CHECK_THROWS_AS(expectation([](double z) { return z; }, {0, -1}), std::invalid_argument);
}

}  // namespace
