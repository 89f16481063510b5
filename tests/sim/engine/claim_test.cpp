#include "sim/engine/claim.hpp"

#include <catch2/catch.hpp>

using namespace assay::engine;

TEST_CASE("relations have the words of claim files") {
    CHECK(name(Relation::equals) == "equals");
    CHECK(name(Relation::at_most) == "at_most");
    CHECK(name(Relation::at_least) == "at_least");
    CHECK(name(Relation::between) == "between");
    CHECK(name(Relation::holds) == "holds");
    CHECK(name(Relation::follows) == "follows");
    CHECK(name(Relation::same_as) == "same_as");
}

TEST_CASE("sources are joined as verdicts.csv has them") {
    CHECK(sources({}).empty());
    CHECK(sources({{"000", "1.1, eq. 6.1"}}) == "000:1.1, eq. 6.1");
    CHECK(sources({{"000", "1.1, eq. 6.1"}, {"004", "1.3"}}) == "000:1.1, eq. 6.1; 004:1.3");
}
