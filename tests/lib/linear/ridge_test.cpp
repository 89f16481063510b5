#include "lib/linear/ridge.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "lib/linear/least_squares.hpp"
#include "lib/linear/spectrum.hpp"
#include "tests/lib/linear/exactly.hpp"

namespace assay::linear {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

TEST_CASE("every form of ridge regression by hand") {
    // One of each: w = x y / (x^2 + lambda).
    for (const Form form : forms) {
        CAPTURE(name(form));
        const Matrix<double> one{{3.0}};
        CHECK(ridge(form, one, Vector<double>::Constant(1, 5), 6)[0] == Approx(1).epsilon(1e-15));
        // X'X + 2 I = [[4, 1], [1, 4]], X'y = (5, 10), w = (2/3, 7/3).
        const Matrix<double> X{{1, 1}, {1, 0}, {0, 1}};
        const Vector<double> w = ridge(form, X, Vector<double>{{4, 1, 6}}, 2);
        CHECK(w[0] == Approx(2.0 / 3).epsilon(1e-14));
        CHECK(w[1] == Approx(7.0 / 3).epsilon(1e-14));
    }
}

TEST_CASE("every form meets the exact solution within its condition, for every shape and lambda") {
    for (const auto& [n, d] :
         {std::pair<Index, Index>{1, 1}, {1, 4}, {4, 1}, {5, 5}, {12, 4}, {4, 12}, {30, 20}}) {
        const Matrix<double> X = normals(n, d, static_cast<std::uint64_t>(100 * n + d));
        const Vector<double> y = normals(n, 1, static_cast<std::uint64_t>(n));
        for (const double lambda : {1e-12, 1e-6, 1.0, 1e6, 1e12}) {
            const Vector<double> w = exact_ridge(X, y, lambda);
            const double s = singular_values(X)[0];
            for (const Form form : forms) {
                // Of the matrix that the form factors: squared for primal and dual.
                const double kappa = form == Form::primal ? std::pow(ridge_condition_number(X, lambda), 2)
                                     : form == Form::dual
                                         ? std::pow(ridge_condition_number(X.transpose(), lambda), 2)
                                     : form == Form::features ? ridge_condition_number(X.transpose(), lambda)
                                                              : ridge_condition_number(X, lambda);
                CAPTURE(n, d, lambda, kappa, s, name(form));
                // The forms by orthogonal transformations see the residual, too: Higham, 20.1.
                const double of_residual = form == Form::rows ? kappa * kappa : kappa;
                CHECK(relative_error(ridge(form, X, y, lambda), w) <= 20 * of_residual * epsilon);
            }
        }
    }
}

TEST_CASE("lambda doubled, or its root, is another solution") {
    const Matrix<double> X = normals(8, 3, 40);
    const Vector<double> y = normals(8, 1, 41);
    for (const Form form : forms) {
        const Vector<double> w = ridge(form, X, y, 4);
        CHECK(relative_error(ridge(form, X, y, 8), w) > 0.01);
        CHECK(relative_error(ridge(form, X, y, 2), w) > 0.01);
    }
}

TEST_CASE("lambda = 0 is least squares where the form has the rank") {
    const Matrix<double> tall = normals(8, 3, 42), wide = tall.transpose();
    const Vector<double> y = normals(8, 1, 43), short_y = y.head(3);
    const Vector<double> w = exact_ridge(tall, y, 0);
    for (const Form form : {Form::primal, Form::rows, Form::svd})
        CHECK(relative_error(ridge(form, tall, y, 0), w) < 1e-13);
    const Vector<double> least = least_squares(LeastSquares::minimum_norm, wide, short_y);
    for (const Form form : {Form::dual, Form::features, Form::svd})
        CHECK(relative_error(ridge(form, wide, short_y, 0), least) < 1e-13);
    for (const Form form : {Form::dual, Form::features})
        CHECK_THROWS_AS(ridge(form, tall, y, 0), std::domain_error);
    for (const Form form : {Form::primal, Form::rows})
        CHECK_THROWS_AS(ridge(form, wide, short_y, 0), std::domain_error);
}

TEST_CASE("a deficient rank is an error for lambda = 0 or one lost in rounding, and fine otherwise") {
    Matrix<double> X = normals(6, 4, 44);
    X.col(3) = X.col(0) - X.col(1);
    X.row(5) = X.row(4);
    const Vector<double> y = normals(6, 1, 45);
    for (const Form form : {Form::primal, Form::dual, Form::rows, Form::features}) {
        CAPTURE(name(form));
        CHECK_THROWS_WITH(ridge(form, X, y, 0), Catch::Contains("ridge: X, of shape 6 x 4") &&
                                                    Catch::Contains("lambda = 0 ") &&
                                                    Catch::Contains(std::string(name(form))) &&
                                                    Catch::Contains("a larger lambda, or the form svd"));
        CHECK_THROWS_WITH(ridge(form, X, y, 1e-60), Catch::Contains("lambda = 1e-60 "));
        CHECK(relative_error(ridge(form, X, y, 1e-3), exact_ridge(X, y, 1e-3)) < 1e-10);
    }
    const Vector<double> least = least_squares(LeastSquares::minimum_norm, X, y);
    CHECK(relative_error(ridge(Form::svd, X, y, 0), least) < 1e-13);
    CHECK(relative_error(ridge(Form::svd, X, y, 1e-60), least) < 1e-13);
    // Zeros leave nothing to fit, and nothing to lose for lambda > 0.
    const Matrix<double> zero = Matrix<double>::Zero(3, 2);
    const Vector<double> ones = Vector<double>::Ones(3);
    for (const Form form : forms) CHECK(ridge(form, zero, ones, 1e-300) == Vector<double>::Zero(2));
    for (const Form form : forms)
        CHECK(ridge(form, normals(3, 2, 46), Vector<double>::Zero(3), 1) == Vector<double>::Zero(2));
    CHECK(ridge(Form::svd, zero, ones, 0) == Vector<double>::Zero(2));
}

TEST_CASE("scaling data by powers of two scales every bit of the ridge solution") {
    const Matrix<double> X = normals(7, 4, 47);
    const Vector<double> y = normals(7, 1, 48);
    const double lambda = 0.75;
    for (const Form form : forms) {
        const Vector<double> w = ridge(form, X, y, lambda);
        for (const auto& [unit, response] : {std::pair{-500, 0}, {500, 0}, {500, 900}, {-500, -900}}) {
            CAPTURE(name(form), unit, response);
            CHECK(ridge(form, X * std::ldexp(1.0, unit), y * std::ldexp(1.0, response),
                        std::ldexp(lambda, 2 * unit)) == w * std::ldexp(1.0, response - unit));
        }
        // Beside a lambda of another order X is all or nothing: w = X'y / lambda, or least squares.
        CHECK(relative_error(ridge(form, X * 0x1p-400, y, 1e12), X.transpose() * y * 0x1p-400 / 1e12) <
              1e-14);
        CHECK(relative_error(ridge(form, X, y, 1e300), X.transpose() * y / 1e300) < 1e-14);
    }
    for (const Form form : {Form::primal, Form::rows, Form::svd})
        CHECK(relative_error(ridge(form, X * 0x1p500, y, 1e-12), exact_ridge(X, y, 0) * 0x1p-500) < 1e-13);
}

TEST_CASE("ridge regression says which argument is wrong") {
    const Matrix<double> X = Matrix<double>::Ones(3, 2);
    const Vector<double> y = Vector<double>::Ones(3);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const Form form : forms) {
        CHECK_THROWS_WITH(ridge(form, X, Vector<double>(4), 1),
                          "ridge: y must have an element for each of the 3 rows of X, not 4");
        CHECK_THROWS_WITH(ridge(form, Matrix<double>(0, 2), Vector<double>(0), 1),
                          "ridge: X must have at least one row and one column, not shape 0 x 2");
        CHECK_THROWS_WITH(ridge(form, Matrix<double>(3, 0), y, 1), Catch::Contains("not shape 3 x 0"));
        CHECK_THROWS_WITH(ridge(form, X, y, -0.5), "ridge: lambda must be finite and at least 0, not -0.5");
        CHECK_THROWS_AS(ridge(form, X, y, nan), std::invalid_argument);
        CHECK_THROWS_AS(ridge(form, X, y, std::numeric_limits<double>::infinity()), std::invalid_argument);
        CHECK_THROWS_WITH(ridge(form, X, Vector<double>{{0, nan, 0}}, 1), Catch::Contains("element of y"));
        CHECK_THROWS_WITH(ridge(form, X * nan, y, 1), Catch::Contains("row 0, column 0"));
    }
    CHECK_THROWS_AS(ridge(static_cast<Form>(9), X, y, 1), std::invalid_argument);
    CHECK_THROWS_AS(name(static_cast<Form>(9)), std::invalid_argument);
}

TEST_CASE("forms of ridge regression have names") {
    CHECK(name(Form::primal) == "primal");
    CHECK(name(Form::dual) == "dual");
    CHECK(name(Form::rows) == "rows");
    CHECK(name(Form::features) == "features");
    CHECK(name(Form::svd) == "svd");
    CHECK(forms.size() == 5);
}

}  // namespace
}  // namespace assay::linear
