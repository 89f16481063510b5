#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment best_learning_rate();

namespace {

// 2/(L + mu) and (kappa - 1)/(kappa + 1): Y. Nesterov, Introductory lectures on convex optimization (2004),
// theorem 2.1.15.
TEST_CASE("the best rate is a compromise of the ends of the spectrum") {
    const double conditions[] = {2, 10, 100, 1000};
    for (const std::int64_t directions : {2, 7}) {
        const testing::Measured m(best_learning_rate(), {{"directions", testing::whole(directions)}}, 1);
        for (std::size_t i = 0; i < 4; ++i) {
            const double kappa = conditions[i];
            CHECK(m.number("best_rate", 0.01, i).value == Approx(2 * kappa / (kappa + 1)).epsilon(1e-9));
            CHECK(m.number("best_contraction", 0.01, i).value ==
                  Approx((kappa - 1) / (kappa + 1)).epsilon(1e-9));
        }
    }
}

}  // namespace
}  // namespace assay::experiments
