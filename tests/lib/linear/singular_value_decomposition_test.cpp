#include "lib/linear/singular_value_decomposition.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace assay::linear;

TEST_CASE("a decomposition by hand") {
    // diag(3, -2) with a row of zeros: singular values 3 and 2.
    Matrix<double> X(3, 2);
    X << 3, 0, 0, -2, 0, 0;
    for (const Matrix<double>& A : {Matrix<double>(X), Matrix<double>(X.transpose())}) {
        const auto svd = detail::thin_svd(A);
        CHECK(svd.U.rows() == A.rows());
        CHECK(svd.V.rows() == A.cols());
        CHECK(svd.s.size() == 2);
        CHECK(std::abs(svd.s[0] - 3) < 1e-15);
        CHECK(std::abs(svd.s[1] - 2) < 1e-15);
        CHECK(svd.rank() == 2);
        CHECK((svd.U * svd.s.asDiagonal() * svd.V.transpose() - A).norm() < 1e-15);
        CHECK((detail::singular_values_of(A) - svd.s).norm() < 1e-15);
    }
}

TEST_CASE("the rank does not count what rounding makes of 0") {
    Matrix<double> X(4, 3);
    for (Index i = 0; i < 4; ++i)
        X.row(i) << 0.1 * static_cast<double>(i + 1), 0.3, 0.1 * static_cast<double>(i + 1) + 0.3;
    CHECK(detail::thin_svd(X).rank() == 2);
    CHECK(detail::thin_svd(Matrix<double>::Zero(2, 2)).rank() == 0);
    X(0, 2) += 1e-9;
    CHECK(detail::thin_svd(X).rank() == 3);
}
