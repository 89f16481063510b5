#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment adam_defaults();

namespace {

TEST_CASE("Adam's defaults and the lengths of its averages") {
    const testing::Measured m(adam_defaults(), {}, 1);
    CHECK(m.number("default_learning_rate", 0.1).value == 0.001);
    CHECK(m.number("default_beta1", 0.1).value == 0.9);
    CHECK(m.number("default_beta2", 0.1).value == 0.999);
    CHECK(m.number("default_epsilon", 0.1).value == 1e-8);
    CHECK(m.number("first_length", 0.1).value == Approx(10).epsilon(1e-12));
    CHECK(m.number("second_length", 0.1).value == Approx(1000).epsilon(1e-12));
    CHECK(m.number("first_half_life", 0.1).value == Approx(std::log(0.5) / std::log(0.9)).epsilon(1e-9));
    CHECK(m.number("second_half_life", 0.1).value == Approx(std::log(0.5) / std::log(0.999)).epsilon(1e-9));
}

TEST_CASE("lengths of other averages, at the ends of their ranges") {
    const testing::Measured m(adam_defaults(), {{"beta1", 0.5}, {"beta2", 0.9999}}, 1);
    CHECK(m.number("first_length", 0.1).value == Approx(2).epsilon(1e-12));
    CHECK(m.number("first_half_life", 0.1).value == Approx(1).epsilon(1e-9));
    CHECK(m.number("second_half_life", 0.1).value == Approx(6931.1).epsilon(1e-4));
    CHECK(m.number("default_beta1", 0.1).value == 0.9);
}

}  // namespace
}  // namespace assay::experiments
