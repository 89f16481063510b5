#include "lib/exact/rational.hpp"

#include <catch2/catch.hpp>
#include <set>

namespace assay::exact {
namespace {

TEST_CASE("doubles convert exactly") {
    CHECK(Rational(0.5) == Rational(1) / 2);
    CHECK(Rational(-3.25) == Rational(-13) / 4);
    // 0.1 is 3602879701896397 / 2^55 (IEEE 754 binary64).
    CHECK(Rational(0.1) == Rational(3602879701896397) / Rational(36028797018963968));
    CHECK(Rational(0.1) != Rational(1) / 10);
}

TEST_CASE("arithmetic does not round") {
    Rational sum = 0, product = 1;
    for (int i = 1; i <= 60; ++i) {
        sum += Rational(1) / (Rational(i) * (i + 1));
        product *= Rational(i) / (i + 1);
    }
    CHECK(sum == Rational(60) / 61);  // a telescoping sum
    CHECK(product == Rational(1) / 61);
    CHECK_THROWS_AS(Rational(1) / Rational(0), std::overflow_error);
}

TEST_CASE("rationals serve as scalars of Eigen") {
    using Matrix = Eigen::Matrix<Rational, 2, 2>;
    Matrix hilbert, inverse;
    hilbert << 1, Rational(1) / 2, Rational(1) / 2, Rational(1) / 3;
    inverse << 4, -6, -6, 12;
    CHECK(Matrix(hilbert.lazyProduct(inverse)) == Matrix(Matrix::Identity()));
    CHECK(Matrix(hilbert.transpose() * Rational(2)) == Matrix(hilbert + hilbert));
    const Eigen::Matrix<Rational, Eigen::Dynamic, 1> empty(0);
    CHECK(empty.squaredNorm() == 0);
}

TEST_CASE("a magnitude is one word of the stream plus one") {
    random::Stream stream({1, 2}, 3);
    random::Stream words({1, 2}, 3);
    std::set<Rational> seen;
    for (int i = 0; i < 100; ++i) {
        const Rational magnitude = draw_magnitude(stream);
        CHECK(magnitude == Rational(std::uint64_t{words()} + 1));
        CHECK(magnitude >= 1);
        CHECK(magnitude <= Rational(magnitudes));
        seen.insert(magnitude);
    }
    CHECK(stream.position() == 100);
    CHECK(seen.size() == 100);
}

}  // namespace
}  // namespace assay::exact
