#include "lib/exact/dual.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <limits>
#include <stdexcept>

#include "lib/exact/rational.hpp"
#include "lib/nn/activation.hpp"

namespace assay::exact {
namespace {

using Exact = Dual<Rational>;

Exact dual(int real, int epsilon) {
    return {Rational(real), Rational(epsilon)};
}
bool same(const Exact& a, const Exact& b) {
    return a.real == b.real && a.epsilon == b.epsilon;
}

/// A small rational; small, so that coincidences (equal values, zeros) are tried too.
Rational any_rational() {
    return Rational(*rc::gen::inRange(-5, 6)) / *rc::gen::inRange(1, 5);
}
Exact any_dual() {
    const Rational real = any_rational(), epsilon = any_rational();
    return {real, epsilon};
}

TEST_CASE("derivatives of polynomials and quotients are those of the calculus") {
    const Rational x = Rational(3) / 7;
    CHECK(derivative([](const Exact& t) { return t * t * t; }, x) == 3 * x * x);
    CHECK(derivative([](const Exact& t) { return 1 / t; }, x) == -1 / (x * x));
    CHECK(derivative([](const Exact& t) { return (2 * t + 1) / (t * t - 5); }, x) ==
          (2 * (x * x - 5) - (2 * x + 1) * 2 * x) / ((x * x - 5) * (x * x - 5)));
    CHECK(derivative([](const Exact&) { return Exact(4); }, x) == 0);
    CHECK(derivative([](const Exact& t) { return -t; }, x) == -1);
}

TEST_CASE("machine numbers convert to constants") {
    CHECK(same(Exact(2), dual(2, 0)));
    CHECK(same(Exact(0.5), {Rational(1) / 2, 0}));
    CHECK(same(3 * dual(2, 5) - 1, dual(5, 15)));
    const Dual<double> from_integer = 2;
    CHECK(from_integer.real == 2.0);
    CHECK(from_integer.epsilon == 0.0);
    CHECK(same(Exact(), dual(0, 0)));
}

TEST_CASE("assignments do what the operators do") {
    Exact a = dual(3, 4);
    a += dual(1, 2);
    CHECK(same(a, dual(4, 6)));
    a -= dual(2, 7);
    CHECK(same(a, dual(2, -1)));
    a *= dual(5, 1);
    CHECK(same(a, dual(10, -3)));
    a /= dual(2, 1);
    CHECK(same(a, {Rational(5), Rational(-4)}));  // (-3 - 5 * 1) / 2
    a *= a;
    CHECK(same(a, dual(25, -40)));
}

TEST_CASE("comparisons see the real part alone") {
    CHECK(dual(1, 2) == dual(1, 3));
    CHECK(dual(1, 2) != dual(2, 2));
    CHECK(dual(1, 9) < dual(2, 0));
    CHECK_FALSE(dual(1, 2) < dual(1, 3));
    CHECK(dual(1, 3) <= dual(1, 2));
    CHECK(dual(2, 0) > dual(1, 9));
    CHECK(dual(1, 2) >= dual(1, 3));
    CHECK(dual(0, 1) == 0);
}

TEST_CASE("a ReLU branches on the real part") {
    const auto f = [](const Exact& x) { return nn::Relu{}.value(x * 3 - 6); };
    CHECK(derivative(f, Rational(1)) == 0);
    CHECK(derivative(f, Rational(3)) == 3);
    const auto leaky = [](const Exact& x) { return nn::LeakyRelu{0.25}.value(x); };
    CHECK(derivative(leaky, Rational(-3)) == Rational(1) / 4);
    CHECK(derivative(leaky, Rational(3)) == 1);
}

TEST_CASE("duals of duals hold second derivatives") {
    using Second = Dual<Dual<Rational>>;
    const Second x{dual(5, 1), dual(1, 0)};
    const Second cube = x * x * x;
    CHECK(cube.real.real == 125);
    CHECK(cube.real.epsilon == 75);
    CHECK(cube.epsilon.real == 75);
    CHECK(cube.epsilon.epsilon == 30);
    const Second inverse = 1 / x;
    CHECK(inverse.epsilon.epsilon == Rational(2) / 125);
}

TEST_CASE("division by a real part of zero does what the scalar does") {
    CHECK_THROWS_AS(dual(1, 0) / dual(0, 1), std::overflow_error);
    const Dual<double> infinite = Dual<double>(1.0, 1.0) / Dual<double>(0.0);
    CHECK(infinite.real == std::numeric_limits<double>::infinity());
}

TEST_CASE("not-a-number passes through value and derivative") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Dual<double> x = Dual<double>(nan, 1.0) * Dual<double>(2.0);
    CHECK(x.real != x.real);
    CHECK(x.epsilon != x.epsilon);  // no derivative where there is no value
    CHECK_FALSE(x == x);
    CHECK_FALSE(x < 1.0);
}

TEST_CASE("dual numbers form a commutative ring in which non-zero real parts divide") {
    rc::prop("ring", [] {
        const Exact a = any_dual(), b = any_dual(), c = any_dual();
        RC_ASSERT(same(a + b, b + a));
        RC_ASSERT(same(a * b, b * a));
        RC_ASSERT(same((a + b) + c, a + (b + c)));
        RC_ASSERT(same((a * b) * c, a * (b * c)));
        RC_ASSERT(same(a * (b + c), a * b + a * c));
        RC_ASSERT(same(a - b, a + -b));
        if (b.real != 0) RC_ASSERT(same(a / b * b, a));
    });
    rc::prop("epsilon squared is 0", [] {
        const Rational x = any_rational(), y = any_rational();
        RC_ASSERT(same(Exact(0, x) * Exact(0, y), Exact(0)));
    });
}

}  // namespace
}  // namespace assay::exact
