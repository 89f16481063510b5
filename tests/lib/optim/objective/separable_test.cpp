#include "lib/optim/objective/separable.hpp"

#include <cmath>
#include <limits>

#include "tests/lib/optim/objective/exactly.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;

TEST_CASE("x^4 and the double well have the slopes of their values, exactly") {
    assay::tests::check_polynomial(Separable<Quartic<Rational>>{.parameters = 3}, 4);
    assay::tests::check_polynomial(
        Separable<DoubleWell<Rational>>{.phi = {.well = Rational(3, 2)}, .parameters = 2}, 4);
    assay::tests::check_sizes(Separable<Quartic<double>>{.parameters = 2}, "Separable");
    CHECK(Quartic<Rational>::value(Rational(-2)) == 16);
    // Curvature 1 at the wells and -1/2 between, by second differences of a quartic: 1e-6 off.
    const DoubleWell<double> well{.well = 2};
    const auto curvature = [&](double x) { return (well.slope(x + 1e-4) - well.slope(x - 1e-4)) / 2e-4; };
    CHECK((well.value(2) == 0 && well.value(-2) == 0 && well.slope(2) == 0 && well.slope(0) == 0));
    CHECK(curvature(2) == Approx(1).epsilon(1e-6));
    CHECK(curvature(0) == Approx(-0.5).epsilon(1e-6));
}

TEST_CASE("|x| has slope -1, 0 and 1") {
    const Separable<AbsoluteValue<double>> objective{.parameters = 4};
    const Vector<double> at{{-3, 0, 0.5, -0.25}};
    Vector<double> gradient(4);
    objective.gradient(at, gradient);
    CHECK(gradient == Vector<double>{{-1, 0, 1, -1}});
    CHECK(value(objective, at) == 3.75);
    CHECK(AbsoluteValue<Rational>::value(Rational(-2, 3)) == Rational(2, 3));
    CHECK(std::isnan(AbsoluteValue<double>::slope(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("ln cosh is accurate for tiny and huge arguments, and its slope is bounded") {
    for (const double x : {1e-200, 1e-9, 1e-3, 0.3, 0.999, 1.001, 3.0, 11.0}) {
        const long double exact = x < 1e-3 ? 0.5L * x * x - static_cast<long double>(x) * x * x * x / 12
                                           : std::log(std::cosh(static_cast<long double>(x)));
        CHECK(LogCosh<double>::value(x) == Approx(static_cast<double>(exact)).epsilon(1e-13));
        CHECK(LogCosh<double>::value(-x) == LogCosh<double>::value(x));
        CHECK(LogCosh<double>::slope(-x) == -std::tanh(x));
    }
    CHECK(LogCosh<double>::value(1e300) == 1e300);
    CHECK(LogCosh<double>::value(0) == 0);
    CHECK(LogCosh<double>::slope(1e300) == 1);
    CHECK(std::isnan(LogCosh<double>::value(std::numeric_limits<double>::quiet_NaN())));
}

}  // namespace
