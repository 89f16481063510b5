// Seeds are fixed; intervals hold at level 1e-9.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment sparse_rates();

namespace {

TEST_CASE("the rate is that of one more binomial number of gradients") {
    // E (K + 1)^(-1/2), K binomial of 999 trials of probability 0.1: by summation below.
    double expected = 0;
    for (int k = 0; k <= 999; ++k)
        expected += std::exp(std::lgamma(1000.0) - std::lgamma(k + 1.0) - std::lgamma(1000.0 - k) +
                             k * std::log(0.1) + (999 - k) * std::log(0.9)) /
                    std::sqrt(k + 1.0);
    const testing::Measured m(sparse_rates(),
                              {{"probability", 0.1}, {"learning_rate", 2.0}, {"gradient", 5.0}}, 64);
    const auto e = m.number("rate", 1e-9, 1);
    CHECK(e.lower < 0.4 * expected);
    CHECK(e.upper > 0.4 * expected);
    CHECK(e.upper - e.lower < 0.01 * expected);
}

TEST_CASE("a gradient that is always there leaves 1/sqrt(t)") {
    const testing::Measured m(sparse_rates(), {{"probability", 1.0}}, 1);
    CHECK(m.number("rate", 1e-9, 2).value == Approx(0.1 / 100));
}

}  // namespace
}  // namespace assay::experiments
