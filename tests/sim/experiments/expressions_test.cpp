#include "sim/experiments/expressions.hpp"

#include <array>
#include <catch2/catch.hpp>

namespace assay::experiments {
namespace {

using exact::Rational;

const Expressions<Rational> table = {
    {"|x|", "size", [](const Rational& x) { return abs(x); }},
    {"x", "itself", [](const Rational& x) { return x; }},
    {"x^2 / x", "itself again", [](const Rational& x) { return x * x / x; }},
};
constexpr exact::Certificate polynomial = {
    .proof = exact::Proof::polynomial, .degree = 3, .values = exact::magnitudes};

TEST_CASE("expressions agree in a replicate when they do on each of its instances") {
    exact::Sides all = sides(table, polynomial);
    const std::array<Rational, 2> both = {3, -3};
    const std::array<Rational, 1> positive = {5};
    add(all, 7, table, std::span<const Rational>(both));
    add(all, 8, table, std::span<const Rational>(positive));
    CHECK(all.same("x", "x^2 / x").trials == 2);
    CHECK(all.same("x", "x^2 / x").violations == 0);
    CHECK(all.same("|x|", "x").violations == 1);
    CHECK(all.same("|x|", "x").witness == 7U);
    CHECK(all.same("x", "|x|").degree == 3);
}

TEST_CASE("rows carry names and meanings in the order of the table") {
    const auto made = rows(table);
    REQUIRE(made.size() == 3);
    CHECK(made[2].name == "x^2 / x");
    CHECK(made[2].doc == "itself again");
}

}  // namespace
}  // namespace assay::experiments
