#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment null_space();

namespace {

using testing::disproven;
using testing::proven;
using testing::whole;

testing::Measured measured(std::int64_t units, std::int64_t inputs, std::int64_t alike,
                           const std::string& repeats = "equal") {
    return {null_space(), {{"units", units}, {"inputs", inputs}, {"alike", alike}, {"repeats", repeats}}, 1};
}

TEST_CASE("units that are alike count once") {
    const auto repeats = GENERATE("equal", "multiples");
    const auto [units, inputs, alike] = GENERATE(table<std::int64_t, std::int64_t, std::int64_t>(
        {{1, 1, 1}, {8, 8, 1}, {8, 8, 3}, {4, 8, 2}, {12, 8, 2}, {12, 8, 9}, {5, 3, 32}}));
    CAPTURE(repeats, units, inputs, alike);
    const auto m = measured(units, inputs, alike, repeats);
    CHECK(proven(m.same("rank", "min(m - k + 1, n)")));
    CHECK(proven(m.same("input directions lost", "n - min(m - k + 1, n)")));
    CHECK(proven(m.same("gradient directions lost", "m - min(m - k + 1, n)")));
}

TEST_CASE("they are missed by who counts all units") {
    const auto m = measured(8, 8, 3);
    CHECK(disproven(m.same("rank", "min(m, n)")));
    CHECK(disproven(m.same("input directions lost", "0")));
    CHECK(disproven(m.same("gradient directions lost", "m - min(m, n)")));
    CHECK(proven(measured(8, 8, 1).same("input directions lost", "0")));
    // Among twelve units of eight inputs two may be alike without loss.
    CHECK(proven(measured(12, 8, 2).same("rank", "min(m, n)")));
}

}  // namespace
}  // namespace assay::experiments
