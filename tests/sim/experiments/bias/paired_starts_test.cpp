// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment paired_starts();

namespace {

using testing::whole;

testing::Measured measured(engine::Parameters changes, std::uint64_t blocks = 1) {
    changes.try_emplace("steps", whole(50));
    return {paired_starts(), changes, blocks};
}

TEST_CASE("equal starts end equal") {
    const auto m = measured({{"bias_sd", 0.3}, {"other_bias_sd", 0.3}});
    CHECK(m.number("better", 0.01).value == 0);
    CHECK(m.number("error_ratio", 0.01).value == Approx(1).epsilon(1e-3));
    CHECK(m.number("change", 0.01).missing == 32);  // the logarithm of 0
}

TEST_CASE("the two starts change places") {
    const auto a = measured({{"bias", 0.5}, {"other_bias", 0.0}}),
               b = measured({{"bias", 0.0}, {"other_bias", 0.5}});
    CHECK(a.number("better", 0.01).value == 1 - b.number("better", 0.01).value);
    const auto ratio = a.number("error_ratio", 0.01), inverse = b.number("error_ratio", 0.01);
    CHECK(ratio.lower == Approx(1 / inverse.upper).epsilon(1e-9));
    CHECK(ratio.upper == Approx(1 / inverse.lower).epsilon(1e-9));
    CHECK(a.number("change", 0.01).value == Approx(b.number("change", 0.01).value).epsilon(1e-3));
}

TEST_CASE("a start that learns nothing loses") {
    const auto m = measured({{"weight_scale", 1e-3}, {"task", "sine"}});
    CHECK(m.number("better", 0.01).value == 0);
    CHECK(m.number("error_ratio", 0.01).value > 1.1);
    CHECK(m.missing() == 0);
}

TEST_CASE("trainings that overflow are missing") {
    const auto m = measured({{"weight_scale", 100.0}});
    CHECK(m.missing() > 0);
    CHECK(m.number("better", 0.01).missing == m.missing());
}

}  // namespace
}  // namespace assay::experiments
