#include "lib/linear/spectrum.hpp"

#include <Eigen/LU>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "tests/lib/linear/exactly.hpp"

namespace assay::linear {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST_CASE("singular values by hand") {
    // [[3, 0], [4, 5]]: sqrt(45), sqrt(5).
    for (const double unit : {1.0, 0x1p-500, 0x1p500}) {
        const Matrix<double> X = Matrix<double>{{3, 0}, {4, 5}} * unit;
        const Vector<double> s = singular_values(X);
        REQUIRE(s.size() == 2);
        CHECK(s[0] / unit == Approx(std::sqrt(45.0)).epsilon(1e-14));
        CHECK(s[1] / unit == Approx(std::sqrt(5.0)).epsilon(1e-14));
        CHECK(condition_number(X) == Approx(3).epsilon(1e-14));
        CHECK(ridge_condition_number(X, 0) == Approx(3).epsilon(1e-14));
        CHECK(ridge_condition_number(X, 35 * unit * unit) == Approx(std::sqrt(2.0)).epsilon(1e-14));
    }
    CHECK(singular_values(normals(7, 3, 1)).size() == 3);
    CHECK(singular_values(normals(3, 7, 1)).size() == 3);
    CHECK(singular_values(Matrix<double>{{-2.0}})[0] == 2);
}

TEST_CASE("condition numbers of singular data") {
    const Matrix<double> zero = Matrix<double>::Zero(2, 3);
    CHECK(condition_number(zero) == infinity);
    CHECK(ridge_condition_number(zero, 0) == infinity);
    CHECK(ridge_condition_number(zero, 2) == 1);
    // With n < d, X itself may be well conditioned and its ridge system is singular without lambda.
    const Matrix<double> wide{{2.0, 0.0, 0.0}, {0.0, 1.0, 0.0}};
    CHECK(condition_number(wide) == Approx(2).epsilon(1e-15));
    CHECK(ridge_condition_number(wide, 0) == infinity);
    CHECK(ridge_condition_number(wide, 1) == Approx(std::sqrt(5.0)).epsilon(1e-15));
    CHECK(ridge_condition_number(Matrix<double>(wide.transpose()), 0) == Approx(2).epsilon(1e-15));
    // The square of each would overflow.
    CHECK(ridge_condition_number(wide * 1e200, 1e300) == Approx(2e50).epsilon(1e-14));
}

TEST_CASE("filter factors and effective degrees of freedom") {
    const Vector<double> s{{3, 1, 0}};
    CHECK(filter_factors(s, 3).isApprox(Vector<double>{{0.75, 0.25, 0}}, 1e-15));
    CHECK(effective_degrees(s, 3) == 1);
    CHECK(filter_factors(s, 0) == Vector<double>{{1, 1, 0}});
    CHECK(effective_degrees(s, 0) == 2);  // the rank
    CHECK(effective_degrees(Vector<double>(0), 1) == 0);
    CHECK(effective_degrees(s, 1e300) == Approx(1e-299).epsilon(1e-14));
    // Squares beyond double's range.
    CHECK(filter_factors(Vector<double>{{1e200, 1e-200}}, 1) == Vector<double>{{1, 0}});
    CHECK(filter_factors(Vector<double>{{1e-160}}, 1e-320)[0] == Approx(0.5).epsilon(1e-3));
    // The trace of X (X'X + lambda I)^-1 X'.
    const Matrix<double> X = normals(6, 3, 9);
    const Matrix<double> gram = X.transpose() * X + 0.5 * Matrix<double>::Identity(3, 3);
    CHECK(effective_degrees(singular_values(X), 0.5) ==
          Approx((X * gram.inverse() * X.transpose()).trace()).epsilon(1e-13));
}

TEST_CASE("spectra say which argument is wrong") {
    CHECK_THROWS_WITH(singular_values(Matrix<double>(0, 0)),
                      Catch::Contains("singular_values: X") && Catch::Contains("0 x 0"));
    CHECK_THROWS_AS(condition_number(Matrix<double>(2, 0)), std::invalid_argument);
    CHECK_THROWS_AS(singular_values(Matrix<double>{{nan}}), std::invalid_argument);
    CHECK_THROWS_AS(ridge_condition_number(Matrix<double>{{infinity}}, 1), std::invalid_argument);
    CHECK_THROWS_WITH(ridge_condition_number(Matrix<double>{{1.0}}, -1),
                      "ridge_condition_number: lambda must be finite and at least 0, not -1");
    CHECK_THROWS_WITH(filter_factors(Vector<double>{{1, -2}}, 1),
                      "filter_factors: singular values must be at least 0, not -2");
    CHECK_THROWS_AS(filter_factors(Vector<double>{{nan}}, 1), std::invalid_argument);
    CHECK_THROWS_AS(filter_factors(Vector<double>{{1}}, nan), std::invalid_argument);
    CHECK_THROWS_AS(effective_degrees(Vector<double>{{1}}, -1), std::invalid_argument);
}

}  // namespace
}  // namespace assay::linear
