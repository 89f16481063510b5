#include "lib/nn/loss.hpp"

#include <catch2/catch.hpp>

#include "lib/exact/rational.hpp"

namespace {

using namespace assay::nn;
using assay::exact::Rational;

TEST_CASE("squared loss sums the outputs and sums or averages the samples") {
    const Matrix<double> y{{1, 2, 3}, {0, 0, 4}};
    const Matrix<double> t{{1, 0, 0}, {1, 0, 0}};
    CHECK(squared_loss(y, t, Reduction::sum) == 1 + 4 + 25);
    CHECK(squared_loss(y, t, Reduction::mean) == 10);
    Matrix<double> g;
    squared_loss_gradient(y, t, Reduction::sum, g);
    CHECK(g == Matrix<double>{{0, 4, 6}, {-2, 0, 8}});
    squared_loss_gradient(y, t, Reduction::mean, g);
    CHECK(g(1, 2) == Approx(8.0 / 3));
}

TEST_CASE("squared loss is exact on rationals") {
    const Matrix<Rational> y{{Rational(1, 3), Rational(1)}};
    const Matrix<Rational> t{{Rational(0), Rational(1, 2)}};
    CHECK(squared_loss(y, t, Reduction::mean) == Rational(13, 72));
    Matrix<Rational> g;
    squared_loss_gradient(y, t, Reduction::mean, g);
    CHECK(g(0, 0) == Rational(1, 3));
}

TEST_CASE("squared loss of no samples has a sum and no mean") {
    const Matrix<double> none(2, 0);
    Matrix<double> g;
    CHECK(squared_loss(none, none, Reduction::sum) == 0);
    CHECK_THROWS_AS(squared_loss(none, none, Reduction::mean), std::invalid_argument);
    CHECK_THROWS_AS(squared_loss_gradient(none, none, Reduction::mean, g), std::invalid_argument);
    CHECK_THROWS_AS(squared_loss(none, Matrix<double>(1, 0), Reduction::sum), std::invalid_argument);
}

}  // namespace
