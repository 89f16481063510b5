// Seeds are fixed; intervals at level 1e-10 cover with a false-alarm probability below 1e-9 a test case.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment ridge_risk();

namespace {

using testing::whole;

bool covers(const stats::Estimate& estimate, double value) {
    return estimate.lower <= value && value <= estimate.upper &&
           estimate.upper - estimate.lower < 0.2 * (1 + std::abs(value));
}

TEST_CASE("the error is that of Hoerl and Kennard for orthonormal features") {
    for (const double penalty : {0.0, 1.0, 7.0}) {
        const testing::Measured m(ridge_risk(),
                                  {{"signal", 1.5},
                                   {"noise_sd", 0.8},
                                   {"columns", whole(5)},
                                   {"penalty", penalty},
                                   {"other_penalty", 2.0}},
                                  48);
        const auto error = [](double lambda) {
            return (lambda * lambda * 1.5 * 1.5 + 5 * 0.8 * 0.8) / ((1 + lambda) * (1 + lambda));
        };
        CAPTURE(penalty);
        CHECK(covers(m.number("error", 1e-10), error(penalty)));
        const auto excess = m.number("excess", 1e-10);
        CAPTURE(excess.lower, excess.upper, excess.method);
        CHECK(covers(excess, error(2) - error(penalty)));
    }
}

TEST_CASE("without noise and penalty there is no error") {
    const testing::Measured m(ridge_risk(), {{"noise_sd", 0.0}, {"penalty", 0.0}}, 8);
    CHECK(m.number("error", 1e-10).value < 1e-28);
}

}  // namespace
}  // namespace assay::experiments
