#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment softmax_start();

namespace {

using testing::whole;

testing::Measured measured(engine::Parameters changes) {
    return {softmax_start(), changes, 1};
}

TEST_CASE("biases solve the equation up to a constant") {
    const std::int64_t classes = GENERATE(2, 3, 1000);
    const double offset = GENERATE(-300.0, -2.0, 300.0);
    CAPTURE(classes, offset);
    const auto m = measured({{"classes", whole(classes)}, {"offset", offset}});
    CHECK(m.always("solves"));
    CHECK(m.never("solves_shifting_one"));
    CHECK(m.never("solves_itself"));
    CHECK(m.never("only_solution"));
}

TEST_CASE("with offset 0 there is nothing else to compare with") {
    const auto m = measured({});
    CHECK(m.always("only_solution"));
    CHECK(m.always("solves_shifting_one"));
    CHECK(m.always("centred_is_unique"));
}

TEST_CASE("the loss starts at the entropy") {
    const auto m = measured({{"first", 0.5}, {"second", 0.25}});
    CHECK(m.number("start_loss", 0.01).value == Approx(1.5 * std::log(2)).epsilon(1e-14));
    CHECK(m.number("start_loss_at_zero", 0.01).value == Approx(std::log(3)).epsilon(1e-14));
    CHECK(std::isnan(measured({{"first", 0.5}, {"second", 0.5}}).number("start_loss", 0.01).value));
}

TEST_CASE("the least probability within bounds") {
    const auto m = measured({{"classes", whole(3)}});
    CHECK(m.number("least_probability", 0.01, 0).value == Approx(1 / (1 + 2 * std::exp(2.0))).epsilon(1e-13));
    CHECK(m.number("least_probability", 0.01, 5).value == Approx(std::exp(-700.0) / 2).epsilon(1e-10));
}

}  // namespace
}  // namespace assay::experiments
