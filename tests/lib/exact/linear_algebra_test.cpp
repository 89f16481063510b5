#include "lib/exact/linear_algebra.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>

#include "lib/exact/prime_field.hpp"
#include "lib/exact/rational.hpp"

namespace assay::exact {
namespace {

template <class Scalar>
Matrix<Scalar> hilbert(Index n) {
    return Matrix<Scalar>::NullaryExpr(n, n, [](Index i, Index j) { return Scalar(1) / Scalar(i + j + 1); });
}

Rational binomial(Index n, Index k) {
    Rational value = 1;
    for (Index i = 1; i <= k; ++i) value = value * Rational(n - k + i) / Rational(i);
    return value;
}

/// (-1)^(i+j) (i+j-1) C(n+i-1, n-j) C(n+j-1, n-i) C(i+j-2, i-1)^2 with i, j from 1: M.-D. Choi: Tricks or
/// treats with the Hilbert matrix. American Mathematical Monthly 90 (1983).
Matrix<Rational> inverse_hilbert(Index n) {
    return Matrix<Rational>::NullaryExpr(n, n, [n](Index i0, Index j0) {
        const Index i = i0 + 1, j = j0 + 1;
        const Rational central = binomial(i + j - 2, i - 1);
        const Rational value =
            Rational(i + j - 1) * binomial(n + i - 1, n - j) * binomial(n + j - 1, n - i) * central * central;
        return (i + j) % 2 == 0 ? value : Rational(-value);
    });
}

/// Small integers, often singular, of shape rows x cols.
template <class Scalar>
Matrix<Scalar> draw_matrix(Index rows, Index cols, int largest) {
    return Matrix<Scalar>::NullaryExpr(rows, cols,
                                       [&]() { return Scalar(*rc::gen::inRange(-largest, largest + 1)); });
}

TEMPLATE_TEST_CASE("a product is the sums of products", "", Rational, Mod61) {
    using M = Matrix<TestType>;
    const M a{{1, 2, 3}, {4, 5, 6}};
    const M b{{1, 0}, {0, 1}, {2, -1}};
    CHECK(product(a, b) == M{{7, -1}, {16, -1}});
    CHECK(product(b.transpose(), a.transpose()) == M(product(a, b).transpose()));
    CHECK(product(a, Vector<TestType>::Ones(3)) == Vector<TestType>{{6, 15}});
    CHECK(product(M(2, 0), M(0, 3)) == M(M::Zero(2, 3)));
    CHECK_THROWS_WITH(product(a, a),
                      "product: B must have a row for each column of A; A is 2 x 3, B is 2 x 3");
}

TEST_CASE("a product of doubles is Eigen's") {
    const Matrix<double> a = Matrix<double>::NullaryExpr(
        40, 40, [](Index i, Index j) { return 1.0 / static_cast<double>(i + j + 1); });
    CHECK(product(a, a) == Matrix<double>(a * a));
}

TEST_CASE("Hilbert matrices have their known inverses and determinants") {
    for (Index n = 0; n <= 12; ++n) {
        const auto found = inverse(hilbert<Rational>(n));
        REQUIRE(found);
        CHECK(*found == inverse_hilbert(n));
    }
    // 1 / det: OEIS A005249.
    CHECK(Rational(1) / determinant(hilbert<Rational>(3)) == 2160);
    CHECK(Rational(1) / determinant(hilbert<Rational>(5)) == Rational("266716800000"));
    CHECK(Rational(1) / determinant(hilbert<Rational>(6)) == Rational("186313420339200000"));
}

TEMPLATE_TEST_CASE("Vandermonde determinants are products of differences", "", Rational, Mod61) {
    const std::vector<int> nodes = {3, -1, 4, 10, -5, 9, 2};
    const auto n = static_cast<Index>(nodes.size());
    Matrix<TestType> v(n, n);
    TestType expected(1);
    for (Index i = 0; i < n; ++i) {
        const TestType node(nodes[static_cast<std::size_t>(i)]);
        v(i, 0) = TestType(1);
        for (Index j = 1; j < n; ++j) v(i, j) = v(i, j - 1) * node;
        for (Index j = 0; j < i; ++j) expected *= node - TestType(nodes[static_cast<std::size_t>(j)]);
    }
    CHECK(determinant(v) == expected);
    v.row(2) = v.row(5);
    CHECK(determinant(v) == TestType(0));
}

TEMPLATE_TEST_CASE("exchanges of rows change the sign", "", Rational, Mod61) {
    using M = Matrix<TestType>;
    CHECK(determinant(M{{0, 1}, {1, 0}}) == TestType(-1));
    CHECK(determinant(M{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}) == TestType(1));
    CHECK(*inverse(M{{0, 2}, {1, 0}}) == M{{0, 1}, {TestType(1) / TestType(2), 0}});
}

TEMPLATE_TEST_CASE("singular systems have no solution here", "", Rational, Mod61) {
    using M = Matrix<TestType>;
    const M a{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    CHECK(determinant(a) == TestType(0));
    CHECK(rank(a) == 2);
    CHECK_FALSE(inverse(a));
    CHECK_FALSE(solve(a, M::Identity(3, 3)));
    CHECK_FALSE(solve(a, Vector<TestType>::Zero(3)));
    CHECK(null_space(a) == M{{1}, {-2}, {1}});
    CHECK(rank(M::Zero(2, 5)) == 0);
    CHECK(null_space(M::Zero(2, 3)) == M(M::Identity(3, 3)));
    CHECK(null_space(M{{0, 1, 2, 0, 3}, {0, 0, 0, 1, 4}}) ==
          M{{1, 0, 0}, {0, -2, -3}, {0, 1, 0}, {0, 0, -4}, {0, 0, 1}});
}

TEST_CASE("what is singular modulo a prime need not be so among the rationals") {
    const auto p = Mod61::modulus;
    CHECK(rank(Matrix<Mod61>{{Mod61(p), 0}, {0, 1}}) == 1);
    CHECK(rank(Matrix<Rational>{{Rational(p), 0}, {0, 1}}) == 2);
}

TEMPLATE_TEST_CASE("empty matrices", "", Rational, Mod61) {
    using M = Matrix<TestType>;
    const M none(0, 0);
    CHECK(determinant(none) == TestType(1));
    CHECK(rank(none) == 0);
    REQUIRE(inverse(none));
    CHECK(inverse(none)->size() == 0);
    REQUIRE(solve(none, M(0, 2)));
    CHECK(solve(none, M(0, 2))->cols() == 2);
    CHECK(null_space(none).cols() == 0);
    CHECK(null_space(M(0, 3)) == M(M::Identity(3, 3)));
    CHECK(null_space(M(3, 0)).size() == 0);
    CHECK(rank(M(3, 0)) == 0);
    REQUIRE(solve(M(M::Identity(2, 2)), M(2, 0)));
    CHECK(solve(M(M::Identity(2, 2)), M(2, 0))->rows() == 2);
}

TEMPLATE_TEST_CASE("shapes that do not fit are named", "", Rational, Mod61) {
    using M = Matrix<TestType>;
    const M wide = M::Ones(2, 3);
    CHECK_THROWS_AS(inverse(wide), std::invalid_argument);
    CHECK_THROWS_WITH(inverse(wide), "inverse: A must be square, not 2 x 3");
    CHECK_THROWS_WITH(determinant(wide), "determinant: A must be square, not 2 x 3");
    CHECK_THROWS_WITH(solve(wide, M::Ones(2, 1)), "solve: A must be square, not 2 x 3");
    CHECK_THROWS_WITH(solve(M::Ones(2, 2), M::Ones(3, 1)),
                      "solve: B must have a row for each of A; A is 2 x 2, B is 3 x 1");
}

TEMPLATE_TEST_CASE("what is solved for satisfies its equations", "", Rational, Mod61) {
    rc::prop("square systems", [] {
        const auto n = *rc::gen::inRange<Index>(0, 6);
        const auto a = draw_matrix<TestType>(n, n, 3);
        const auto b = draw_matrix<TestType>(n, 2, 9);
        const auto x = solve(a, b);
        RC_ASSERT(x.has_value() == (rank(a) == n));
        RC_ASSERT(x.has_value() == !(determinant(a) == TestType(0)));
        if (x) RC_ASSERT(product(a, *x) == b);
        const auto inverted = inverse(a);
        RC_ASSERT(inverted.has_value() == x.has_value());
        if (inverted) RC_ASSERT(product(*inverted, a) == Matrix<TestType>(Matrix<TestType>::Identity(n, n)));
    });
    rc::prop("determinants multiply", [] {
        const auto n = *rc::gen::inRange<Index>(0, 6);
        const auto a = draw_matrix<TestType>(n, n, 9), b = draw_matrix<TestType>(n, n, 9);
        RC_ASSERT(determinant(product(a, b)) == determinant(a) * determinant(b));
        RC_ASSERT(determinant(a.transpose()) == determinant(a));
    });
    rc::prop("null spaces", [] {
        const auto rows = *rc::gen::inRange<Index>(0, 5), cols = *rc::gen::inRange<Index>(0, 6),
                   inner = *rc::gen::inRange<Index>(0, 4);
        const Matrix<TestType> a =
            product(draw_matrix<TestType>(rows, inner, 3), draw_matrix<TestType>(inner, cols, 3));
        const auto basis = null_space(a);
        RC_ASSERT(basis.cols() == cols - rank(a));
        RC_ASSERT(rank(a) <= inner);
        RC_ASSERT(rank(basis) == basis.cols());
        RC_ASSERT(rank(a.transpose()) == rank(a));
        RC_ASSERT(product(a, basis) == Matrix<TestType>(Matrix<TestType>::Zero(rows, basis.cols())));
    });
}

}  // namespace
}  // namespace assay::exact
