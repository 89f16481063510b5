// Seeds are fixed.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment momentum_path();
}

using namespace assay;
using namespace assay::testing;

namespace {

Measured path(const engine::Parameters& changes) {
    return {experiments::momentum_path(), changes, 1};
}
double value(const Measured& m, const char* name, std::size_t point = 0) {
    return m.number(name, 1e-9, point).value;
}
const std::string descent = "gradient-descent", filtered = "filtered", best = "best";

}  // namespace

TEST_CASE("gradient descent multiplies each coordinate by 1 - eta h") {
    const Measured m = path({{"method", descent}, {"learning_rate", 1.5}, {"steps", whole(100)}});
    for (const std::size_t k : {0U, 3U, 40U}) {
        CHECK(value(m, "slow_coordinate", k) == Approx(std::pow(0.985, k + 1)));
        CHECK(value(m, "fast_coordinate", k) == Approx(std::pow(-0.5, k + 1)));
    }
    CHECK(value(m, "crossings") == 100);
    CHECK(value(m, "rate") == Approx(0.985));
    // Both coordinates at first, then the slow one alone.
    CHECK(value(m, "digits") == Approx(0.5 * std::log10(2) - 100 * std::log10(0.985)));
    CHECK(value(m, "farthest") == 1);
    // Within 0.5 at the step when the slow coordinate is below sqrt(1/2).
    CHECK(value(path({{"method", descent}, {"learning_rate", 1.5}, {"accuracy", 0.5}}),
                "steps_to_accuracy") == std::ceil(std::log(std::sqrt(0.5)) / std::log(0.985)));
    // Along a line: the way is the distance.
    const Measured straight = path({{"method", descent},
                                    {"learning_rate", 0.5},
                                    {"condition", 1.0},
                                    {"greatest", 1.0},
                                    {"steps", whole(60)}});
    CHECK(value(straight, "length") == Approx(1));
    CHECK(value(straight, "crossings") == 0);
}

TEST_CASE("the same path under the names of two documents") {
    const Measured ball = path({{"learning_rate", 0.3}, {"momentum", 0.8}});
    const Measured average = path({{"method", filtered}, {"learning_rate", 1.5}, {"weight", 0.2}});
    for (const std::size_t k : {0U, 1U, 9U, 59U}) {
        CHECK(value(ball, "slow_coordinate", k) ==
              Approx(value(average, "slow_coordinate", k)).epsilon(1e-12));
        CHECK(value(ball, "fast_coordinate", k) ==
              Approx(value(average, "fast_coordinate", k)).margin(1e-12));
    }
    CHECK(value(ball, "length") == Approx(value(average, "length")));
    // The first step is one of gradient descent.
    CHECK(value(ball, "fast_coordinate", 0) == Approx(0.7));
}

TEST_CASE("the best tuning") {
    const Measured ball = path({{"tuning", best}}), plain = path({{"tuning", best}, {"method", descent}});
    CHECK(value(ball, "steps_to_accuracy") == 56);
    CHECK(value(plain, "steps_to_accuracy") == 346);
    CHECK(value(ball, "rate") == Approx(9.0 / 11).margin(0.001));
    CHECK(value(plain, "rate") == Approx(99.0 / 101));
    CHECK(value(path({{"tuning", best}, {"method", filtered}}), "steps_to_accuracy") == 56);
    // The rate is also measured where the distance becomes too small for double precision.
    CHECK(value(path({{"tuning", best}, {"condition", 2.0}}), "rate") == Approx(0.171573).margin(0.001));
    CHECK(value(path({{"tuning", best}, {"condition", 1.0}}), "steps_to_accuracy") == 1);
}

TEST_CASE("what does not arrive is missing, what diverges shrinks by no digits") {
    const Measured slow = path({{"method", descent}, {"learning_rate", 0.01}, {"steps", whole(10)}});
    CHECK(slow.number("steps_to_accuracy", 1e-9).missing == 1);
    const Measured wild = path({{"method", descent}, {"learning_rate", 3.0}, {"steps", whole(100)}});
    CHECK(value(wild, "digits") < -29);
    CHECK(value(wild, "rate") == Approx(2));
    CHECK(wild.number("steps_to_accuracy", 1e-9).missing == 1);
}

TEST_CASE("momentum that rises starts as the small one does") {
    const engine::Parameters rising = {
        {"momentum", 0.99}, {"first_momentum", 0.5}, {"raise_over", whole(1000)}};
    const Measured raised = path(rising), small = path({{"momentum", 0.5}}),
                   large = path({{"momentum", 0.99}});
    CHECK(value(raised, "fast_coordinate", 0) == value(small, "fast_coordinate", 0));
    CHECK(value(raised, "fast_coordinate", 5) == Approx(value(small, "fast_coordinate", 5)).epsilon(0.1));
    CHECK(value(raised, "length") < value(large, "length"));
}
