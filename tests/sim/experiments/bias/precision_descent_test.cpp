#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment precision_descent();

namespace {

testing::Measured measured(engine::Parameters changes) {
    return {precision_descent(), changes, 1};
}

TEST_CASE("slope and best precision") {
    for (const double r : {1e-6, 0.5, 1.0, 1e6})
        for (const double start : {1e-6, 1.0, 1e6}) {
            CAPTURE(r, start);
            const auto m = measured({{"squared_residual", r}, {"start", start}});
            const auto slope = m.number("slope", 0.01);
            CHECK(slope.value == Approx(1 / (2 * start) - r / 2).margin(1e-12 * (1 / start + r)));
            CHECK(m.number("best", 0.01).value == Approx(1 / r).epsilon(1e-12));
        }
}

TEST_CASE("one step, in the precision and in its logarithm") {
    const auto m = measured({{"squared_residual", 100.0}});
    CHECK(m.number("precision", 0.01, 0).value == Approx(-3.95).epsilon(1e-12));
    CHECK(std::isnan(m.number("precision", 0.01, 1).value));
    const auto safe = measured({{"squared_residual", 100.0}, {"variable", "log-precision"}});
    CHECK(safe.number("precision", 0.01, 0).value == Approx(std::exp(-4.95)).epsilon(1e-12));
    CHECK(safe.number("precision", 0.01, 6).value == Approx(0.01).epsilon(1e-9));
}

TEST_CASE("the best precision stays, others move towards it") {
    CHECK(measured({}).number("precision", 0.01, 6).value == Approx(1).epsilon(1e-14));
    const auto m = measured({{"squared_residual", 0.5}});
    CHECK(m.number("precision", 0.01, 0).value == Approx(1.025).epsilon(1e-12));
    CHECK(m.number("precision", 0.01, 6).value == Approx(2).epsilon(1e-4));
}

}  // namespace
}  // namespace assay::experiments
