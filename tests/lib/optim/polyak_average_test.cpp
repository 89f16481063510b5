#include "lib/optim/polyak_average.hpp"

#include <catch2/catch.hpp>

#include "lib/exact/rational.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;

TEST_CASE("the Polyak average is the mean of what it was given, exactly") {
    PolyakAverage<Rational> average(2);
    Vector<Rational> sum = Vector<Rational>::Zero(2);
    CHECK(average.mean == sum);
    for (int k = 1; k <= 9; ++k) {
        const Vector<Rational> theta{{Rational(k * k), Rational(1, k)}};
        sum += theta;
        average.add(theta);
        CHECK(average.mean == Vector<Rational>(sum / Rational(k)));
    }
    CHECK(average.count == 9);
    CHECK_THROWS_WITH(average.add(Vector<Rational>(3)), Catch::Contains("PolyakAverage::add: parameters"));
}

}  // namespace
