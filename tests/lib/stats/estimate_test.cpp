#include "lib/stats/estimate.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace assay::stats;

TEST_CASE("classes are ordered best first and named as in the reports") {
    CHECK(Class::exact < Class::deterministic);
    CHECK(Class::deterministic < Class::finite_sample);
    CHECK(Class::finite_sample < Class::asymptotic);
    CHECK(name(Class::exact) == "exact");
    CHECK(name(Class::deterministic) == "deterministic");
    CHECK(name(Class::finite_sample) == "finite-sample");
    CHECK(name(Class::asymptotic) == "asymptotic");
}

TEST_CASE("an estimate starts out knowing nothing") {
    const Estimate nothing;
    CHECK(std::isnan(nothing.value));
    CHECK(nothing.lower == -std::numeric_limits<double>::infinity());
    CHECK(nothing.upper == std::numeric_limits<double>::infinity());
}
