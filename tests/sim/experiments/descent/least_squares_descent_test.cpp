#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment least_squares_descent();

namespace {

// Seeds are fixed: what is checked holds for every instance but a share far below one in the number tried.
using testing::whole;

testing::Measured measured(const char* scaling, double learning_rate, std::int64_t rows = 8,
                           std::int64_t columns = 5) {
    return {least_squares_descent(),
            {{"scaling", std::string(scaling)},
             {"learning_rate", learning_rate},
             {"rows", whole(rows)},
             {"columns", whole(columns)}},
            1};
}

TEST_CASE("each scaling of the loss has its own limit") {
    const std::pair<const char*, double> limits[] = {{"sum", 1}, {"half-sum", 2}, {"mean", 8}};
    for (const auto& [scaling, limit] : limits) {
        CAPTURE(scaling);
        CHECK(measured(scaling, 0.98 * limit).always("converges"));
        CHECK(measured(scaling, 0.98 * limit).never("diverges"));
        CHECK(measured(scaling, 1.02 * limit).never("converges"));
        CHECK(measured(scaling, 1.02 * limit).always("diverges"));
    }
}

TEST_CASE("an overflow counts as divergence") {
    CHECK(measured("sum", 100).always("diverges"));
    CHECK(measured("sum", 100).never("converges"));
}

TEST_CASE("descent ends at the nearest solution") {
    const auto wide = measured("sum", 0.5, 4, 8);
    CHECK(wide.always("converges"));
    CHECK(wide.always("others_farther"));
    CHECK(wide.never("reaches_least_norm"));
    const auto tall = measured("sum", 0.5);
    CHECK(tall.always("reaches_least_norm"));
}

}  // namespace
}  // namespace assay::experiments
