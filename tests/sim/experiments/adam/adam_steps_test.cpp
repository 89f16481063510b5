#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment adam_steps();

namespace {

using testing::whole;

bool within_its_error(const stats::Estimate& e, double truth) {
    CAPTURE(e.value, e.upper - e.value, truth);
    CHECK(e.upper - e.lower < 1e-9);
    return e.lower <= truth && truth <= e.upper;
}

TEST_CASE("Adam under a constant gradient") {
    const testing::Measured m(adam_steps(), {{"gradient", -3.0}, {"epsilon", 0.0}, {"steps", whole(50)}}, 1);
    for (std::size_t t = 0; t < 50; ++t) CHECK(within_its_error(m.number("step", 0.1, t), -1));
    CHECK(within_its_error(m.number("largest_step", 0.1), 1));
    CHECK(within_its_error(m.number("last_step", 0.1), -1));
}

TEST_CASE("Adam without corrections under a constant gradient") {
    const testing::Measured m(adam_steps(), {{"form", "uncorrected"}, {"epsilon", 0.0}}, 1);
    for (std::size_t t : {0U, 1U, 11U, 99U}) {
        const double n = static_cast<double>(t + 1);
        CHECK(within_its_error(m.number("step", 0.1, t),
                               (1 - std::pow(0.9, n)) / std::sqrt(1 - std::pow(0.999, n))));
    }
    CHECK(m.number("largest_at", 0.1).value == 12);
    CHECK(m.number("largest_step", 0.1).value == m.number("step", 0.1, 11).value);
    CHECK(m.number("first_step", 0.1).value == m.number("step", 0.1, 0).value);
}

TEST_CASE("gradients after zeros") {
    const engine::Parameters late = {
        {"pattern", "late"}, {"steps", whole(300)}, {"burst", whole(2)}, {"form", "uncorrected"}};
    const testing::Measured m(adam_steps(), late, 1);
    CHECK(m.number("step", 0.1, 297).value == 0);
    CHECK(m.number("step", 0.1, 298).value == Approx(0.1 / std::sqrt(0.001)).epsilon(1e-6));
    CHECK(m.number("last_step", 0.1).value == Approx(0.19 / std::sqrt(0.001999)).epsilon(1e-6));
    CHECK(m.number("largest_at", 0.1).value == 300);
    // A burst of all steps is a constant gradient.
    auto all = late;
    all["burst"] = whole(300);
    CHECK(testing::Measured(adam_steps(), all, 1).number("first_step", 0.1).value > 3);
}

TEST_CASE("the place of epsilon, and the misprints") {
    const auto first = [](const engine::Parameters& p) {
        return testing::Measured(adam_steps(), p, 1).number("first_step", 0.1).value;
    };
    CHECK(first({{"gradient", 1e-6}}) == Approx(1 / 1.01).epsilon(1e-12));
    CHECK(first({{"gradient", 1e-6}, {"place", "inside-root"}}) ==
          Approx(1 / std::sqrt(10001.0)).epsilon(1e-12));
    CHECK(first({{"gradient", 100.0}, {"form", "without-second-moment"}}) ==
          Approx(100 / std::sqrt(1000.0)).epsilon(1e-8));
    CHECK(first({{"gradient", -100.0}, {"form", "second-moment-in-numerator"}}) ==
          Approx(-std::sqrt(10.0) * 10).epsilon(1e-8));
    CHECK(first({{"gradient", 100.0}, {"form", "gradient-descent"}}) == Approx(100).epsilon(1e-12));
}

TEST_CASE("without epsilon a gradient of 0 leaves no step") {
    const testing::Measured m(adam_steps(), {{"gradient", 0.0}, {"epsilon", 0.0}}, 1);
    CHECK(std::isnan(m.number("first_step", 0.1).value));
    CHECK(m.number("first_step", 0.1).missing == 1);
}

}  // namespace
}  // namespace assay::experiments
