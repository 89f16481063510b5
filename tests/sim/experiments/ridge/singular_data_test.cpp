// Seeds are fixed.
#include "sim/experiments/ridge/singular_data.hpp"

#include <Eigen/SVD>
#include <catch2/catch.hpp>

namespace assay::experiments::ridge {
namespace {

TEST_CASE("a spectrum falls in equal ratios") {
    const RealVector s = spectrum(4, 1000);
    CHECK(s(0) == 1);
    CHECK(s(1) == Approx(0.1));
    CHECK(s(3) == Approx(0.001));
    CHECK(spectrum(1, 50)(0) == 1);
    CHECK(spectrum(2, 1)(1) == 1);
}

TEST_CASE("data have the singular values and vectors asked for") {
    random::Stream stream({1, 2}, 3);
    for (const auto [rows, columns, rank] : {std::array{8, 5, 5}, std::array{5, 8, 3}, std::array{1, 1, 1}}) {
        const SingularData data = singular_data(rows, columns, rank, 100, stream);
        REQUIRE(data.x.rows() == rows);
        REQUIRE(data.x.cols() == columns);
        const Eigen::JacobiSVD<RealMatrix> svd(data.x);
        for (Eigen::Index i = 0; i < svd.singularValues().size(); ++i)
            CHECK(svd.singularValues()(i) == Approx(i < rank ? data.s(i) : 0).margin(1e-14));
        CHECK((data.u.transpose() * data.u - RealMatrix::Identity(rank, rank)).norm() < 1e-14);
        CHECK((data.v.transpose() * data.v - RealMatrix::Identity(rank, rank)).norm() < 1e-14);
        CHECK((data.u.transpose() * data.x * data.v - RealMatrix(data.s.asDiagonal())).norm() < 1e-14);
    }
}

TEST_CASE("data depend on the stream alone") {
    random::Stream one({1, 2}, 3), same({1, 2}, 3), other({1, 2}, 4);
    const RealMatrix x = singular_data(4, 3, 3, 10, one).x;
    CHECK(x == singular_data(4, 3, 3, 10, same).x);
    CHECK(x != singular_data(4, 3, 3, 10, other).x);
}

}  // namespace
}  // namespace assay::experiments::ridge
