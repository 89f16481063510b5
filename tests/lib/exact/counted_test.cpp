#include "lib/exact/counted.hpp"

#include <catch2/catch.hpp>

namespace {

using assay::exact::Counted;

TEST_CASE("products count where either factor has a counter") {
    std::uint64_t count = 0;
    const Counted a(2, &count), b(3);
    CHECK((a * b).value == 6);
    CHECK((b * a).value == 6);
    CHECK(count == 2);
    CHECK((b * b).value == 9);
    CHECK(count == 2);
    CHECK(((a + b) * b - a).value == 13);
    CHECK(count == 3);
    CHECK((a < b && b > a && b == Counted(3)));
}

TEST_CASE("a plain product of matrices costs rows x inner x columns multiplications") {
    std::uint64_t count = 0;
    using Matrix = Eigen::Matrix<Counted, Eigen::Dynamic, Eigen::Dynamic>;
    Matrix left = Matrix::Ones(3, 4);
    for (auto& x : left.reshaped()) x.multiplications = &count;
    const Matrix product = left.lazyProduct(Matrix(Matrix::Ones(4, 5)));
    CHECK(product(2, 4).value == 4);
    CHECK(count == 3 * 4 * 5);
}

}  // namespace
