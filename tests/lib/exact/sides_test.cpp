#include "lib/exact/sides.hpp"

#include <array>
#include <catch2/catch.hpp>

#include "lib/exact/rational.hpp"

namespace assay::exact {
namespace {

constexpr Certificate polynomial = {.proof = Proof::polynomial, .degree = 2, .values = magnitudes};

/// (x + y)^2, x^2 + 2 x y + y^2 and x^2 + y^2.
void add_square(Sides& sides, std::uint64_t replicate, const Rational& x, const Rational& y) {
    const std::array values = {Rational((x + y) * (x + y)), Rational(x * x + 2 * x * y + y * y),
                               Rational(x * x + y * y)};
    sides.add(replicate, std::span<const Rational>(values));
}

TEST_CASE("sides tell identical expressions from others") {
    Sides sides({"square", "binomial", "without the mixed term"}, polynomial);
    random::Stream stream({1, 2}, 0);
    for (std::uint64_t r = 10; r < 14; ++r) {
        const Rational x = draw_magnitude(stream), y = draw_magnitude(stream);
        add_square(sides, r, x, y);
    }
    CHECK(sides.same("square", "binomial").violations == 0);
    CHECK(sides.same("square", "binomial").trials == 4);
    CHECK(sides.same("square", "binomial").failure_probability() < 1e-30);
    CHECK(sides.same("square", "without the mixed term").violations == 4);
    CHECK(sides.same("without the mixed term", "square").witness == 10U);
    CHECK(sides.names().size() == 3);
}

TEST_CASE("a coincidence counts as one agreement") {
    Sides sides({"square", "binomial", "without the mixed term"}, polynomial);
    add_square(sides, 0, 0, 5);
    add_square(sides, 1, 1, 5);
    CHECK(sides.same("square", "without the mixed term").trials == 2);
    CHECK(sides.same("square", "without the mixed term").violations == 1);
    CHECK(sides.same("square", "without the mixed term").witness == 1U);
}

TEST_CASE("values may be vectors, one element for each pattern of signs") {
    Sides sides({"|x|", "x"}, polynomial);
    const std::array<std::vector<Rational>, 2> both_signs = {{{3, 3}, {3, -3}}};
    sides.add(0, std::span<const std::vector<Rational>>(both_signs));
    CHECK(sides.same("|x|", "x").violations == 1);
}

TEST_CASE("merging sides merges every pair") {
    Sides a({"square", "binomial", "without the mixed term"}, polynomial), b = a, c = a;
    add_square(a, 0, 1, 2);
    add_square(b, 1, 0, 2);
    add_square(c, 2, 3, 2);
    Sides left = a, right = b;
    left.merge(b);
    left.merge(c);
    right.merge(c);
    a.merge(right);
    for (const Sides* merged : {&left, &a}) {
        CHECK(merged->same("square", "binomial").trials == 3);
        CHECK(merged->same("binomial", "without the mixed term").violations == 2);
        CHECK(merged->same("without the mixed term", "binomial").witness == 0U);
    }
}

TEST_CASE("sides refuse unknown names and a wrong number of values") {
    Sides sides({"a", "b"}, polynomial);
    CHECK_THROWS_WITH(sides.same("a", "c"), Catch::Contains("\"c\""));
    const std::array values = {Rational(1)};
    CHECK_THROWS_AS(sides.add(0, std::span<const Rational>(values)), std::invalid_argument);
    CHECK(sides.same("a", "b").trials == 0);
}

TEST_CASE("an expression proves nothing about itself") {
    Sides sides({"a", "b"}, polynomial);
    const std::array values = {Rational(1), Rational(2)};
    sides.add(0, std::span<const Rational>(values));
    CHECK(sides.same("a", "a").trials == 0);
    CHECK(sides.same("a", "a").failure_probability() == 1);
}

}  // namespace
}  // namespace assay::exact
