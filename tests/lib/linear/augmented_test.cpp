#include "lib/linear/augmented.hpp"

#include <catch2/catch.hpp>

#include "lib/exact/prime_field.hpp"
#include "lib/exact/rational.hpp"

namespace assay::linear {
namespace {

using exact::Mod61;
using exact::Rational;

TEMPLATE_TEST_CASE("fake rows and fake features stand where the document puts them", "", double, Rational,
                   Mod61) {
    Matrix<TestType> X(2, 3), rows(5, 3), features(2, 5);
    X << 1, 2, 3, 4, 5, 6;
    rows << 1, 2, 3, 4, 5, 6, 7, 0, 0, 0, 7, 0, 0, 0, 7;
    features << 1, 2, 3, 7, 0, 4, 5, 6, 0, 7;
    CHECK(augmented_rows(X, 7) == rows);
    CHECK(augmented_features(X, 7) == features);
    Vector<TestType> y(2), longer(5);
    y << 8, 9;
    longer << 8, 9, 0, 0, 0;
    CHECK(padded(y, 3) == longer);
    CHECK(padded(y, 0) == y);
}

TEST_CASE("augmenting refuses what has no shape") {
    CHECK_THROWS_WITH(augmented_rows(Matrix<double>(0, 3), 1.0),
                      "augmented_rows: X must have at least one row and one column, not shape 0 x 3");
    CHECK_THROWS_WITH(augmented_features(Matrix<Rational>(2, 0), 1),
                      "augmented_features: X must have at least one row and one column, not shape 2 x 0");
    CHECK_THROWS_AS(padded(Vector<double>(0), 1), std::invalid_argument);
    CHECK_THROWS_AS(padded(Vector<double>(1), -1), std::invalid_argument);
}

}  // namespace
}  // namespace assay::linear
