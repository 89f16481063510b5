#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment adam_counterexample();

namespace {

using testing::whole;

double last_point(const engine::Parameters& p) {
    return testing::Measured(adam_counterexample(), p, 1).number("last_point", 0.1).value;
}

TEST_CASE("Adam ends at the worst point, others at the best") {
    CHECK(last_point({}) == Approx(1).margin(0.01));
    CHECK(last_point({{"form", "uncorrected"}}) == Approx(1).margin(0.01));
    CHECK(last_point({{"start", -1.0}}) == Approx(1).margin(0.01));
    CHECK(last_point({{"form", "gradient-descent"}}) == Approx(-1).margin(0.01));
    CHECK(last_point({{"beta2", 0.999}}) == Approx(-1).margin(0.01));
    // With C below 2 the best point is +1.
    CHECK(last_point({{"large", 1.0}, {"form", "gradient-descent"}}) == Approx(1).margin(0.01));
}

TEST_CASE("one round of gradient descent by hand") {
    // Steps -3/10, +1/(10 sqrt 2), +1/(10 sqrt 3) from 0; regrets 3(x + 1), -(x + 1), -(x + 1).
    const testing::Measured m(adam_counterexample(), {{"form", "gradient-descent"}, {"steps", whole(3)}}, 1);
    const double second = -0.3, third = second + 0.1 / std::sqrt(2.0);
    CHECK(m.number("last_point", 0.1).value == Approx(third + 0.1 / std::sqrt(3.0)).epsilon(1e-12));
    CHECK(m.number("mean_regret", 0.1).value == Approx((3 - (second + 1) - (third + 1)) / 3).epsilon(1e-12));
}

TEST_CASE("the interval ends hold every point") {
    const testing::Measured m(adam_counterexample(), {{"learning_rate", 100.0}, {"steps", whole(3)}}, 1);
    CHECK(m.number("last_point", 0.1).value == 1);
}

}  // namespace
}  // namespace assay::experiments
