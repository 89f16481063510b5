#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment descent_step();

namespace {

using std::int64_t;
using testing::disproven;
using testing::proven;

testing::Measured measured(double step, const std::string& start, int64_t dimension = 3) {
    return {descent_step(), {{"step", step}, {"start", start}, {"dimension", dimension}}, 1};
}

TEST_CASE("steps below 2/L lower the loss from any start") {
    const int64_t dimension = GENERATE(1, 2, 6);
    for (const double step : {1e-6, 0.1, 1.0, 1.9, 1.999999}) {
        CAPTURE(dimension, step);
        CHECK(proven(measured(step, "any", dimension).identity("lowers")));
        CHECK(proven(measured(step, "top", dimension).identity("lowers")));
    }
}

TEST_CASE("steps above 2/L raise it along the top eigenvector") {
    for (const int64_t dimension : {1, 2, 6}) {
        const auto m = measured(2.1, "top", dimension);
        CHECK(disproven(m.identity("lowers")));
        CHECK(proven(m.identity("raises")));
        CHECK(proven(m.same("loss after the step", "(1 - step)^2 loss")));
        CHECK(disproven(measured(1.9, "top", dimension).identity("raises")));
    }
}

TEST_CASE("a step of 0 or of 2/L along the top eigenvector leaves the loss as it is") {
    for (const double step : {0.0, 2.0}) {
        const auto m = measured(step, "top");
        CHECK(proven(m.same("loss after the step", "loss before the step")));
        CHECK(disproven(m.identity("lowers")));
        CHECK(disproven(m.identity("raises")));
    }
}

TEST_CASE("the loss is the sum of its components along the eigenvectors, at any step") {
    for (const double step : {0.5, 2.0, 100.0}) {
        const auto m = measured(step, "any", 4);
        CHECK(proven(m.same("loss before the step", "sum of lambda u^2 / 2")));
        CHECK(proven(m.same("loss after the step", "sum of (1 - eta lambda)^2 lambda u^2 / 2")));
        CHECK(disproven(m.same("loss after the step", "(1 - step)^2 loss")));
    }
}

}  // namespace
}  // namespace assay::experiments
