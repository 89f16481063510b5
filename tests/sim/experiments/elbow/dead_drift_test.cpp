#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment dead_drift();
}

namespace {

using namespace assay;
using testing::Measured;
using testing::whole;

Measured run(const engine::Parameters& changes, std::uint64_t blocks = 2) {
    return Measured(experiments::dead_drift(), changes, blocks);
}

TEST_CASE("the drift under heavy ball is the geometric sum, and no other expression") {
    for (const std::int64_t steps : {1, 2, 8, 32}) {
        const Measured ball = run({{"steps", steps}});
        const auto right = ball.same("drift", "a v (1 - a^T)/(1 - a)");
        CHECK(right.trials == 2);
        CHECK(right.violations == 0);
        CHECK(right.failure_probability() < 1e-15);
        for (const auto* wrong : {"v (1 - a^T)/(1 - a)", "a v/(1 - a)", "a v/(1 - a^2)", "0"}) {
            INFO(wrong);
            CHECK(ball.same("drift", wrong).violations == 2);
        }
    }
}

TEST_CASE("plain gradient descent does not move a dead unit") {
    const Measured plain = run({{"rule", "gradient-descent"}, {"reach", 50.0}});
    CHECK(plain.same("drift", "0").violations == 0);
    CHECK(plain.same("drift", "a v (1 - a^T)/(1 - a)").violations == 2);
    CHECK(plain.always("stays_dead"));
}

TEST_CASE("the unit comes back when its drift reaches that far") {
    for (const double momentum : {0.01, 0.5, 0.9}) {
        CHECK(run({{"momentum", momentum}, {"reach", 1.01}}).always("revives"));
        CHECK(run({{"momentum", momentum}, {"reach", 0.99}}).always("stays_dead"));
        CHECK(run({{"momentum", momentum}, {"reach", 0.0}}).always("stays_dead"));
    }
    // a^T must fall below 0.01/1.01: 45 steps of momentum 0.9, since 0.9^43 = 0.0108, 0.9^44 = 0.0097.
    CHECK(run({{"reach", 1.01}, {"horizon", whole(43)}}).never("revives"));
    CHECK(run({{"reach", 1.01}, {"horizon", whole(44)}}).always("revives"));
    CHECK(run({{"reach", 1.01}, {"fan_in", whole(1)}, {"points", whole(1)}}).always("revives"));
}

TEST_CASE("the whole drift is a/(1 - a) within its error bound") {
    for (const double a : {0.01, 0.5, 0.9, 0.99, 0.999}) {
        const auto total = run({{"momentum", a}}, 1).number("total_drift", 1e-9);
        CHECK(std::abs(total.value - a / (1 - a)) <= (total.upper - total.lower) / 2 + 1e-15 * a / (1 - a));
        CHECK(total.upper - total.lower < 1e-9 * total.value);
    }
}

}  // namespace
