#include "lib/optim/dynamics.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <numbers>

#include "lib/exact/rational.hpp"
#include "lib/optim/advance.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "tests/reference/read_table.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;
using V = Vector<double>;

double number(const std::string& text) {
    return std::strtod(text.c_str(), nullptr);
}

template <class Rule>
V after(const Rule& rule, const V& spectrum, std::uint64_t steps, V at) {
    const Quadratic<double> quadratic{spectrum};
    auto state = rule.init(at.size());
    Workspace<double> workspace(at.size());
    for (std::uint64_t t = 0; t < steps; ++t)
        advance(
            rule, state, [&](const V& point, V& out) { quadratic.gradient(point, out); }, at, workspace);
    return at;
}

/// Errors of a root in units of the larger modulus.
template <class Rule>
void check_row(const Rule& rule, const std::vector<std::string>& row) {
    const double h = number(row[3]);
    const std::complex<double> first(number(row[4]), number(row[5])), second(number(row[6]), number(row[7]));
    const auto polynomial = characteristic(rule, h);
    const auto roots = polynomial.roots();
    const double size = std::abs(first);
    // NumPy's own eigenvalues have errors of some 2^-52 |M| / |1 - q/p| each.
    const double tolerance =
        1e-14 * (1 + iteration_matrix(rule, h).norm() / size) / std::abs(1.0 - second / first);
    CHECK(std::abs(roots[0] - first) < tolerance * size);
    CHECK(std::abs(roots[1] - second) < tolerance * size);
    CHECK(std::abs(spectral_radius(rule, h) - size) < tolerance * size);
    CHECK(polynomial.stable() == (size < 1));
    CHECK(polynomial.oscillates() == (first.imag() != 0));
    if (h > 0) CHECK((rule.learning_rate < learning_rate_limit(rule, h)) == (size < 1));
    if (row[8].empty())
        CHECK_THROWS_AS(stationary(rule, h, 1.0), std::domain_error);
    else
        CHECK(stationary(rule, h, 1.0).variance == Approx(number(row[8])).epsilon(1e-9));
    if (first != second)
        for (const std::uint64_t t : {1U, 2U, 7U, 40U}) {
            const double expected = after(rule, V::Constant(1, h), t, V::Ones(1))[0];
            const double envelope = static_cast<double>(t + 1) * std::pow(size, static_cast<double>(t)) *
                                    (1 + iteration_matrix(rule, h).norm() / size);
            CHECK(std::abs(coordinate_after(rule, h, t) - expected) < 1e-13 * envelope);
        }
}

TEST_CASE("roots, stability and stationary variance are NumPy's and SciPy's") {
    const auto rows = assay::tests::read_table("optim/dynamics.csv");
    REQUIRE(rows.size() == 200);
    for (const auto& row : rows) {
        INFO(row[0] << " eta " << row[1] << " momentum " << row[2] << " h " << row[3]);
        const double eta = number(row[1]), momentum = number(row[2]);
        if (row[0] == "gradient-descent") check_row(GradientDescent<double>{eta}, row);
        if (row[0] == "heavy-ball") check_row(HeavyBall<double>{eta, momentum}, row);
        if (row[0] == "ema") check_row(EmaMomentum<double>{eta, momentum}, row);
        if (row[0] == "nesterov") check_row(Nesterov<double>{eta, momentum}, row);
    }
}

template <class Rule>
void check_matrix(const Rule& rule, const Rational& h) {
    const auto matrix = iteration_matrix(rule, h);
    const auto polynomial = characteristic(rule, h);
    CHECK(matrix(0, 0) + matrix(1, 1) == polynomial.trace);
    CHECK(matrix(0, 0) * matrix(1, 1) - matrix(0, 1) * matrix(1, 0) == polynomial.determinant);
    // At the limit a root is -1: the polynomial is 0 there.
    Rule at_limit = rule;
    at_limit.learning_rate = learning_rate_limit(rule, h);
    const auto limit = characteristic(at_limit, h);
    CHECK(1 + limit.trace + limit.determinant == 0);
    CHECK(!limit.stable());
    // Two steps of the rule itself are two products with the matrix.
    Vector<Rational> theta(1), at(1);
    theta[0] = 3;
    auto state = rule.init(1);
    Eigen::Matrix<Rational, 2, 1> expected;
    expected << Rational(3), Rational(0);
    Workspace<Rational> workspace(1);
    for (int t = 0; t < 2; ++t) {
        advance(
            rule, state, [&](const Vector<Rational>& point, Vector<Rational>& out) { out = point * h; },
            theta, workspace);
        expected = (matrix * expected).eval();
    }
    CHECK(theta[0] == expected[0]);
}

TEST_CASE("matrix, polynomial and limit agree exactly, with each other and with the rules") {
    const Rational eta(3, 7), part(2, 5), h(5, 3);
    check_matrix(GradientDescent<Rational>{eta}, h);
    check_matrix(HeavyBall<Rational>{eta, part}, h);
    check_matrix(EmaMomentum<Rational>{eta, part}, h);
    check_matrix(Nesterov<Rational>{eta, part}, h);
    const Rational variance(7, 11);
    const auto ball = stationary(HeavyBall<Rational>{eta, part}, h, variance);
    CHECK(ball.variance == eta * variance * (1 + part) / (h * (1 - part) * (2 * (1 + part) - eta * h)));
    // The same ball in the other convention.
    const auto ema = stationary(EmaMomentum<Rational>{eta / (1 - part), Rational(1 - part)}, h, variance);
    CHECK(ema.variance == ball.variance);
    CHECK(ema.step_variance == ball.step_variance);
    const auto plain = stationary(GradientDescent<Rational>{eta}, h, variance);
    CHECK(plain.variance == eta * variance / (h * (2 - eta * h)));
    CHECK(plain.step_variance == 2 * eta * h * plain.variance);
}

/// The rate stands on dense spectra with both ends; every change of a hyperparameter by a percent is worse.
template <class Rule, class Change>
void check_optimum(const Tuned<Rule>& tuned, double mu, double L, const Change& change) {
    const V spectrum = V::LinSpaced(1000, mu, L);
    // A double root is split by the square root of the rounding error.
    CHECK(spectral_radius(tuned.rule, spectrum) == Approx(tuned.rate).margin(1e-7));
    for (const double factor : {0.99, 1.01})
        for (const int which : {0, 1}) {
            Rule other = tuned.rule;
            change(other, which, factor);
            CHECK(spectral_radius(other, spectrum) > tuned.rate + 1e-6);
        }
}

TEST_CASE("the tuned rates are those of their rules, and the best nearby") {
    for (const double kappa : {2.0, 10.0, 100.0}) {
        INFO("kappa " << kappa);
        const double mu = 0.3, L = mu * kappa, root = std::sqrt(kappa);
        const auto descent = best_gradient_descent(mu, L);
        CHECK(descent.rate == Approx((kappa - 1) / (kappa + 1)));
        check_optimum(descent, mu, L, [](auto& rule, int, double factor) { rule.learning_rate *= factor; });
        const auto both = [](auto& rule, int which, double factor) {
            (which == 0 ? rule.learning_rate : rule.momentum) *= factor;
        };
        const auto ball = best_heavy_ball(mu, L);
        CHECK(ball.rate == Approx((root - 1) / (root + 1)));
        check_optimum(ball, mu, L, both);
        check_optimum(best_ema_momentum(mu, L), mu, L, [](auto& rule, int which, double factor) {
            (which == 0 ? rule.learning_rate : rule.weight) *= factor;
        });
        const auto nesterov = best_nesterov(mu, L);
        CHECK(nesterov.rate == Approx(1 - 2 / std::sqrt(3 * kappa + 1)));
        check_optimum(nesterov, mu, L, both);
        const auto scheme = nesterov_scheme(mu, L);
        CHECK(scheme.rate == Approx(1 - 1 / root));
        CHECK(spectral_radius(scheme.rule, V::LinSpaced(1000, mu, L).eval()) ==
              Approx(scheme.rate).margin(1e-7));
        CHECK(nesterov.rate < scheme.rate);
        CHECK(ball.rate < nesterov.rate);
    }
}

TEST_CASE("one curvature is found in one step") {
    for (const double h : {1e-3, 4.0}) {
        CHECK(best_gradient_descent(h, h).rate == 0);
        CHECK(best_heavy_ball(h, h).rate == 0);
        CHECK(best_ema_momentum(h, h).rule.weight == 1);
        CHECK(best_nesterov(h, h).rate == 0);
        CHECK(nesterov_scheme(h, h).rate == 0);
        CHECK(best_heavy_ball(h, h).rule.learning_rate == Approx(1 / h));
    }
    CHECK(steps_to_accuracy(0.0, 1e-9) == 1);
}

TEST_CASE("a double root: closed form and iteration") {
    // momentum = (1 - sqrt(eta h))^2 with exact numbers: both roots are 1/2.
    const HeavyBall<double> rule{.learning_rate = 0.25, .momentum = 0.25};
    const auto roots = characteristic(rule, 1.0).roots();
    CHECK(roots[0] == 0.5);
    CHECK(roots[1] == 0.5);
    CHECK(!characteristic(rule, 1.0).oscillates());
    CHECK(characteristic(HeavyBall<double>{0.25, 0.2501}, 1.0).oscillates());
    CHECK(coordinate_after(rule, 1.0, 0) == 1);
    for (const std::uint64_t t : {1U, 5U, 30U})
        CHECK(coordinate_after(rule, 1.0, t) ==
              Approx(after(rule, V::Ones(1), t, V::Ones(1))[0]).epsilon(1e-13));
}

TEST_CASE("without curvature nothing moves, with a negative one everything grows") {
    CHECK(coordinate_after(GradientDescent<double>{0.1}, 0.0, 9) == 1);
    CHECK(spectral_radius(HeavyBall<double>{0.1, 0.9}, 0.0) == Approx(1).margin(1e-15));
    CHECK(spectral_radius(Nesterov<double>{0.1, 0.9}, -1.0) > 1);
    CHECK(!characteristic(EmaMomentum<double>{0.1, 0.9}, -1.0).stable());
    CHECK(characteristic(GradientDescent<double>{1.0}, 1.0).spectral_radius() == 0);
    CHECK(std::isnan(characteristic(GradientDescent<double>{1.0}, std::nan("")).spectral_radius()));
}

TEST_CASE("steps to an accuracy") {
    CHECK(steps_to_accuracy(0.5, 1.0 / 1024) == 10);
    CHECK(steps_to_accuracy(0.5, 1.0 / 1025) == 11);
    CHECK(steps_to_accuracy(0.9, 1.0) == 0);
    CHECK(steps_to_accuracy(0.9, 5.0) == 0);
    // kappa = 100, five digits: 99/101 against 9/11.
    CHECK(steps_to_accuracy(best_gradient_descent(1.0, 100.0).rate, 1e-5) == 576);
    CHECK(steps_to_accuracy(best_heavy_ball(1.0, 100.0).rate, 1e-5) == 58);
    CHECK_THROWS_WITH(steps_to_accuracy(1.0, 0.1),
                      Catch::Contains("steps_to_accuracy: rate must be in [0, 1)"));
    CHECK_THROWS_WITH(steps_to_accuracy(0.5, 0.0), Catch::Contains("accuracy must be positive and finite"));
}

TEST_CASE("bad input is refused by name") {
    const double nan = std::nan("");
    for (const double h : {0.0, -1.0, nan, HUGE_VAL}) {
        CHECK_THROWS_WITH(learning_rate_limit(GradientDescent<double>{}, h),
                          Catch::Contains("learning_rate_limit: h must be positive and finite"));
        CHECK_THROWS_AS(best_gradient_descent(h, 1.0), std::invalid_argument);
        CHECK_THROWS_AS(best_heavy_ball(1.0, h), std::invalid_argument);
        CHECK_THROWS_AS(best_nesterov(h, h), std::invalid_argument);
    }
    CHECK_THROWS_WITH(best_heavy_ball(2.0, 1.0), Catch::Contains("best_heavy_ball: L must not be below mu"));
    CHECK_THROWS_WITH(nesterov_scheme(2.0, 1.0), Catch::Contains("nesterov_scheme: L must not be below mu"));
    CHECK_THROWS_AS(learning_rate_limit(HeavyBall<double>{0.1, 1.0}, 1.0), std::invalid_argument);
    CHECK_THROWS_AS(learning_rate_limit(EmaMomentum<double>{0.1, 0.0}, 1.0), std::invalid_argument);
    CHECK_THROWS_AS(learning_rate_limit(Nesterov<double>{0.1, -0.1}, 1.0), std::invalid_argument);
    CHECK_THROWS_WITH(spectral_radius(GradientDescent<double>{0.1}, V()), Catch::Contains("at least one"));
    CHECK_THROWS_AS(spectral_radius(GradientDescent<double>{0.1}, V::Constant(2, nan).eval()),
                    std::invalid_argument);
    CHECK_THROWS_AS(stationary(GradientDescent<double>{0.1}, 1.0, -1.0), std::invalid_argument);
}

}  // namespace
