#include "lib/optim/objective/quadratic.hpp"

#include "tests/lib/optim/objective/exactly.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;
using V = Vector<Rational>;

static_assert(Objective<Quadratic<float>> && Objective<DenseQuadratic<double>>);

TEST_CASE("quadratics are sum h theta^2 / 2 and theta' H theta / 2") {
    const Quadratic<Rational> axes{V{{Rational(3), Rational(-2)}}};
    assay::tests::check_polynomial(axes, 5);
    assay::tests::check_sizes(axes, "Quadratic");
    CHECK(value(axes, V{{Rational(2), Rational(5)}}) == 6 - 25);
    DenseQuadratic<Rational> dense;
    dense.hessian.resize(2, 2);
    dense.hessian << 4, 1, 1, 3;
    assay::tests::check_polynomial(dense, 5);
    assay::tests::check_sizes(dense, "DenseQuadratic");
    CHECK(value(dense, V{{Rational(2), Rational(5)}}) == 8 + 10 + Rational(75, 2));
    dense.hessian.resize(2, 3);
    CHECK_THROWS_WITH(dense.dimension(), Catch::Contains("columns of the Hessian"));
}

TEST_CASE("a quadratic's gradient can be added to noise, with the bits of the sum") {
    const Quadratic<double> objective{Vector<double>{{3, 0.1}}};
    for (const Eigen::Index replicates : {1, 9}) {
        const Vector<double> at = Vector<double>::LinSpaced(2 * replicates, -1, 2),
                             noise = Vector<double>::LinSpaced(2 * replicates, 0.3, 7);
        Vector<double> gradient(at.size()), sum = noise;
        objective.gradient(at, gradient);
        objective.add_gradient(at, sum);
        CHECK(sum == Vector<double>(noise + gradient));
    }
}

TEST_CASE("a rotation by 90 degrees exchanges the axes, and any rotation keeps trace and determinant") {
    const Quadratic<Rational> axes{V{{Rational(1), Rational(100)}}};
    const auto quarter = rotated(axes, Rational(0), Rational(1)).hessian;
    CHECK((quarter(0, 0) == 100 && quarter(1, 1) == 1 && quarter(0, 1) == 0));
    const auto turned = rotated(axes, Rational(3, 5), Rational(4, 5)).hessian;
    CHECK(turned(0, 0) + turned(1, 1) == 101);
    CHECK(turned(0, 0) * turned(1, 1) - turned(0, 1) * turned(1, 0) == 100);
    // The first axis turns to (3/5, 4/5).
    V out(2);
    rotated(axes, Rational(3, 5), Rational(4, 5)).gradient(V{{Rational(3, 5), Rational(4, 5)}}, out);
    CHECK(out == V{{Rational(3, 5), Rational(4, 5)}});
    CHECK_THROWS_WITH(rotated(Quadratic<Rational>{V::Ones(3)}, Rational(1), Rational(0)),
                      Catch::Contains("rotated: eigenvalues of a plane"));
}

TEST_CASE("the saddle rises along x and falls along y") {
    const Quadratic<double> objective = saddle(2.0, 3.0);
    CHECK(value(objective, Vector<double>{{1, 0}}) == 1);
    CHECK(value(objective, Vector<double>{{0, 1}}) == -1.5);
    CHECK_THROWS_WITH(saddle(0.0, 1.0), Catch::Contains("saddle: rising must be positive"));
    CHECK_THROWS_WITH(saddle(1.0, -1.0), Catch::Contains("saddle: falling must be positive"));
}

}  // namespace
