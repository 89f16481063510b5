#include "lib/optim/objective/linear_model.hpp"

#include <array>
#include <limits>

#include "tests/lib/optim/objective/exactly.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;
using Eigen::Index;

LeastSquares<Rational> example(Scaling scaling) {
    LeastSquares<Rational> model{.inputs = {}, .targets = Vector<Rational>(4), .scaling = scaling};
    model.inputs.resize(4, 2);
    model.inputs << 1, 2, -3, 1, 0, 5, 2, -2;
    model.targets << 1, -1, 4, Rational(1, 2);
    return model;
}

TEST_CASE("least squares is c |y - X theta|^2 with gradient -2 c X'(y - X theta), for every scaling") {
    for (const auto& [scaling, c] :
         {std::pair(Scaling::sum, Rational(1)), std::pair(Scaling::half_sum, Rational(1, 2)),
          std::pair(Scaling::mean, Rational(1, 4))}) {
        const LeastSquares<Rational> model = example(scaling);
        // 70 replicates: more than are handled at a time.
        assay::tests::check_polynomial(model, 70);
        const Vector<Rational> at{{Rational(3), Rational(-1, 2)}};
        const Vector<Rational> residual = model.targets - model.inputs * at;
        CHECK(value(model, at) == c * residual.squaredNorm());
    }
    assay::tests::check_sizes(example(Scaling::sum), "LinearModel");
}

TEST_CASE("the mean of the gradients of all batches is the gradient, exactly") {
    const LeastSquares<Rational> model = example(Scaling::mean);
    const Vector<Rational> at{{Rational(3), Rational(-1, 2)}};
    Vector<Rational> full(2), batch(2), sum = Vector<Rational>::Zero(2);
    model.gradient(at, full);
    for (Index i = 0; i < 4; ++i)
        for (Index j = 0; j < 4; ++j) {
            model.batch_gradient(std::array{i, j}, at, batch);
            sum += batch;
        }
    CHECK(sum == Vector<Rational>(full * Rational(16)));
    model.batch_gradient(std::array<Index, 4>{3, 1, 0, 2}, at, batch);
    CHECK(batch == full);
}

TEST_CASE("logistic regression has the slope of its loss, and does not overflow") {
    using Loss = LogisticLoss<double>;
    for (const double y : {-1.0, 1.0})
        for (const double z : {-30.0, -2.0, 0.0, 0.5, 30.0}) {
            const auto loss = [y](long double x) { return std::log1p(std::exp(-y * x)); };
            CHECK(Loss::value(z, y) == Approx(static_cast<double>(loss(z))).epsilon(1e-14));
            const auto slope = static_cast<double>((loss(z + 1e-6L) - loss(z - 1e-6L)) / 2e-6L);
            CHECK(Loss::slope(z, y) == Approx(slope).epsilon(1e-10).margin(1e-12));
        }
    CHECK(Loss::value(-1e4, 1) == 1e4);
    CHECK(Loss::value(1e4, 1) == 0);
    CHECK(Loss::slope(-1e4, 1) == -1);
    CHECK(Loss::slope(1e4, 1) == 0);
    CHECK(std::isnan(Loss::value(std::numeric_limits<double>::quiet_NaN(), 1)));

    // Two examples, mean: gradient -y x / (1 + e^(y x theta)), averaged.
    const LogisticRegression<double> model{LogisticRegression<double>::Inputs{{2.0}, {-1.0}},
                                           Vector<double>{{1, 1}}, Scaling::mean};
    Vector<double> gradient(1);
    model.gradient(Vector<double>{{0}}, gradient);
    CHECK(gradient[0] == Approx((-1.0 + 0.5) / 2));
    CHECK(value(model, Vector<double>{{0}}) == Approx(std::log(2)));
}

TEST_CASE("linear models refuse data that do not fit, by name") {
    LeastSquares<Rational> model = example(Scaling::mean);
    Vector<Rational> at = Vector<Rational>::Zero(2), out(2);
    const std::span<const Index> nothing;
    CHECK_THROWS_WITH(model.batch_gradient(nothing, at, out), Catch::Contains("at least one example"));
    CHECK_THROWS_WITH(model.batch_gradient(std::array<Index, 1>{4}, at, out),
                      Catch::Contains("from 0 to 3, not 4"));
    CHECK_THROWS_WITH(model.batch_gradient(std::array<Index, 1>{-1}, at, out), Catch::Contains("not -1"));
    model.targets.conservativeResize(3);
    CHECK_THROWS_WITH(model.gradient(at, out), Catch::Contains("LinearModel: targets must have one element"));
    model.inputs.resize(0, 2);
    CHECK_THROWS_WITH(model.gradient(at, out), Catch::Contains("inputs must have at least one row"));
}

}  // namespace
