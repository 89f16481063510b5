// Every form of least squares and ridge regression on the certified problems of tests/reference/linear.

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "lib/exact/linear_algebra.hpp"
#include "lib/exact/rational.hpp"
#include "lib/linear/centred.hpp"
#include "lib/linear/least_squares.hpp"
#include "lib/linear/ridge.hpp"
#include "lib/linear/spectrum.hpp"
#include "tests/reference/read_table.hpp"

namespace {

using namespace assay;
using boost::multiprecision::cpp_int;
using Decimal = boost::multiprecision::cpp_dec_float_100;
using exact::Rational;
using linear::Matrix;
using linear::Vector;

const std::string folder = "linear/";

/// The exact value of a decimal with at most 20 places.
Rational rational(const std::string& text) {
    const cpp_int scale = boost::multiprecision::pow(cpp_int(10), 20);
    const Decimal scaled = Decimal(text) * Decimal(scale);
    const cpp_int whole(scaled);
    REQUIRE(Decimal(whole) == scaled);
    return Rational(whole) / Rational(scale);
}

Decimal decimal(const Rational& value) {
    return Decimal(numerator(value)) / Decimal(denominator(value));
}

struct Problem {
    std::string name;
    bool intercept;
};

std::vector<Problem> problems() {
    std::vector<Problem> all;
    for (const auto& row : tests::read_table(folder + "problems.csv"))
        all.push_back({row.at(0), row.at(1) == "1"});
    return all;
}

/// The elements of a problem's CSV, the response in front.
template <class S>
Matrix<S> read(const std::string& problem, const std::function<S(const std::string&)>& number) {
    const auto rows = tests::read_table(folder + problem + ".csv");
    return Matrix<S>::NullaryExpr(
        static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(rows.front().size()),
        [&](Eigen::Index i, Eigen::Index j) {
            return number(rows.at(static_cast<std::size_t>(i)).at(static_cast<std::size_t>(j)));
        });
}

/// certified.csv: coefficients by problem and root of lambda, the intercept first.
using Certified = std::map<std::string, std::map<double, std::vector<std::string>>>;
Certified certified() {
    Certified all;
    for (const auto& row : tests::read_table(folder + "certified.csv"))
        all[row.at(0)][std::stod(row.at(1))].push_back(row.at(3));
    return all;
}

/// The coefficients that minimise |y - Z c|^2 + penalty |w|^2 with Z = [1, X], c = [b; w] (or Z = X, c = w);
/// of least norm for penalty 0 and fewer rows than columns.
Vector<Rational> exact_solution(const Matrix<Rational>& data, bool intercept, const Rational& penalty) {
    Matrix<Rational> Z = data;  // the response gives way to the ones
    if (intercept)
        Z.col(0).setConstant(Rational(1));
    else
        Z = data.rightCols(data.cols() - 1);
    const Vector<Rational> y = data.col(0);
    if (penalty == 0 && Z.rows() < Z.cols()) {
        const auto alpha = exact::solve(exact::product(Z, Z.transpose()), y);
        REQUIRE(alpha);
        return exact::product(Z.transpose(), *alpha);
    }
    Matrix<Rational> gram = exact::product(Z.transpose(), Z);
    for (Eigen::Index j = intercept ? 1 : 0; j < gram.cols(); ++j) gram(j, j) += penalty;
    const auto solution = exact::solve(gram, exact::product(Z.transpose(), y));
    REQUIRE(solution);
    return *solution;
}

TEST_CASE("lib/exact computes the certified coefficients again") {
    const Certified values = certified();
    for (const auto& [name, intercept] : problems()) {
        const auto data = read<Rational>(name, rational);
        for (const auto& [root, expected] : values.at(name)) {
            const auto found = exact_solution(data, intercept, Rational(root) * Rational(root));
            REQUIRE(static_cast<std::size_t>(found.size()) == expected.size());
            for (std::size_t j = 0; j < expected.size(); ++j) {
                INFO(name << ", root of lambda " << root << ", coefficient " << j);
                const Decimal value(expected[j]);  // rounded to 40 digits
                CHECK(abs(decimal(found(static_cast<Eigen::Index>(j))) - value) <=
                      abs(value) * Decimal("1e-39"));
            }
        }
    }
}

TEST_CASE("the exact coefficients are those that NIST certifies") {
    std::map<std::string, std::vector<std::string>> nist;
    for (const auto& row : tests::read_table(folder + "nist.csv")) nist[row.at(0)].push_back(row.at(2));
    CHECK(nist.size() == 3);
    for (const auto& [name, expected] : nist) {
        const auto found = exact_solution(read<Rational>(name, rational), true, Rational(0));
        REQUIRE(static_cast<std::size_t>(found.size()) == expected.size());
        for (std::size_t j = 0; j < expected.size(); ++j) {
            INFO(name << ", coefficient " << j);
            const Decimal value(expected[j]);  // rounded to 15 digits
            CHECK(abs(decimal(found(static_cast<Eigen::Index>(j))) - value) <= abs(value) * Decimal("5e-15"));
        }
    }
}

/// The relative change of the data that a solver's rounding amounts to. Theory allows some multiple of the
/// dimensions; 0.6 2^-52 is what the worst solver here needs.
constexpr double backward = 4 * 0x1p-52;

/// What the data say about how far a stable solver may be off.
struct Difficulty {
    double condition;  ///< of [X; root I]
    double largest;    ///< singular value of it
    double smallest;   ///< singular value of [X, root I]
    double residual;   ///< |[y; 0] - [X; root I] w|
    double misfit;     ///< |y - X w|
    double norm;       ///< |w|
    double root;
    bool wide;  ///< fewer rows than columns

    /// N. J. Higham: Accuracy and Stability of Numerical Algorithms, 2nd edition, SIAM 2002, theorem 20.1.
    [[nodiscard]] double stable() const {
        if (root == 0 && wide) return features();
        return backward * condition * (2 + (condition + 1) * residual / (largest * norm));
    }
    /// The normal equations have the condition number's square.
    [[nodiscard]] double squared() const { return backward * condition * condition + stable(); }
    /// w is X' alpha for alpha = (y - X w) / lambda, the solution of equations with the matrix XX' + lambda
    /// I.
    [[nodiscard]] double dual() const {
        const double ratio = largest / smallest;
        return backward * ratio * ratio * largest * misfit / (root * root * norm);
    }
    /// w is a part of [w; f], the least solution with the matrix [X, root I]; f = (y - X w) / root.
    /// Theorem 21.1 of the same book has no term for a residual.
    [[nodiscard]] double features() const {
        const double fake = root == 0 ? 0 : misfit / root;
        return 3 * backward * largest / smallest * std::hypot(norm, fake) / norm;
    }
};

struct Instance {
    linear::Centred data;
    Vector<double> w;  ///< certified
    Difficulty difficulty;
};

Instance instance(const Problem& problem, const std::vector<std::string>& coefficients, double root) {
    const auto values = read<double>(problem.name, [](const std::string& text) { return std::stod(text); });
    const Matrix<double> X = values.rightCols(values.cols() - 1);
    const Vector<double> y = values.col(0);
    linear::Centred data = problem.intercept
                               ? linear::centred(X, y)
                               : linear::Centred{.X = X, .y = y, .means = Vector<double>::Zero(X.cols())};
    Vector<double> w(X.cols());
    const std::size_t first = problem.intercept ? 1 : 0;
    for (Eigen::Index j = 0; j < w.size(); ++j)
        w(j) = std::stod(coefficients.at(static_cast<std::size_t>(j) + first));
    const auto singular = linear::singular_values(data.X);
    const double misfit = (data.y - data.X * w).norm();
    const bool tall = X.rows() > X.cols();
    return {.data = data,
            .w = w,
            .difficulty = {.condition = linear::ridge_condition_number(data.X, root * root),
                           .largest = std::hypot(singular(0), root),
                           .smallest = tall ? root : std::hypot(singular(singular.size() - 1), root),
                           .residual = std::hypot(misfit, root * w.norm()),
                           .misfit = misfit,
                           .norm = w.norm(),
                           .root = root,
                           .wide = X.rows() < X.cols()}};
}

/// The norm of the error relative to that of w. A form that refuses has none.
template <class Solve>
double error_of(const Instance& given, const Solve& solve) {
    try {
        return (solve() - given.w).norm() / given.w.norm();
    } catch (const std::domain_error&) {
        return 0;
    }
}

/// Bounds that promise nothing are not tested.
constexpr double meaningful = 0.1;

TEST_CASE("every form is as accurate as the condition of the problem lets it be") {
    int tested = 0;
    const Certified values = certified();
    const auto check = [&](const std::string& what, double bound, const Instance& given, const auto& solve) {
        if (bound > meaningful) return;
        INFO(what);
        ++tested;
        const double error = error_of(given, solve);
        CHECK(error <= bound);
    };
    for (const auto& problem : problems())
        for (const auto& [root, coefficients] : values.at(problem.name)) {
            const Instance given = instance(problem, coefficients, root);
            const Difficulty& difficulty = given.difficulty;
            const std::string at = problem.name + ", root " + std::to_string(root) + ", ";
            if (root == 0) {
                for (const auto form : linear::least_squares_forms)
                    check(at + std::string(linear::name(form)),
                          form == linear::LeastSquares::normal_equations ? difficulty.squared()
                                                                         : difficulty.stable(),
                          given, [&] { return linear::least_squares(form, given.data.X, given.data.y); });
            } else {
                for (const auto form : linear::forms)
                    check(at + std::string(linear::name(form)),
                          form == linear::Form::primal     ? difficulty.squared()
                          : form == linear::Form::dual     ? difficulty.dual()
                          : form == linear::Form::features ? difficulty.features()
                                                           : difficulty.stable(),
                          given,
                          [&] { return linear::ridge(form, given.data.X, given.data.y, root * root); });
            }
        }
    CHECK(tested > 100);
}

}  // namespace
