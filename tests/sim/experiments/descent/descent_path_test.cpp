#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment descent_path();

namespace {

using testing::whole;

testing::Measured measured(double learning_rate, std::int64_t steps, double condition = 16) {
    return {descent_path(),
            {{"learning_rate", learning_rate}, {"steps", whole(steps)}, {"condition", condition}},
            1};
}

// curvatures 1/16, 1/8, 1/4, 1/2, 1
TEST_CASE("errors and their signs, direction by direction") {
    const auto m = measured(1.5, 7);
    CHECK(m.missing() == 0);
    for (std::size_t i = 0; i < 5; ++i) {
        const double factor = 1 - 1.5 * std::ldexp(1.0, static_cast<int>(i) - 4);
        CHECK(m.number("error", 0.01, i).value == Approx(std::pow(factor, 7)).epsilon(1e-12));
        CHECK(m.number("flips", 0.01, i).value == (factor < 0 ? 7 : 0));
        CHECK(m.number("flips", 0.01, i).kind == stats::Class::exact);
    }
    CHECK(m.number("rises", 0.01).value == 0);
}

TEST_CASE("no step at all") {
    const auto m = measured(1, 0);
    CHECK(m.number("cost_ratio", 0.01).value == 1);
    CHECK(m.number("error", 0.01, 0).value == 1);
    const double h2 = 1 + 1 / 4.0 + 1 / 16.0 + 1 / 64.0 + 1 / 256.0;
    const double h3 = 1 + 1 / 8.0 + 1 / 64.0 + 1 / 512.0 + 1 / 4096.0;
    CHECK(m.number("gradient_curvature", 0.01).value == Approx(h3 / h2));
    CHECK(m.number("steepest_share", 0.01).value == Approx(1 / h2));
}

// 0.125 and 0.0156 by NumPy
TEST_CASE("the gradient turns to the flat directions") {
    const auto after = [](std::int64_t steps) {
        return testing::Measured(descent_path(),
                                 {{"spacing", std::string("differences")},
                                  {"directions", whole(100)},
                                  {"steps", whole(steps)}},
                                 1)
            .number("gradient_curvature", 0.01)
            .value;
    };
    CHECK(after(10) == Approx(0.125).margin(5e-5));
    CHECK(after(100) == Approx(0.0156).margin(5e-5));
}

TEST_CASE("too large a rate raises the cost, and an overflow is missing") {
    const auto rising = measured(2.5, 100);
    CHECK(rising.number("rises", 0.01).value >= 90);
    CHECK(rising.number("cost_ratio", 0.01).value > 1e30);
    const auto overflowing = measured(3, 5000);
    CHECK(overflowing.missing() == 1);
    CHECK(overflowing.number("cost_ratio", 0.01).missing == 1);
}

}  // namespace
}  // namespace assay::experiments
