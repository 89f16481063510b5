#include "lib/optim/newton.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <memory>

#include "lib/exact/rational.hpp"
#include "lib/optim/objective/quadratic.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;

TEST_CASE("one Newton step reaches the critical point of a quadratic, saddle or not, exactly") {
    for (const Rational& second : {Rational(100), Rational(-2)}) {
        const Quadratic<Rational> axes{Vector<Rational>{{Rational(1), second}}};
        const DenseQuadratic<Rational> objective = rotated(axes, Rational(3, 5), Rational(4, 5));
        Vector<Rational> theta{{Rational(7), Rational(-5, 3)}}, gradient(2);
        objective.gradient(theta, gradient);
        Newton<Rational>{}.step(gradient, objective.hessian, theta);
        CHECK(theta == Vector<Rational>(Vector<Rational>::Zero(2)));
    }
}

TEST_CASE("Newton refuses what it cannot solve, by name") {
    const Newton<double> rule;
    Vector<double> theta = Vector<double>::Ones(2);
    const Vector<double> gradient = theta;
    Eigen::MatrixXd hessian = Eigen::MatrixXd::Ones(2, 2);
    CHECK_THROWS_AS(rule.step(gradient, hessian, theta), std::domain_error);
    hessian(0, 0) = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(rule.step(gradient, hessian, theta), std::domain_error);
    CHECK_THROWS_WITH(rule.step(gradient, Eigen::MatrixXd(2, 3), theta),
                      Catch::Contains("columns of the Hessian"));
    CHECK_THROWS_WITH(rule.step(Vector<double>(3), hessian, theta),
                      Catch::Contains("Newton::step: gradient"));
    CHECK_THROWS_WITH(Newton<double>{.learning_rate = 0}.step(gradient, hessian, theta),
                      Catch::Contains("Newton::step: learning_rate"));
    CHECK(theta == gradient);
    Vector<double> none(0);
    rule.step(Vector<double>(0), Eigen::MatrixXd(0, 0), none);
    CHECK(none.size() == 0);
    CHECK_THROWS_AS(Newton<Rational>{}.step(Vector<Rational>::Ones(2), Newton<Rational>::Matrix::Ones(2, 2),
                                            *std::make_unique<Vector<Rational>>(Vector<Rational>::Ones(2))),
                    std::domain_error);
}

}  // namespace
