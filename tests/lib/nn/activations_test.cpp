// The contract of every activation.

#include "lib/nn/activations.hpp"

#include <boost/math/differentiation/autodiff.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace {

using namespace assay::nn;

/// Runs for every activation, with its name shown.
template <class Body>
void for_each_activation(const Body& body) {
    for (int kind = 0; kind < static_cast<int>(std::variant_size_v<AnyActivation>); ++kind) {
        const AnyActivation f = activation(static_cast<ActivationKind>(kind));
        REQUIRE(f.index() == static_cast<std::size_t>(kind));
        INFO("activation " << name(f));
        std::visit(body, f);
    }
}

std::vector<double> points() {
    std::vector<double> z;
    for (int i = -4000; i <= 4000; ++i)
        if (i != 0) z.push_back(i * 0.0101);
    for (double x = 1e-300; x < 1e3; x *= 7) z.insert(z.end(), {x, -x});
    return z;
}

/// |got - want| in units of the last place of `want`.
template <class Scalar>
double ulps(Scalar got, double want) {
    const auto near = static_cast<Scalar>(std::abs(want));
    const Scalar ulp = std::nextafter(near, std::numeric_limits<Scalar>::infinity()) - near;
    return std::abs(static_cast<double>(got) - want) / static_cast<double>(ulp);
}

TEST_CASE("every activation: the derivative is that of automatic differentiation") {
    for_each_activation([](const auto& f) {
        for (const double z : points()) {
            const auto dual = f.value(boost::math::differentiation::make_fvar<double, 1>(z));
            CHECK(dual.derivative(0) == Approx(f.value(z)).epsilon(1e-14).margin(1e-15));
            // tanh's derivative is 1 - tanh^2 there, of absolute accuracy only; sigmoid's squares e^-z.
            const double expected = dual.derivative(1);
            CHECK(std::abs(f.derivative(z) - expected) <= 1e-15 * (1 + std::abs(expected)));
        }
    });
}

TEST_CASE("every activation never falls, and its derivative is never negative") {
    for_each_activation([](const auto& f) {
        std::vector<double> z = points();
        std::sort(z.begin(), z.end());
        for (std::size_t i = 0; i + 1 < z.size(); ++i) CHECK(f.value(z[i]) <= f.value(z[i + 1]));
        for (const double x : z) CHECK(f.derivative(x) >= 0);
        CHECK(f.value(-0.5F) <= f.value(0.5F));
    });
}

TEST_CASE("every activation keeps NaN, in double and in float") {
    for_each_activation([](const auto& f) {
        CHECK(std::isnan(f.value(std::numeric_limits<double>::quiet_NaN())));
        CHECK(std::isnan(f.value(std::numeric_limits<float>::quiet_NaN())));
        CHECK(std::isnan(f.value(-std::numeric_limits<float>::quiet_NaN())));
    });
}

TEST_CASE("every activation in float is that in double, within 5 units in the last place, also at infinity") {
    for_each_activation([](const auto& f) {
        std::vector<double> z = points();
        // Denormal results, and what lies beyond.
        for (double x = 80; x < 110; x += 0.37) z.insert(z.end(), {x, -x, x / 2, -x / 2});
        for (const double x : z) {
            const auto single = static_cast<float>(x);
            if (single == 0) continue;
            INFO("z = " << single);
            CHECK(ulps(f.value(single), f.value(static_cast<double>(single))) <= 5);
            CHECK(ulps(f.derivative(single), f.derivative(static_cast<double>(single))) <= 5);
        }
        constexpr float infinity = std::numeric_limits<float>::infinity();
        CHECK(f.value(infinity) == static_cast<float>(f.value(static_cast<double>(infinity))));
        CHECK(f.value(-infinity) == static_cast<float>(f.value(-static_cast<double>(infinity))));
    });
}

TEST_CASE("tanh and sigmoid keep their relative accuracy in the tails") {
    // To leading order in e^-z; the next term is smaller by e^-z.
    CHECK(Sigmoid{}.value(-40.0) == Approx(std::exp(-40.0)).epsilon(1e-14).margin(0));
    CHECK(Sigmoid{}.derivative(40.0) == Approx(std::exp(-40.0)).epsilon(1e-14).margin(0));
    CHECK(Sigmoid{}.derivative(-700.0) == Approx(std::exp(-700.0)).epsilon(1e-14).margin(0));
    CHECK(Tanh{}.derivative(-40.0) == Approx(4 * std::exp(-80.0)).epsilon(1e-14).margin(0));
    CHECK(Tanh{}.derivative(40.0F) == Approx(4 * std::exp(-80.0)).epsilon(1e-6).margin(0));
    CHECK(Sigmoid{}.value(1000.0) == 1);
    CHECK(Sigmoid{}.value(-1000.0) == 0);
    // Tanh is odd, bit for bit, and 1 - tanh^2 rounds to 0 from 9.02 on in float but not before 9.
    CHECK(Tanh{}.value(-0.3F) == -Tanh{}.value(0.3F));
    CHECK(Tanh{}.value(9.0F) < 1);
    CHECK(Tanh{}.value(9.02F) == 1);
}

TEST_CASE("a number that names no activation is refused") {
    CHECK_THROWS_AS(activation(static_cast<ActivationKind>(6)), std::bad_variant_access);
}

}  // namespace
