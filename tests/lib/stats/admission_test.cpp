#include "lib/stats/admission.hpp"

#include <catch2/catch.hpp>

using namespace assay::stats;

// What is refused, and in which words, is tested through the intervals (student_test.cpp).

TEST_CASE("the rule admits from 10000 replicates without skewness") {
    const auto symmetric = [](std::uint64_t n) {
        return Moments::from({.count = n, .m2 = static_cast<double>(n), .m3 = 0, .least = -1, .greatest = 1});
    };
    CHECK(obstacle(symmetric(10000)).empty());
    CHECK(obstacle(symmetric(9999)) == "9999 replicates, 10000 needed");
    CHECK(obstacle({}) == "0 replicates, 10000 needed");
}

TEST_CASE("a number within a reason has three significant digits") {
    CHECK(brief(1234.5) == "1.23e+03");
    CHECK(brief(-0.5) == "-0.5");
    CHECK(brief(2.0 / 3) == "0.667");
}
