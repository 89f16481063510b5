// Seeds are fixed: what is checked holds for every instance but a share far below one in the number tried.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment ridge_descent();

namespace {

using testing::whole;

testing::Measured measured(double learning_rate, double penalty, std::int64_t rank = 5) {
    return {ridge_descent(), {{"learning_rate", learning_rate}, {"penalty", penalty}, {"rank", rank}}, 1};
}

TEST_CASE("descent converges below 1/(s_max^2 + lambda) and diverges above") {
    for (const double penalty : {0.0, 0.2, 3.0})
        for (const std::int64_t rank : {3, 5}) {
            CAPTURE(penalty, rank);
            const double limit = 1 / (1 + penalty);
            CHECK(measured(0.98 * limit, penalty, rank).always("converges"));
            CHECK(measured(0.98 * limit, penalty, rank).never("diverges"));
            CHECK(measured(1.02 * limit, penalty, rank).always("diverges"));
            CHECK(measured(1.02 * limit, penalty, rank).never("converges"));
        }
}

TEST_CASE("a learning rate of 0 goes nowhere") {
    const auto m = measured(0, 0.1);
    CHECK(m.never("converges"));
    CHECK(m.never("diverges"));
}

TEST_CASE("the penalty lowers the condition number, also of data without full rank") {
    CHECK(measured(0.1, 0.5).always("condition_falls"));
    CHECK(measured(0.1, 0.5, 2).always("condition_falls"));
    CHECK(measured(0.1, 0).never("condition_falls"));
}

}  // namespace
}  // namespace assay::experiments
