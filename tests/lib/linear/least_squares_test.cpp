#include "lib/linear/least_squares.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "lib/linear/spectrum.hpp"
#include "tests/lib/linear/exactly.hpp"

namespace assay::linear {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

TEST_CASE("every form fits a line by hand") {
    // Through (0, 1), (1, 3), (2, 4): slope 3/2, intercept 7/6.
    const Matrix<double> X{{1, 0}, {1, 1}, {1, 2}};
    const Vector<double> y{{1, 3, 4}};
    for (const LeastSquares form : least_squares_forms) {
        CAPTURE(name(form));
        const Vector<double> w = least_squares(form, X, y);
        CHECK(w[0] == Approx(7.0 / 6).epsilon(1e-14));
        CHECK(w[1] == Approx(1.5).epsilon(1e-14));
    }
}

TEST_CASE("every form meets the exact solution within its condition") {
    for (const auto& [n, d] : {std::pair<Index, Index>{1, 1}, {2, 1}, {5, 5}, {7, 3}, {40, 20}}) {
        const Matrix<double> X = normals(n, d, static_cast<std::uint64_t>(100 * n + d));
        const Vector<double> y = normals(n, 1, static_cast<std::uint64_t>(n));
        const Vector<double> w = exact_ridge(X, y, 0);
        const double kappa = condition_number(X);
        for (const LeastSquares form : least_squares_forms) {
            CAPTURE(n, d, kappa, name(form));
            // Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., 20.1 and 20.4: kappa^2 epsilon
            // times a modest factor for any residual.
            CHECK(relative_error(least_squares(form, X, y), w) <= 20 * kappa * kappa * epsilon);
        }
    }
}

TEST_CASE("orthogonal forms keep the digits that the normal equations lose") {
    // Hilbert's matrix of 6 columns: condition 1.5e7, its square 2e14. The residual is 0.
    Matrix<double> X(8, 6);
    for (Index i = 0; i < 8; ++i)
        for (Index j = 0; j < 6; ++j) X(i, j) = 1.0 / static_cast<double>(i + j + 1);
    const Vector<double> y = X * Vector<double>::Ones(6), w = exact_ridge(X, y, 0);
    const double kappa = condition_number(X);
    for (const LeastSquares form : {LeastSquares::qr, LeastSquares::svd, LeastSquares::minimum_norm})
        CHECK(relative_error(least_squares(form, X, y), w) <= 20 * kappa * epsilon);
    const double squared = relative_error(least_squares(LeastSquares::normal_equations, X, y), w);
    CHECK(squared > 20 * kappa * epsilon);
    CHECK(squared <= kappa * kappa * epsilon);
}

TEST_CASE("a deficient rank gives the least norm where that was asked for, and an error where not") {
    // Column 3 = column 1 + column 2, of independent normals; and more columns than rows.
    Matrix<double> dependent = normals(9, 3, 20);
    dependent.col(2) = dependent.col(0) + dependent.col(1);
    for (const Matrix<double>& X : {dependent, normals(3, 5, 21)}) {
        const Vector<double> y = normals(X.rows(), 1, 22);
        // X^+ y = X'(XX')^-1 y for full row rank; for the other, w in the span of (1, 0, 1) and (0, 1, 1).
        Vector<double> w(X.cols());
        if (X.rows() < X.cols()) {
            const Matrix<exact::Rational> rational = exactly(X), transposed = rational.transpose();
            const Vector<exact::Rational> exact_w = exact::product(
                transposed, exact::solve(exact::product(rational, transposed), exactly(y)).value());
            w = exact_w.unaryExpr([](const exact::Rational& value) { return value.convert_to<double>(); });
        } else {
            const Matrix<double> basis{{1, 0}, {0, 1}, {1, 1}};
            w = basis * exact_ridge(X * basis, y, 0);
        }
        CHECK(relative_error(least_squares(LeastSquares::svd, X, y), w) < 1e-13);
        CHECK(relative_error(least_squares(LeastSquares::minimum_norm, X, y), w) < 1e-13);
        CHECK(relative_error(pseudoinverse(X) * y, w) < 1e-13);
        for (const LeastSquares form : {LeastSquares::normal_equations, LeastSquares::qr}) {
            CHECK_THROWS_AS(least_squares(form, X, y), std::domain_error);
            CHECK_THROWS_WITH(least_squares(form, X, y), Catch::Contains("full column rank") &&
                                                             Catch::Contains("minimum-norm or svd") &&
                                                             Catch::Contains("lambda > 0"));
        }
    }
    const Matrix<double> zero = Matrix<double>::Zero(3, 2);
    const Vector<double> y = Vector<double>::Ones(3);
    CHECK(least_squares(LeastSquares::svd, zero, y) == Vector<double>::Zero(2));
    CHECK(least_squares(LeastSquares::minimum_norm, zero, y) == Vector<double>::Zero(2));
    CHECK(pseudoinverse(zero) == Matrix<double>::Zero(2, 3));
    CHECK_THROWS_AS(least_squares(LeastSquares::qr, zero, y), std::domain_error);
    CHECK_THROWS_AS(least_squares(LeastSquares::normal_equations, zero, y), std::domain_error);
}

TEST_CASE("scaling data by powers of two scales every bit of the solution") {
    const Matrix<double> X = normals(9, 4, 23);
    const Vector<double> y = normals(9, 1, 24);
    for (const LeastSquares form : least_squares_forms) {
        const Vector<double> w = least_squares(form, X, y);
        for (const auto& [unit, response] :
             {std::pair{-500, 0}, {500, 0}, {500, 900}, {-900, -500}, {1000, 1000}}) {
            CAPTURE(name(form), unit, response);
            CHECK(least_squares(form, X * std::ldexp(1.0, unit), y * std::ldexp(1.0, response)) ==
                  w * std::ldexp(1.0, response - unit));
        }
    }
    // Rounding to subnormal numbers costs digits, but nothing else.
    const Matrix<double> subnormal = Matrix<double>::Constant(1, 1, 0x1p-1070);
    for (const LeastSquares form : least_squares_forms) {
        CHECK(least_squares(form, subnormal, Vector<double>::Constant(1, 0x3p-1070))[0] == 3);
        CHECK(least_squares(form, subnormal, Vector<double>::Ones(1))[0] ==
              std::numeric_limits<double>::infinity());
    }
}

TEST_CASE("columns in units of their own keep full rank") {
    Matrix<double> X = normals(9, 3, 25);
    const Vector<double> y = normals(9, 1, 26);
    const Vector<double> w = exact_ridge(X, y, 0);
    X.col(0) *= 0x1p-100;
    X.col(2) *= 0x1p100;
    for (const LeastSquares form : {LeastSquares::normal_equations, LeastSquares::qr}) {
        Vector<double> scaled = least_squares(form, X, y);
        scaled[0] *= 0x1p-100;
        scaled[2] *= 0x1p100;
        CHECK(relative_error(scaled, w) < 1e-13);
    }
}

TEST_CASE("the pseudoinverse satisfies Penrose's four equations") {
    for (const auto& [n, d] : {std::pair<Index, Index>{1, 1}, {6, 4}, {4, 6}, {5, 5}}) {
        Matrix<double> X = normals(n, d, static_cast<std::uint64_t>(30 + n));
        if (d > 1) X.col(1) = 2 * X.col(0);
        const Matrix<double> inverse = pseudoinverse(X);
        CAPTURE(n, d);
        CHECK((X * inverse * X).isApprox(X, 1e-13));
        CHECK((inverse * X * inverse).isApprox(inverse, 1e-13));
        CHECK((X * inverse).isApprox((X * inverse).transpose(), 1e-13));
        CHECK((inverse * X).isApprox((inverse * X).transpose(), 1e-13));
    }
}

TEST_CASE("least squares say which argument is wrong") {
    const Matrix<double> X = Matrix<double>::Ones(3, 2);
    const Vector<double> y = Vector<double>::Ones(3);
    for (const LeastSquares form : least_squares_forms) {
        CHECK_THROWS_WITH(least_squares(form, X, Vector<double>(2)),
                          "least_squares: y must have an element for each of the 3 rows of X, not 2");
        CHECK_THROWS_WITH(least_squares(form, Matrix<double>(0, 2), Vector<double>(0)),
                          "least_squares: X must have at least one row and one column, not shape 0 x 2");
        CHECK_THROWS_AS(least_squares(form, Matrix<double>(3, 0), y), std::invalid_argument);
    }
    Matrix<double> missing = X;
    missing(2, 1) = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_WITH(
        least_squares(LeastSquares::qr, missing, y),
        "least_squares: every element of X must be finite, not nan in row 2, column 1 (from 0)");
    CHECK_THROWS_WITH(pseudoinverse(missing), Catch::Contains("pseudoinverse: every element of X"));
    Vector<double> huge = y;
    huge[1] = -std::numeric_limits<double>::infinity();
    CHECK_THROWS_WITH(
        least_squares(LeastSquares::svd, X, huge),
        "least_squares: every element of y must be finite, not -inf in row 1, column 0 (from 0)");
    CHECK_THROWS_AS(pseudoinverse(Matrix<double>(0, 0)), std::invalid_argument);
    CHECK_THROWS_AS(least_squares(static_cast<LeastSquares>(9), X, y), std::invalid_argument);
    CHECK_THROWS_AS(name(static_cast<LeastSquares>(9)), std::invalid_argument);
}

TEST_CASE("forms of least squares have names") {
    CHECK(name(LeastSquares::normal_equations) == "normal-equations");
    CHECK(name(LeastSquares::qr) == "qr");
    CHECK(name(LeastSquares::svd) == "svd");
    CHECK(name(LeastSquares::minimum_norm) == "minimum-norm");
    CHECK(least_squares_forms.size() == 4);
}

}  // namespace
}  // namespace assay::linear
