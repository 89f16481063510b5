#include "lib/nn/product.hpp"

#include <array>
#include <catch2/catch.hpp>

#include "lib/exact/rational.hpp"

using namespace assay;
using namespace assay::nn;
using exact::Rational;

namespace {

/// Small whole numbers, so that every product is exact in every scalar.
template <class S>
Matrix<S> whole_numbers(Index rows, Index columns, int seed) {
    Matrix<S> m(rows, columns);
    for (Index j = 0; j < columns; ++j)
        for (Index i = 0; i < rows; ++i) m(i, j) = static_cast<S>((seed + 7 * i + 5 * j + i * j) % 11 - 5);
    return m;
}

}  // namespace

TEST_CASE(
    "Eigen chooses its blocks for fixed caches, so that a product's bits are the same on every machine") {
    CHECK(Eigen::l1CacheSize() == 65536);
    CHECK(Eigen::l2CacheSize() == 524288);
    CHECK(Eigen::l3CacheSize() == 16777216);
}

TEMPLATE_TEST_CASE("the three products are the sums that define them", "", float, double, Rational) {
    using S = TestType;
    // Below and above the size from which Eigen blocks; a row, a column, nothing to sum over, no columns.
    for (const auto& [n, k, m] :
         {std::array<Index, 3>{2, 3, 4}, {1, 5, 1}, {30, 20, 40}, {3, 0, 2}, {3, 2, 0}}) {
        CAPTURE(n, k, m);
        const Matrix<S> a = whole_numbers<S>(n, k, 1), b = whole_numbers<S>(k, m, 4);
        Matrix<S> expected = Matrix<S>::Zero(n, m);
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < m; ++j)
                for (Index l = 0; l < k; ++l) expected(i, j) += a(i, l) * b(l, j);
        Matrix<S> result = Matrix<S>::Constant(n, m, S(99));
        detail::multiply<S>(result, a, b);
        CHECK(result == expected);
        result.setConstant(S(99));
        detail::multiply_left_transposed<S>(result, a.transpose(), b);
        CHECK(result == expected);
        result.setConstant(S(99));
        detail::multiply_right_transposed<S>(result, a, b.transpose());
        CHECK(result == expected);
    }
}
