#include "lib/nn/activation.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "lib/exact/rational.hpp"

namespace {

using assay::exact::Rational;
using assay::nn::Identity;
using assay::nn::LeakyRelu;
using assay::nn::Relu;

TEST_CASE("identity passes values on") {
    CHECK(Identity{}.value(-2.5) == -2.5);
    CHECK(Identity{}.derivative(-2.5) == 1);
}

TEST_CASE("relu cuts negative values off, and its derivative at the corner is 0") {
    CHECK(Relu{}.value(3.0F) == 3.0F);
    CHECK(Relu{}.value(-3.0F) == 0.0F);
    CHECK(Relu{}.value(0.0F) == 0.0F);
    CHECK(Relu{}.derivative(1e-30) == 1);
    CHECK(Relu{}.derivative(0.0) == 0);
    CHECK(Relu{}.derivative(-1e-30) == 0);
    CHECK(Relu{}.value(std::numeric_limits<double>::infinity()) == std::numeric_limits<double>::infinity());
    CHECK(Relu{}.value(-std::numeric_limits<double>::infinity()) == 0);
}

TEST_CASE("leaky relu keeps a slope below 0") {
    const LeakyRelu leaky{.slope = 0.25};
    CHECK(leaky.value(2.0) == 2.0);
    CHECK(leaky.value(-2.0) == -0.5);
    CHECK(leaky.derivative(2.0) == 1.0);
    CHECK(leaky.derivative(0.0) == 0.25);
    CHECK(leaky.derivative(-2.0) == 0.25);
}

TEST_CASE("NaN stays visible") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(std::isnan(Identity{}.value(nan)));
    CHECK(std::isnan(Relu{}.value(nan)));
    CHECK(std::isnan(LeakyRelu{}.value(nan)));
}

TEST_CASE("activations work on exact numbers") {
    CHECK(Relu{}.value(Rational(-1, 3)) == 0);
    CHECK(Relu{}.value(Rational(1, 3)) == Rational(1, 3));
    CHECK(Relu{}.derivative(Rational(0)) == 0);
    CHECK(LeakyRelu{.slope = 0.5}.value(Rational(-1, 3)) == Rational(-1, 6));
}

}  // namespace
