#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment stochastic_rate();

namespace {

testing::Measured measured(const char* method, double offset = 0, random::Key key = {11, 2022}) {
    return {stochastic_rate(), {{"method", std::string(method)}, {"offset", offset}}, 2, key};
}

// The recursion of second moments in NumPy: k times the excess at step 1024.
TEST_CASE("expected excess") {
    CHECK(1024 * measured("gradient-descent").number("expected_excess", 0.01, 4).value == Approx(0.5));
    CHECK(1024 * measured("heavy-ball").number("expected_excess", 0.01, 4).value ==
          Approx(0.5111).margin(5e-5));
    CHECK(1024 * measured("nesterov").number("expected_excess", 0.01, 4).value ==
          Approx(0.5102).margin(5e-5));
    CHECK(1024 * measured("nesterov", 20).number("expected_excess", 0.01, 4).value ==
          Approx(0.4905).margin(5e-5));
}

// Each interval misses the expected value with probability 1e-10.
TEST_CASE("the sample agrees with the recursion") {
    for (const char* method : {"gradient-descent", "heavy-ball", "nesterov"}) {
        const auto m = measured(method);
        CAPTURE(method);
        for (std::size_t i = 0; i < 6; ++i) {
            const double expected = m.number("expected_excess", 0.01, i).value;
            const auto excess = m.number("excess", 1e-10, i);
            CHECK(excess.lower <= expected);
            CHECK(excess.upper >= expected);
            CHECK(excess.upper < 1.4 * excess.lower);
            CHECK(excess.kind == stats::Class::finite_sample);
            CHECK(m.number("scaled_excess", 1e-10, i).value == Approx(excess.value * (64 << i)));
        }
    }
}

TEST_CASE("the draws depend on the stream alone") {
    const auto value = [](const testing::Measured& m) { return m.number("excess", 0.01, 3).value; };
    CHECK(value(measured("nesterov")) == value(measured("nesterov")));
    CHECK(value(measured("nesterov")) != value(measured("nesterov", 0, {12, 2022})));
}

}  // namespace
}  // namespace assay::experiments
