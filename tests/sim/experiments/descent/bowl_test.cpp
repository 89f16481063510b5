#include "sim/experiments/descent/bowl.hpp"

#include <catch2/catch.hpp>
#include <limits>

namespace assay::experiments::descent {
namespace {

TEST_CASE("curvatures of a bowl") {
    CHECK(bowl(Spacing::ratios, 16, 5).eigenvalues[1] == Approx(1.0 / 8));
    CHECK(bowl(Spacing::differences, 16, 6).eigenvalues[1] == Approx(1.0 / 4));
    CHECK(bowl(Spacing::ratios, 1, 3).eigenvalues == Vector::Ones(3));
}

TEST_CASE("empty and negative spectra are refused") {
    CHECK_THROWS_AS(bowl(Spacing::ratios, 16, 0), std::invalid_argument);
    CHECK_THROWS_AS(bowl(Spacing::differences, -16, 4), std::invalid_argument);
    CHECK_THROWS_AS(bowl(Spacing::ratios, 16, 1), std::invalid_argument);
}

TEST_CASE("computed numbers") {
    CHECK(rounded(-2, 1e-3).error == 2e-3);
    CHECK(rounded(std::numeric_limits<double>::infinity(), 1e-3).estimate().missing == 1);
    CHECK(counted(7).estimate().kind == stats::Class::exact);
}

}  // namespace
}  // namespace assay::experiments::descent
