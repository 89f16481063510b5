// Seeds are fixed.
#include <catch2/catch.hpp>

#include "lib/optim/dynamics.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment momentum_noise();
}

using namespace assay;
using namespace assay::testing;

namespace {

Measured noise(const engine::Parameters& changes) {
    return {experiments::momentum_noise(), changes, 8};
}
/// At level 1e-12: a false alarm is out of the question for any seed.
bool holds(const Measured& m, const char* name, double expected) {
    const auto e = m.number(name, 1e-12);
    return e.lower <= expected && expected <= e.upper && e.upper < 1.3 * e.lower;
}
const std::string descent = "gradient-descent", filtered = "filtered";

}  // namespace

TEST_CASE("the spread is that of the autoregression") {
    const auto ball = optim::stationary(optim::HeavyBall<double>{0.1, 0.9}, 1.0, 1.0);
    const Measured m = noise({});
    CHECK(m.missing() == 0);
    CHECK(holds(m, "variance", ball.variance));
    CHECK(holds(m, "step_variance", ball.step_variance));
    const auto average = optim::stationary(optim::EmaMomentum<double>{0.5, 0.2}, 2.0, 9.0);
    const Measured f = noise({{"method", filtered},
                              {"learning_rate", 0.5},
                              {"weight", 0.2},
                              {"curvature", 2.0},
                              {"noise_sd", 3.0},
                              {"steps", whole(200)}});
    CHECK(holds(f, "variance", average.variance));
    CHECK(holds(f, "step_variance", average.step_variance));
    const auto plain = optim::stationary(optim::GradientDescent<double>{0.1}, 1.0, 1.0);
    const Measured d = noise({{"method", descent}, {"steps", whole(200)}});
    CHECK(holds(d, "variance", plain.variance));
    CHECK(!holds(d, "variance", ball.variance));
}

TEST_CASE("a single step, no curvature") {
    const Measured first = noise({{"steps", whole(1)}, {"learning_rate", 0.5}});
    CHECK(holds(first, "variance", 0.25));
    CHECK(holds(first, "step_variance", 0.25));
    // A random walk: 100 steps of gradient descent.
    CHECK(holds(noise({{"method", descent}, {"curvature", 0.0}, {"steps", whole(100)}}), "variance", 1));
}

TEST_CASE("a rate that falls and a momentum that rises") {
    const engine::Parameters decay = {{"method", descent},
                                      {"change", std::string("decay-rate")},
                                      {"decay_after", 1.0},
                                      {"steps", whole(2)}};
    // Rates 0.1 and 0.05: variance 0.01 (1 - 0.05)^2 + 0.0025.
    CHECK(holds(noise(decay), "variance", 0.01 * 0.95 * 0.95 + 0.0025));
    const engine::Parameters raise = {{"change", std::string("raise-momentum")},
                                      {"momentum", 0.0},
                                      {"last_momentum", 0.9},
                                      {"steps", whole(400)}};
    CHECK(holds(noise(raise), "variance",
                optim::stationary(optim::HeavyBall<double>{0.1, 0.9}, 1.0, 1.0).variance));
    CHECK(holds(noise({{"momentum", 0.0}}), "variance", 0.1 / 1.9));
}
