#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment exact_descent();

namespace {

using testing::whole;

testing::Measured measured(const engine::Parameters& changes) {
    return {exact_descent(), changes, 1};
}

TEST_CASE("a parabola shrinks by the same factor with every step") {
    const auto m = measured({{"scale", 0.25}, {"curvature", 2.0}, {"start", -3.0}, {"last", whole(8)}});
    for (std::size_t i = 0; i < 4; ++i) {
        const double distance = 3 * std::pow(0.5, std::pow(2.0, double(i)));
        CHECK(m.number("distance", 1e-9, i).value == distance);
        CHECK(m.number("gradient", 1e-9, i).value == 2 * distance);
        CHECK(m.number("excess", 1e-9, i).value == distance * distance);
        CHECK(m.number("distance", 1e-9, i).kind == stats::Class::exact);
    }
    CHECK(m.number("late_greatest", 1e-9).value == 3.0 / 32);  // after step 5
    CHECK(m.number("late_least", 1e-9).value == 3.0 / 256);
    CHECK(m.number("late_pair", 1e-9).value == 3.0 / 16 + 3.0 / 32);
    CHECK(m.number("escape", 1e-9).value == 0);
}

TEST_CASE("the schedule counts from its first k") {
    // (1 - 1/4)(1 - 1/9)(1 - 1/16) = 5/8
    const auto m =
        measured({{"schedule", "inverse-square"}, {"scale", 1.0}, {"first", whole(2)}, {"last", whole(4)}});
    CHECK(m.number("distance", 1e-9, 0).value == 0.75);
    CHECK(m.number("distance", 1e-9, 1).value == 0.625);
    // 1/k from k = 2: (1/2)(2/3)(3/4) = 1/4
    CHECK(measured({{"schedule", "inverse"}, {"scale", 1.0}, {"first", whole(2)}, {"last", whole(4)}})
              .number("distance", 1e-9, 1)
              .value == 0.25);
}

TEST_CASE("numbers that no double holds have an error") {
    const auto third =
        measured({{"schedule", "inverse"}, {"scale", 1.0}, {"first", whole(3)}, {"last", whole(4)}})
            .number("distance", 1e-9, 0);  // (2/3)(3/4)
    CHECK(third.value == 0.5);
    const auto rounded = measured({{"scale", 0.1}, {"last", whole(4)}}).number("distance", 1e-9, 2);
    CHECK(rounded.lower < rounded.value);
    CHECK(rounded.value == Approx(std::pow(0.9, 4)).epsilon(1e-14));
}

TEST_CASE("the quartic escapes, and is left there") {
    const engine::Parameters far = {{"objective", "quartic"},
                                    {"schedule", "inverse"},
                                    {"scale", 1.0},
                                    {"start", 10.0},
                                    {"last", whole(1024)}};
    const auto m = measured(far);
    CHECK(m.number("distance", 1e-9, 0).value == 3990);
    CHECK(m.number("escape", 1e-9).value > 3);
    CHECK(m.number("distance", 1e-9, 10).value == std::ldexp(1.0, 1000));
}

TEST_CASE("|x| jumps across its minimum, and rests only if it hits it") {
    const engine::Parameters kink = {{"objective", "absolute"}, {"scale", 0.5}, {"start", 1.125}};
    const auto m = measured(kink);
    CHECK(m.number("late_pair", 1e-9).value == 0.5);
    CHECK(m.number("late_greatest", 1e-9).value == 0.375);
    CHECK(m.number("late_gradient", 1e-9).value == 1);
    engine::Parameters hit = kink;
    hit["start"] = 1.0;
    CHECK(measured(hit).number("late_greatest", 1e-9).value == 0);
}

TEST_CASE("no step, if the first comes after the last") {
    const engine::Parameters none = {{"first", whole(10)}, {"last", whole(5)}};
    CHECK(measured(none).number("escape", 1e-9).value == 0);
}

}  // namespace
}  // namespace assay::experiments
