#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment descent_decrease();

namespace {

// The seed is fixed. Below 2/L the statements are theorems; the violations beyond are certain but for shares
// of the starts far below one in the number tried.
testing::Measured measured(const char* cost, double learning_rate, double share = 1) {
    return {descent_decrease(),
            {{"cost", std::string(cost)},
             {"learning_rate", learning_rate},
             {"share", share},
             {"steps", testing::whole(100)}},
            1};
}

TEST_CASE("the cost falls below 2/L, by what the bound says") {
    for (const char* cost : {"quadratic", "log-cosh", "logistic"})
        for (const double rate : {0.01, 1.0, 1.99}) {
            CAPTURE(cost, rate);
            const auto m = measured(cost, rate);
            CHECK(m.always("falls"));
            CHECK(m.always("falls_enough"));
        }
}

TEST_CASE("beyond 2/L a quadratic rises, which the bound allows") {
    const auto m = measured("quadratic", 2.1);
    CHECK(m.never("falls"));
    CHECK(m.always("falls_enough"));
}

TEST_CASE("no more than the bound can be promised") {
    CHECK(measured("quadratic", 1, 2.5).never("falls_enough"));
    CHECK(measured("quadratic", 1, 0).always("falls_enough"));
}

}  // namespace
}  // namespace assay::experiments
