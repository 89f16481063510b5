#include "lib/nn/loss.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

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

TEST_CASE("softmax is a probability, whatever the logits' size") {
    const Matrix<double> z{{1000, -1000, 0}, {1001, -1000, std::log(3)}};
    Matrix<double> p;
    softmax(z, p);
    CHECK(p(0, 0) == Approx(1 / (1 + std::exp(1))).epsilon(1e-13));
    CHECK(p(0, 1) == 0.5);
    CHECK(p(1, 2) == Approx(0.75).epsilon(1e-15));
    softmax(Matrix<double>(2, 0), p);
    CHECK(p.cols() == 0);
    CHECK_THROWS_AS(softmax(Matrix<double>(0, 2), p), std::invalid_argument);
    softmax(Matrix<double>{{1}, {std::numeric_limits<double>::quiet_NaN()}}, p);
    CHECK(std::isnan(p(0, 0)));
}

TEST_CASE("cross-entropy is exact for equal logits, large ones and labels") {
    const Matrix<double> equal = Matrix<double>::Constant(4, 2, 700), labels{{1, 0}, {0, 0}, {0, 1}, {0, 0}};
    CHECK(softmax_cross_entropy(equal, labels, Reduction::sum) == Approx(2 * std::log(4)).epsilon(1e-14));
    CHECK(softmax_cross_entropy(equal, labels, Reduction::mean) == Approx(std::log(4)).epsilon(1e-14));
    const Matrix<float> far{{1e30F}, {-1e30F}};
    CHECK(softmax_cross_entropy(far, Matrix<float>{{1}, {0}}, Reduction::sum) == 0);
    CHECK(softmax_cross_entropy(far, Matrix<float>{{0}, {1}}, Reduction::sum) == 2e30F);
    // A class that cannot occur and is not expected.
    const Matrix<double> never{{0}, {-std::numeric_limits<double>::infinity()}};
    CHECK(softmax_cross_entropy(never, Matrix<double>{{1}, {0}}, Reduction::sum) == 0);
}

TEST_CASE("cross-entropy's gradient is a difference quotient, and zero at the targets") {
    const Matrix<double> z{{0.5, -2}, {1.5, 3}, {-1, 0.25}}, t{{0.2, 0}, {0.5, 1}, {0.3, 0}};
    Matrix<double> g;
    softmax_cross_entropy_gradient(z, t, Reduction::mean, g);
    for (Index i = 0; i < z.size(); ++i) {
        Matrix<double> up = z, down = z;
        up(i) += 1e-5;
        down(i) -= 1e-5;
        const double quotient = (softmax_cross_entropy(up, t, Reduction::mean) -
                                 softmax_cross_entropy(down, t, Reduction::mean)) /
                                2e-5;
        CHECK(g(i) == Approx(quotient).margin(1e-9));
    }
    softmax_cross_entropy_gradient(Matrix<double>(t.array().max(1e-300).log()), t, Reduction::sum, g);
    CHECK(g.cwiseAbs().maxCoeff() < 1e-15);
}

TEST_CASE("cross-entropy refuses shapes that do not fit") {
    Matrix<double> g;
    const Matrix<double> z(3, 2), none(3, 0), no_classes(0, 2);
    CHECK_THROWS_WITH(softmax_cross_entropy(z, none, Reduction::sum),
                      Catch::Contains("softmax_cross_entropy: targets"));
    CHECK_THROWS_AS(softmax_cross_entropy(none, none, Reduction::mean), std::invalid_argument);
    CHECK_THROWS_AS(softmax_cross_entropy(no_classes, no_classes, Reduction::sum), std::invalid_argument);
    CHECK_THROWS_AS(softmax_cross_entropy_gradient(no_classes, no_classes, Reduction::sum, g),
                    std::invalid_argument);
    CHECK(softmax_cross_entropy(none, none, Reduction::sum) == 0);
}

}  // namespace
