#include "lib/stats/proportion.hpp"

#include <catch2/catch.hpp>

using namespace assay::stats;

TEST_CASE("a proportion counts successes, trials and missing trials apart") {
    Proportion p;
    p.add(true);
    p.add(false);
    p.add(true);
    CHECK(p.successes == 2);
    CHECK(p.trials == 3);
    p.merge({.successes = 1, .trials = 5, .missing = 7});
    CHECK(p.successes == 3);
    CHECK(p.trials == 8);
    CHECK(p.missing == 7);
}
