#include "lib/exact/certificate.hpp"

#include <catch2/catch.hpp>

#include "lib/exact/rational.hpp"

namespace assay::exact {
namespace {

TEST_CASE("a certificate counts trials and violations and keeps the first witness") {
    Certificate c;
    CHECK(c.trials == 0);
    CHECK_FALSE(c.witness);
    c.add(5, true);
    c.add(6, false);
    c.add(4, false);
    c.add(9, false);
    CHECK(c.trials == 4);
    CHECK(c.violations == 3);
    CHECK(c.witness == 4U);
}

TEST_CASE("merging is adding, in any grouping") {
    const auto of = [](std::uint64_t first, bool holds) {
        Certificate c{.proof = Proof::polynomial, .degree = 3, .values = 10};
        c.add(first, holds);
        c.add(first + 1, true);
        return c;
    };
    const Certificate a = of(0, true), b = of(2, false), c = of(4, false);
    Certificate left = a, right = b;
    left.merge(b);
    left.merge(c);
    right.merge(c);
    Certificate nested = a;
    nested.merge(right);
    for (const Certificate& merged : {left, nested}) {
        CHECK(merged.trials == 6);
        CHECK(merged.violations == 2);
        CHECK(merged.witness == 2U);
        CHECK(merged.proof == Proof::polynomial);
        CHECK(merged.degree == 3);
    }
    Certificate backwards = c;
    backwards.merge(b);
    CHECK(backwards.witness == 2U);
    Certificate with_empty = b;
    with_empty.merge(Certificate{});
    CHECK(with_empty.trials == 2);
    CHECK(with_empty.witness == 2U);
}

TEST_CASE("failure probability by Schwartz and Zippel") {
    Certificate c{.proof = Proof::polynomial, .degree = 3, .values = 12};
    CHECK(c.failure_probability() == 1);
    c.add(0, true);
    CHECK(c.failure_probability() == 0.25);
    c.add(1, true);
    CHECK(c.failure_probability() == 0.0625);
    // A degree above the number of values proves nothing.
    Certificate hopeless{.proof = Proof::polynomial, .degree = 13, .values = 12};
    hopeless.add(0, true);
    CHECK(hopeless.failure_probability() == 1);
}

TEST_CASE("a finished exhaustion cannot fail and a sample proves nothing") {
    Certificate all{.proof = Proof::exhaustive};
    CHECK(all.failure_probability() == 1);
    all.add(0, true);
    CHECK(all.failure_probability() == 0);
    Certificate some{.proof = Proof::sampled};
    some.add(0, true);
    CHECK(some.failure_probability() == 1);
}

TEST_CASE("a false identity survives a trial no more often than the bound says") {
    // (x - 1)(x - 2)(x - 3) = 0 for 3 of the 12 values of x: the bound degree / values is attained.
    Certificate c{.proof = Proof::polynomial, .degree = 3, .values = 12};
    std::uint64_t survived = 0;
    for (int x = 1; x <= 12; ++x) {
        Certificate one = c;
        one.add(0, Rational(x - 1) * (x - 2) * (x - 3) == 0);
        survived += one.violations == 0 ? 1U : 0U;
        CHECK(one.failure_probability() == 0.25);
    }
    CHECK(survived == 3);
}

}  // namespace
}  // namespace assay::exact
