#include "lib/exact/integer.hpp"

#include <array>
#include <catch2/catch.hpp>

namespace {

using namespace assay;
using exact::Integer;

TEST_CASE("integers are exact or throw") {
    Integer power = 1;
    for (int i = 0; i < 255; ++i) power *= 2;
    CHECK((power - 1) + power == 2 * (power - 1) + 1);
    CHECK_THROWS_AS(power * 2, std::overflow_error);
    CHECK_THROWS_AS(power * power, std::overflow_error);
    CHECK(-power + power == 0);
    CHECK(Integer(-7) / 2 == Integer(-3));
}

TEST_CASE("integers work inside Eigen matrices") {
    const Eigen::Matrix<Integer, 2, 2> a{{Integer(1), Integer(2)}, {Integer(3), Integer(4)}};
    const Eigen::Matrix<Integer, 2, 2> square = a * a;
    CHECK(square(1, 1) == 22);
}

TEST_CASE("drawn integers fill their range") {
    random::Stream stream({1, 2}, 0);
    std::array<int, 5> seen{};
    for (int i = 0; i < 1000; ++i)
        ++seen.at(static_cast<std::size_t>(exact::draw_integer(stream, -2, 2) + 2));
    // Each count is binomial(1000, 1/5): below 100 with probability 1e-17, and the key is fixed.
    for (const int count : seen) CHECK(count > 100);
    CHECK(exact::draw_integer(stream, 7, 7) == 7);
}

}  // namespace
