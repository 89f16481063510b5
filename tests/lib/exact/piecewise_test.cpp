#include "lib/exact/piecewise.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "lib/exact/dual.hpp"
#include "lib/exact/rational.hpp"

namespace assay::exact {
namespace {

/// 7 + 2 |x - 3| - 5 x: slopes -7 and -3, corner at 3, value -8 there.
Rational hinge(const Rational& x) {
    return 7 + 2 * abs(x - 3) - 5 * x;
}

TEST_CASE("the line through two points of a line is that line") {
    const auto line =
        line_through<Rational>([](const Rational& x) { return 4 - 3 * x; }, Rational(-2), Rational(9));
    CHECK(line.slope == -3);
    CHECK(line.intercept == 4);
}

TEST_CASE("outer pieces and corner of a function with one corner") {
    const auto pieces = outer_pieces<Rational>(hinge, Rational(4));
    CHECK(pieces.left.slope == -7);
    CHECK(pieces.left.intercept == 13);
    CHECK(pieces.right.slope == -3);
    CHECK(pieces.right.intercept == 1);
    CHECK(pieces.jump() == 4);
    CHECK(pieces.corner() == 3);
}

TEST_CASE("a radius that ends at the corner still does") {
    CHECK(outer_pieces<Rational>(hinge, Rational(3)).corner() == 3);
    // ... and one that stops short of it does not: a function that bends beyond the radius is another one.
    CHECK(outer_pieces<Rational>(hinge, Rational(5) / 2).corner() != 3);
}

TEST_CASE("lines of equal slope have no corner") {
    const auto affine = outer_pieces<Rational>([](const Rational& x) { return 2 * x + 1; }, Rational(1));
    CHECK(affine.jump() == 0);
    CHECK_THROWS_AS(affine.corner(), std::domain_error);
    // A trapezoid's outer lines are parallel too.
    const auto step = [](const Rational& x) { return Rational(abs(x + 1) - abs(x - 1)); };
    CHECK_THROWS_AS(outer_pieces<Rational>(step, Rational(2)).corner(), std::domain_error);
}

TEST_CASE("the corner of a function of dual numbers moves with it") {
    // |x - t| has its corner at t.
    const auto moved = [](const Dual<Rational>& t) {
        const auto f = [&t](const Dual<Rational>& x) { return x > t ? x - t : t - x; };
        return outer_pieces<Dual<Rational>>(f, Dual<Rational>(10)).corner();
    };
    CHECK(derivative(moved, Rational(4)) == 1);
    CHECK(moved(Rational(4)).real == 4);
}

TEST_CASE("second differences vanish on a piece and measure the jump at the corner") {
    CHECK(second_difference<Rational>(hinge, Rational(0), Rational(3)) == 0);
    CHECK(second_difference<Rational>(hinge, Rational(5), Rational(2)) == 0);
    CHECK(second_difference<Rational>(hinge, Rational(3), Rational(1) / 2) == 2);
    CHECK(second_difference<Rational>(hinge, Rational(3), Rational(0)) == 0);
    CHECK(second_difference<double>([](double x) { return x * x; }, 1.0, 0.5) == 0.5);
}

TEST_CASE("slope changes on an uneven grid") {
    const std::vector<Rational> grid = {-1, 0, 3, Rational(7) / 2, 10};
    const std::vector<Rational> expected = {0, 4, 0};
    CHECK(slope_changes<Rational>(hinge, grid) == expected);
}

TEST_CASE("a grid of fewer than three points has no slope change") {
    const std::vector<Rational> grid = {1, 2};
    CHECK(slope_changes<Rational>(hinge, std::span(grid)).empty());
    CHECK(slope_changes<Rational>(hinge, std::span(grid).first(1)).empty());
    CHECK(slope_changes<Rational>(hinge, {}).empty());
}

}  // namespace
}  // namespace assay::exact
