#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment wide_system();

namespace {

using testing::disproven;
using testing::proven;

testing::Measured measured(std::int64_t rows, std::int64_t columns, const std::string& data,
                           const std::string& fake, const std::string& arithmetic) {
    return {wide_system(),
            {{"rows", rows},
             {"columns", columns},
             {"data", data},
             {"fake_features", fake},
             {"arithmetic", arithmetic}},
            1};
}

TEST_CASE("with the block of fake features every system has a solution") {
    const auto arithmetic = GENERATE("rational", "modular");
    const auto data = GENERATE("generic", "repeated-row");
    const auto [rows, columns] = GENERATE(table<std::int64_t, std::int64_t>({{2, 1}, {4, 2}, {3, 6}}));
    const auto m = measured(rows, columns, data, "block", arithmetic);
    CAPTURE(arithmetic, data, rows, columns);
    CHECK(m.missing() == 0);
    CHECK(m.always("solvable"));
    CHECK(proven(m.same("det A A'", "lambda^n + lambda^(n-1) |X|^2 + ...")));
    CHECK(disproven(m.same("det A A'", "sum of squared n x n minors of X")));
}

TEST_CASE("without it the rows must be independent") {
    const auto arithmetic = GENERATE("rational", "modular");
    CAPTURE(arithmetic);
    const auto wide = measured(3, 5, "generic", "none", arithmetic);
    CHECK(wide.always("solvable"));
    CHECK(proven(wide.same("det A A'", "sum of squared n x n minors of X")));
    CHECK(measured(3, 6, "repeated-row", "none", arithmetic).never("solvable"));
    CHECK(measured(4, 2, "generic", "none", arithmetic).never("solvable"));
}

}  // namespace
}  // namespace assay::experiments
