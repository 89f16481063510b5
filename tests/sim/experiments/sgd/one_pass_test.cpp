#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment one_pass();

namespace {

using testing::whole;

TEST_CASE("stochastic descent leads after one pass, gradient descent after ten") {
    const engine::Parameters start = {{"scale", 2.0}, {"offset", 40.0}};
    const testing::Measured one(one_pass(), start, 1);
    CHECK(one.number("stochastic_ahead", 1e-9).value > 0.9);
    engine::Parameters later = start;
    later["passes"] = whole(10);
    const testing::Measured ten(one_pass(), later, 1);
    CHECK(ten.number("batch_ahead", 1e-9).value > 0.9);
    CHECK(ten.number("tenfold", 1e-9).value == 0);
}

TEST_CASE("of one weight the best step is the last") {
    const testing::Measured m(one_pass(), {{"dimension", whole(1)}, {"examples", whole(100)}}, 1);
    CHECK(m.number("stochastic_ahead", 1e-9).value == 0);
    CHECK(m.number("batch_ahead", 1e-9).value == 1);
}

TEST_CASE("same stream, same data") {
    const auto value = [](double noise) {
        return testing::Measured(one_pass(), {{"noise_sd", noise}, {"scale", 2.0}, {"offset", 40.0}}, 1)
            .number("tenfold", 1e-9)
            .value;
    };
    CHECK(value(0.5) == value(0.5));
    CHECK(value(0.0) > value(10.0));
}

}  // namespace
}  // namespace assay::experiments
