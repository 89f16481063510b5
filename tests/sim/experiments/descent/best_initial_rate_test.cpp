#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment best_initial_rate();

namespace {

testing::Measured measured(const char* schedule, double noise) {
    return {best_initial_rate(), {{"schedule", std::string(schedule)}, {"noise", noise}}, 1};
}

// The same search in NumPy, on the same 1000 rates.
TEST_CASE("best rates after 100 steps and at the end") {
    const auto decaying = measured("decaying", 0.3), constant = measured("constant", 0.1);
    CHECK(decaying.number("best_early", 0.01).value == Approx(0.045090204395847794));
    CHECK(decaying.number("best_last", 0.01).value == Approx(0.12945524832553326));
    CHECK(constant.number("best_early", 0.01).value == Approx(0.30498262413999133));
    CHECK(constant.number("best_last", 0.01).value == Approx(0.1433381901603737));
    CHECK(constant.number("ratio", 0.01).value == Approx(0.1433381901603737 / 0.30498262413999133));
    CHECK(constant.number("ratio", 0.01).upper < 0.5);
}

}  // namespace
}  // namespace assay::experiments
