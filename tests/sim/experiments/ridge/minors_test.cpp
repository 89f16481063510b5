#include "sim/experiments/ridge/minors.hpp"

#include <catch2/catch.hpp>

#include "lib/exact/rational.hpp"

namespace assay::experiments::ridge {
namespace {

using exact::Rational;

TEST_CASE("subsets") {
    CHECK(subsets(4, 0) == std::vector<std::vector<int>>{{}});
    CHECK(subsets(3, 2) == std::vector<std::vector<int>>{{0, 1}, {0, 2}, {1, 2}});
    CHECK(subsets(2, 3).empty());
    CHECK(subsets(6, 3).size() == 20);
}

TEST_CASE("minors of a small matrix") {
    exact::Matrix<Rational> x(3, 2);
    x << 1, 2, 3, 4, 5, 6;
    CHECK(squared_minors(x, 0) == 1);
    CHECK(squared_minors(x, 1) == 91);
    CHECK(squared_minors(x, 2) == 4 + 16 + 4);  // det X'X = 35 56 - 44^2 = 24
    CHECK(squared_minors(x, 3) == 0);
    CHECK(penalized_determinant<Rational>(x, 0) == 24);
    CHECK(penalized_determinant<Rational>(x, 2) == 37 * 58 - 44 * 44);
    CHECK(penalized_minors<Rational>(x, 2) == 4 + 2 * 91 + 24);
}

}  // namespace
}  // namespace assay::experiments::ridge
