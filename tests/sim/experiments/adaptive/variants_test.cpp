#include "sim/experiments/adaptive/variants.hpp"

#include <catch2/catch.hpp>

namespace assay::experiments::adaptive {
namespace {

using Vector = optim::Vector<double>;

TEST_CASE("normalised steps have one size, of each component or of the vector") {
    Vector gradient(3), at = Vector::Zero(3);
    gradient << 3, -4, 1e-300;
    const NormalisedStep<double> component{.learning_rate = 0.5};
    auto state = component.init(3);
    component.step(state, gradient, at);
    CHECK(at[0] == -0.5);
    CHECK(at[1] == 0.5);
    CHECK(at[2] == -0.5);

    at.setZero();
    const NormalisedVectorStep<double> vector{.learning_rate = 0.5};
    auto other = vector.init(3);
    vector.step(other, gradient, at);
    CHECK(at[0] == Approx(-0.3));
    CHECK(at[1] == Approx(0.4));
    CHECK(at.norm() == Approx(0.5));
}

TEST_CASE("a gradient of 0 has no size to divide by, and spoils its own component only") {
    Vector gradient(2), at = Vector::Zero(2);
    gradient << 0, 1;
    const NormalisedStep<double> rule{.learning_rate = 1};
    auto state = rule.init(2);
    rule.step(state, gradient, at);
    CHECK(std::isnan(at[0]));
    CHECK(at[1] == -1);
}

TEST_CASE("bad input is refused") {
    CHECK_THROWS_WITH(NormalisedStep<double>{}.init(1),
                      Catch::Contains("NormalisedStep::init: learning_rate"));
    CHECK_THROWS_WITH(NormalisedVectorStep<double>{.learning_rate = -1}.init(1),
                      Catch::Contains("NormalisedVectorStep::init: learning_rate"));
    Vector at = Vector::Zero(2);
    NormalisedStep<double>::State state;
    CHECK_THROWS_WITH(NormalisedStep<double>{.learning_rate = 1}.step(state, Vector::Ones(3), at),
                      Catch::Contains("gradient"));
    NormalisedVectorStep<double>::State other;
    CHECK_THROWS_WITH(NormalisedVectorStep<double>{.learning_rate = 1}.step(other, Vector::Ones(1), at),
                      Catch::Contains("gradient"));
}

TEST_CASE("the printed accumulator solves its own equation") {
    for (const double old : {0.0, 0.3, 40.0})
        for (const double gradient : {1e-3, 0.5, 20.0})
            for (const double epsilon : {1e-8, 1e-2}) {
                CAPTURE(old, gradient, epsilon);
                const auto u = accumulate(Accumulation::printed, 0.9, old, gradient, epsilon);
                REQUIRE(u);
                CHECK(0.9 * old + 0.1 * gradient * gradient / std::sqrt(*u + epsilon) == Approx(*u));
            }
}

TEST_CASE("for a negative gradient it has a solution only when the old average is large") {
    // With epsilon = 0, x = sqrt(u), A = 0.1: x^3 - 0.9 u' x + A = 0 has a positive root for
    // u' >= 3 (A/2)^(2/3) / 0.9 = 0.4524 only.
    CHECK_FALSE(accumulate(Accumulation::printed, 0.9, 0.44, -1, 0));
    const auto u = accumulate(Accumulation::printed, 0.9, 0.46, -1, 0);
    REQUIRE(u);
    CHECK(0.9 * 0.46 - 0.1 / std::sqrt(*u) == Approx(*u));
    CHECK_FALSE(accumulate(Accumulation::printed, 0.9, 0, -1e-2, 1e-8));
}

TEST_CASE("the other accumulators are explicit") {
    CHECK(accumulate(Accumulation::squares, 0.75, 8, -4, 1).value() == 10);
    CHECK(accumulate(Accumulation::previous_root, 0.75, 8, -4, 1).value() == Approx(6 - 4 / 3.0));
    CHECK_FALSE(accumulate(Accumulation::previous_root, 0.75, -2, 4, 1));
}

}  // namespace
}  // namespace assay::experiments::adaptive
