#include "sim/experiments/expressions.hpp"

#include <array>
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

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

/// The numbers that `also` is called with, and the instances.
struct Seen {
    std::vector<std::uint64_t> replicates;
    std::vector<Rational> instances;

    [[nodiscard]] auto also() {
        return [this](std::uint64_t replicate, const Rational& instance) {
            replicates.push_back(replicate);
            instances.push_back(instance);
        };
    }
};
/// 1, 2, 3, ... or what becomes of them.
auto count(auto become) {
    return [become, last = 0]() mutable { return become(Rational(++last)); };
}
const auto negative = [](const Rational& x) { return Rational(-x); };
const auto odd = [](const Rational& x) { return numerator(x) % 2 == 0 ? std::nullopt : std::optional(x); };
const auto both_signs = [](const Rational& x) { return std::vector<Rational>{x, -x}; };

TEST_CASE("drawn instances are replicates, numbered from the block's first") {
    exact::Sides all = sides(table, polynomial);
    Seen seen;
    CHECK(add_drawn(all, {.first = 40, .count = 3}, table, count(negative), seen.also()) == 0);
    CHECK(seen.replicates == std::vector<std::uint64_t>{40, 41, 42});
    CHECK(seen.instances == std::vector<Rational>{-1, -2, -3});
    CHECK(all.same("x", "x^2 / x").trials == 3);
    CHECK(all.same("|x|", "x").violations == 3);
    CHECK(all.same("|x|", "x").witness == 40U);
}

TEST_CASE("a draw without value is a missing replicate, which keeps its number") {
    exact::Sides all = sides(table, polynomial);
    Seen seen;
    CHECK(add_drawn(all, {.first = 8, .count = 5}, table, count(odd), seen.also()) == 2);
    CHECK(seen.replicates == std::vector<std::uint64_t>{8, 10, 12});
    CHECK(seen.instances == std::vector<Rational>{1, 3, 5});
    CHECK(all.same("|x|", "x").trials == 3);
}

TEST_CASE("patterns are one replicate, which violates an identity when one of them does") {
    exact::Sides all = sides(table, polynomial);
    Seen seen;
    CHECK(add_drawn(all, {.first = 2, .count = 4}, table, count(both_signs), seen.also()) == 0);
    CHECK(seen.instances == std::vector<Rational>{1, 2, 3, 4});
    CHECK(all.same("x", "x^2 / x").trials == 4);
    CHECK(all.same("x", "x^2 / x").violations == 0);
    CHECK(all.same("|x|", "x").violations == 4);
    CHECK(all.same("|x|", "x").witness == 2U);
}

TEST_CASE("an empty block adds nothing") {
    exact::Sides all = sides(table, polynomial);
    CHECK(add_drawn(all, {.first = 7, .count = 0}, table, count(negative)) == 0);
    CHECK(all.same("|x|", "x").trials == 0);
}

struct Parameters {
    std::int64_t sign = 1, degree = 3;
};
/// Of the sign of the parameters; one draw in two is missing.
std::optional<Rational> draw(const Parameters& p, random::Stream& stream) {
    const Rational x = exact::draw_magnitude(stream);
    if (numerator(x) % 2 == 0) return std::nullopt;
    return Rational(p.sign * x);
}
engine::Experiment signs(std::uint64_t replicates_per_block) {
    return identities<Parameters>({
        .name = "signs",
        .doc = "of a number",
        .parameters = {engine::integer(&Parameters::sign,
                                       {.name = "sign", .least = -1, .greatest = 1, .doc = "of x"}),
                       engine::integer(&Parameters::degree,
                                       {.name = "degree", .least = 1, .greatest = 9, .doc = "of the proof"})},
        .sides = drawn<Parameters>(table, draw),
        .proof =
            [](const Parameters& p) {
                return exact::Certificate{.proof = exact::Proof::polynomial,
                                          .degree = static_cast<double>(p.degree),
                                          .values = exact::magnitudes};
            },
        .replicates_per_block = replicates_per_block,
        .blocks = 16,
    });
}

TEST_CASE("identities: what the engine sees") {
    const engine::Experiment experiment = signs(64);
    CHECK(experiment.name == "signs");
    CHECK(experiment.doc == "of a number");
    CHECK(experiment.blocks == 16);
    REQUIRE(experiment.parameters.size() == 2);
    CHECK(experiment.parameters[1].name == "degree");
    CHECK(experiment.parameters[1].fallback == testing::whole(3));
    CHECK(experiment.parameters[1].greatest == 9);
    REQUIRE(experiment.quantities.size() == 3);
    CHECK(experiment.quantities[2].name == "x^2 / x");
    CHECK(experiment.quantities[2].doc == "itself again");
    CHECK(experiment.quantities[2].kind == engine::Kind::side);
    const auto bound = experiment.bind({{"sign", testing::whole(1)}, {"degree", testing::whole(3)}});
    CHECK(bound.replicates_per_block == 64);
}

TEST_CASE("identities: blocks merge, parameters reach the draw and the proof") {
    const testing::Measured plus(signs(64), {}, 2), minus(signs(64), {{"sign", testing::whole(-1)}}, 2),
        steep(signs(64), {{"degree", testing::whole(9)}}, 1);
    const auto held = plus.same("|x|", "x"), failed = minus.same("|x|", "x");
    CHECK(held.trials + plus.missing() == 128);
    CHECK(plus.missing() > 0);
    CHECK(held.violations == 0);
    CHECK(failed.trials == held.trials);
    CHECK(failed.violations == failed.trials);
    CHECK(failed.degree == 3);
    CHECK(steep.same("x", "|x|").degree == 9);
    CHECK(steep.same("x", "|x|").proof == exact::Proof::polynomial);
}

TEST_CASE("identities are merely sampled unless said otherwise") {
    const testing::Measured measured(
        identities<Parameters>({.name = "sampled", .sides = drawn<Parameters>(table, draw)}), {}, 1);
    const auto c = measured.same("x", "x^2 / x");
    CHECK(c.proof == exact::Proof::sampled);
    CHECK(c.trials + measured.missing() == 8);
}

TEST_CASE("rows carry names and meanings in the order of the table") {
    const auto made = rows(table);
    REQUIRE(made.size() == 3);
    CHECK(made[2].name == "x^2 / x");
    CHECK(made[2].doc == "itself again");
}

}  // namespace
}  // namespace assay::experiments
