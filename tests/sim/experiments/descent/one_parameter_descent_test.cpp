#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment one_parameter_descent();

namespace {

using testing::whole;

testing::Measured measured(const char* cost, double learning_rate, std::int64_t steps) {
    return {one_parameter_descent(),
            {{"cost", std::string(cost)}, {"learning_rate", learning_rate}, {"steps", whole(steps)}},
            1};
}

TEST_CASE("a quadratic, below and above the limit") {
    const auto stable = measured("quadratic", 1.9, 20), unstable = measured("quadratic", 2.5, 20);
    CHECK(stable.number("flips", 0.01).value == 20);
    CHECK(stable.number("rises", 0.01).value == 0);
    CHECK(stable.number("size", 0.01).value == Approx(std::pow(0.9, 20)));
    CHECK(stable.number("cost_ratio", 0.01).value == Approx(std::pow(0.9, 40)));
    CHECK(unstable.number("flips", 0.01).value == 20);
    CHECK(unstable.number("rises", 0.01).value == 20);
    CHECK(unstable.number("size", 0.01).value == Approx(std::pow(1.5, 20)));
    CHECK(measured("quadratic", 0.5, 20).number("flips", 0.01).value == 0);
}

TEST_CASE("divergence is counted, and counts where there is none are missing") {
    CHECK(measured("quadratic", 2.5, 10000).number("steps_to_huge", 0.01).value ==
          std::ceil(100 * std::log(10.0) / std::log(1.5)));
    CHECK(measured("quartic", 2.5, 10000).number("steps_to_huge", 0.01).value == 5);  // by Python
    CHECK(measured("quadratic", 1.5, 100).number("steps_to_huge", 0.01).missing == 1);
}

// 0.888... by Python; there |x| = 1.25 tanh |x|
TEST_CASE("a bounded slope ends in a cycle") {
    const double x = measured("log-cosh", 2.5, 100).number("size", 0.01).value;
    CHECK(x == Approx(0.8880147293598377));
    CHECK(x == Approx(1.25 * std::tanh(x)).epsilon(1e-9));
}

}  // namespace
}  // namespace assay::experiments
