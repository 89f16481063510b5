#include "lib/stats/computed.hpp"

#include <catch2/catch.hpp>

using namespace assay::stats;

TEST_CASE("a computed number is exact without an error and deterministic with one") {
    const Estimate exact = Computed{.value = 3, .error = 0}.estimate();
    CHECK(exact.lower == 3);
    CHECK(exact.upper == 3);
    CHECK(exact.kind == Class::exact);
    CHECK(exact.missing == 0);
    const Estimate bounded = Computed{.value = 3, .error = 0.25}.estimate();
    CHECK(bounded.lower == 2.75);
    CHECK(bounded.upper == 3.25);
    CHECK(bounded.kind == Class::deterministic);
    CHECK(bounded.replicates == 1);
}

TEST_CASE("a number that was not computed is missing and bounds nothing") {
    const Estimate nothing = Computed{}.estimate();
    CHECK(nothing.missing == 1);
    CHECK_FALSE(nothing.lower <= 0);
    CHECK_FALSE(nothing.upper >= 0);
    CHECK_FALSE(nothing.kind == Class::exact);
}

TEST_CASE("merging keeps the part that has a value") {
    Computed empty, full{.value = 2, .error = 0};
    empty.merge(full);
    CHECK(empty.value == 2);
    full.merge(Computed{});
    CHECK(full.value == 2);
    CHECK(full.error == 0);
}
