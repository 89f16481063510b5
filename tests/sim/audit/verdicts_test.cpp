#include "sim/audit/verdicts.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace assay;
using namespace assay::audit;

TEST_CASE("the judge keeps its promises on the claims of the audit, and decides them") {
    // A sixteenth of the trials, seed 1.
    const auto rows = realise(verdict_studies().front(), {.budget = engine::Budget::quick, .threads = 2});
    std::size_t powers = 0, promises = 0;
    for (const auto& row : rows) {
        INFO(row.method << ", " << row.counted << ", " << row.subject << ", " << row.condition << ": "
                        << row.realised);
        CHECK(row.kept());
        if (!std::isnan(row.nominal)) ++promises;
        if (row.counted != "power") continue;
        ++powers;
        if (row.condition.starts_with("truth 0 ") || row.condition.starts_with("truth 2 "))
            CHECK(row.realised > 0.95);
        if (row.condition.starts_with("truth 0.8") || row.condition.starts_with("truth 1.2"))
            CHECK(row.realised < 0.5);  // hard to tell, and not decided at random
    }
    // Of eight subjects, seven effects have a right verdict; all eight can be decided wrongly, and any of
    // them.
    CHECK(powers == 8 * 7);
    CHECK(promises == 8 * 8 + 1);
    CHECK(rows.back().counted == "any wrong verdict");
}
