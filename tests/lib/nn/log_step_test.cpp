#include "lib/nn/log_step.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "tests/reference/read_table.hpp"

namespace {

using namespace assay::nn;

TEST_CASE("log-steps are those of 30-digit sums") {
    for (const auto& row : assay::tests::read_table("nn/log_steps.csv")) {
        INFO(row[0] << " of " << row[1]);
        const Index n = std::stol(row[1]);
        const LogStep step = row[0] == "relu" ? log_step(Relu{}, n, 1) : log_step(Identity{}, n, 1);
        CHECK(step.mean == Approx(std::stod(row[2])).epsilon(1e-11).margin(1e-13));
        CHECK(step.variance == Approx(std::stod(row[3])).epsilon(1e-9));
    }
}

TEST_CASE("the weights' variance shifts the mean alone") {
    const LogStep one = log_step(Relu{}, 50, 1), two = log_step(Relu{}, 50, 2);
    CHECK(two.mean - one.mean == Approx(std::log(2)).epsilon(1e-13));
    CHECK(two.variance == one.variance);
    CHECK(two.mean == Approx(-0.05174).margin(1e-5));
    CHECK(two.variance == Approx(0.10817).margin(1e-5));
}

TEST_CASE("the random walk's gain takes the drift away") {
    for (const Index n : {1, 2, 50, 1000}) {
        const double linear = random_walk_gain(Identity{}, n), relu = random_walk_gain(Relu{}, n);
        CHECK(std::abs(log_step(Identity{}, n, linear * linear).mean) < 1e-13);
        CHECK(std::abs(log_step(Relu{}, n, relu * relu).mean) < 1e-13);
    }
    CHECK(random_walk_gain(Identity{}, 50) == Approx(1.01012).margin(1e-5));
    // The fitted gains come near.
    CHECK(sussillo_abbott_gain(Identity{}, 50) == Approx(1.01005).margin(1e-5));
    CHECK(sussillo_abbott_gain(Relu{}, 200) == Approx(random_walk_gain(Relu{}, 200)).epsilon(1e-3));
    CHECK(sussillo_abbott_gain(Relu{}, 3) == sussillo_abbott_gain(Relu{}, 6));
}

TEST_CASE("no units and no weights have no steps") {
    CHECK_THROWS_AS(log_step(Relu{}, 0, 1), std::invalid_argument);
    CHECK_THROWS_AS(log_step(Identity{}, 0, 1), std::invalid_argument);
    CHECK_THROWS_AS(log_step(Relu{}, 5, 0), std::invalid_argument);
    CHECK_THROWS_AS(log_step(Relu{}, 5, std::numeric_limits<double>::infinity()), std::invalid_argument);
    CHECK_THROWS_AS(random_walk_gain(Relu{}, 0), std::invalid_argument);
    CHECK_THROWS_AS(sussillo_abbott_gain(Relu{}, 0), std::invalid_argument);
}

}  // namespace
