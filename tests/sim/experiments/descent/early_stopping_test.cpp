#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment early_stopping();

namespace {

using testing::whole;

TEST_CASE("learned shares by singular value") {
    const double s[] = {0.01, 0.03, 0.1, 0.3, 1};
    for (const double rate : {0.1, 0.5, 0.9})
        for (const std::int64_t steps : {1, 37}) {
            const testing::Measured m(early_stopping(), {{"learning_rate", rate}, {"steps", whole(steps)}},
                                      1);
            for (std::size_t i = 0; i < 5; ++i)
                CHECK(m.number("learned", 0.01, i).value ==
                      Approx(1 - std::pow(1 - 2 * rate * s[i] * s[i], steps)).margin(1e-12));
        }
}

// sup |(1 - e^-x) - x/(1 + x)| = 0.20364 at x = 2.5129, by SciPy; after one step x - x/(1 + x) at x = 1.
TEST_CASE("the gap to ridge regression") {
    const testing::Measured slow(early_stopping(), {{"learning_rate", 0.01}, {"steps", whole(10000)}}, 1);
    CHECK(slow.number("ridge_gap", 0.01).value == Approx(0.2036).margin(1e-4));
    const testing::Measured once(early_stopping(), {{"learning_rate", 0.5}, {"steps", whole(1)}}, 1);
    CHECK(once.number("ridge_gap", 0.01).value == Approx(0.5).margin(1e-9));
}

}  // namespace
}  // namespace assay::experiments
