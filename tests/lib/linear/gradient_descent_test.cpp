#include "lib/linear/gradient_descent.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "lib/exact/prime_field.hpp"
#include "lib/linear/spectrum.hpp"
#include "tests/lib/linear/exactly.hpp"

namespace assay::linear {
namespace {

using exact::Mod61;
using exact::Rational;

constexpr double infinity = std::numeric_limits<double>::infinity();

TEMPLATE_TEST_CASE("loss, gradient and step by hand", "", double, Rational, Mod61) {
    Matrix<TestType> X(2, 2);
    Vector<TestType> y(2), w(2), slope(2), next(2);
    X << 1, 2, 3, 4;
    y << 5, 6;
    w << 1, -1;
    // y - X w = (6, 7), X'(y - X w) = (27, 40)
    CHECK(loss(X, y, w, 3) == TestType(36 + 49 + 3 * 2));
    slope << -54 + 6, -80 - 6;
    CHECK(gradient(X, y, w, 3) == slope);
    next << 1 + 5 * 48, -1 + 5 * 86;
    CHECK(decayed_step(X, y, w, 3, 5) == next);
    CHECK(descend(X, y, w, 3, 5, 0) == w);
    CHECK(descend(X, y, w, 3, 5, 2) == decayed_step(X, y, next, 3, 5));
    CHECK(TestType(13) * largest_learning_rate(TestType(3), TestType(4)) == TestType(1));
}

TEST_CASE("the gradient is that of the loss, exactly") {
    const Matrix<Rational> X = exactly(normals(4, 3, 1));
    const Vector<Rational> y = exactly(normals(4, 1, 2)), w = exactly(normals(3, 1, 3));
    const Rational lambda(7, 5), step(1, 3);
    const Vector<Rational> slope = gradient(X, y, w, lambda);
    for (Index j = 0; j < 3; ++j) {
        // The loss is quadratic, so that a central difference has no error.
        Vector<Rational> left = w, right = w;
        left[j] -= step;
        right[j] += step;
        CHECK((loss(X, y, right, lambda) - loss(X, y, left, lambda)) / (2 * step) == slope[j]);
    }
}

TEST_CASE("the gradient is 0 at the ridge solution, and a step stays there, exactly") {
    const Matrix<Rational> X = exactly(normals(3, 5, 4));
    const Vector<Rational> y = exactly(normals(3, 1, 5));
    const Rational lambda(2, 7);
    Matrix<Rational> gram = exact::product(X.transpose(), X);
    gram.diagonal().array() += lambda;
    const Vector<Rational> w = exact::solve(gram, exact::product(X.transpose(), y)).value();
    CHECK(gradient(X, y, w, lambda) == Vector<Rational>::Constant(5, Rational(0)));
    CHECK(decayed_step(X, y, w, lambda, Rational(1, 9)) == w);
    CHECK(gradient(X, y, w, Rational(lambda * 2)) != Vector<Rational>::Constant(5, Rational(0)));
}

TEST_CASE("below the limit of the learning rate descent arrives, above it it leaves") {
    const Matrix<double> X = normals(12, 4, 6);
    const Vector<double> y = normals(12, 1, 7), start = Vector<double>::Zero(4);
    for (const double lambda : {0.0, 2.5}) {
        const Vector<double> w = exact_ridge(X, y, lambda);
        const double limit = largest_learning_rate(singular_values(X)[0], lambda);
        // Each step multiplies the error in direction s by 1 - 2 eta (s^2 + lambda): by -0.98 or -1.02 in
        // that of the largest s, by less than 0.9 for s_min^2 > s_max^2 / 20.
        CHECK(relative_error(descend(X, y, start, lambda, 0.99 * limit, 2000), w) < 1e-13);
        CHECK(relative_error(descend(X, y, start, lambda, 1.01 * limit, 2000), w) > 1e6);
    }
    CHECK(largest_learning_rate(0.0, 0.0) == infinity);
    CHECK_THROWS_AS(largest_learning_rate(Rational(0), Rational(0)), std::overflow_error);
}

TEST_CASE("descent says which argument is wrong") {
    const Matrix<double> X = Matrix<double>::Ones(2, 3);
    const Vector<double> y = Vector<double>::Ones(2), w = Vector<double>::Ones(3);
    CHECK_THROWS_WITH(loss(X, w, w, 1), "loss: y must have an element for each of the 2 rows of X, not 3");
    CHECK_THROWS_WITH(gradient(X, y, y, 1),
                      "gradient: w must have an element for each of the 3 columns of X, not 2");
    CHECK_THROWS_WITH(decayed_step(X, y, w, -1e-12, 0.1),
                      "decayed_step: lambda must be finite and at least 0, not -1e-12");
    CHECK_THROWS_WITH(loss(Matrix<double>(0, 3), y, w, 1),
                      "loss: X must have at least one row and one column, not shape 0 x 3");
    CHECK_THROWS_AS(descend(X, y, w, 0, 0.1, -1), std::invalid_argument);
    CHECK_THROWS_AS(loss(X, y, w, std::numeric_limits<double>::quiet_NaN()), std::invalid_argument);
    CHECK_THROWS_AS(largest_learning_rate(-1.0, 0.0), std::invalid_argument);
    CHECK_THROWS_AS(largest_learning_rate(1.0, -1.0), std::invalid_argument);
    CHECK(loss(X, y, Vector<double>::Constant(3, infinity), 1) == infinity);  // a descent may diverge
}

}  // namespace
}  // namespace assay::linear
