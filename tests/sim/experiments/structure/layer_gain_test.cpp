// Seeds are fixed, and margins are 6 standard errors or more: false alarms have probability below 1e-8.
#include <catch2/catch.hpp>

#include "lib/nn/log_step.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment layer_gain();

namespace {

using testing::whole;

TEST_CASE("a linear layer of orthogonal weights keeps the mean square, exactly but for rounding") {
    for (const char* sampling : {"law", "matrices"}) {
        const testing::Measured m(layer_gain(),
                                  {{"width", whole(32)},
                                   {"activation", "identity"},
                                   {"weights", "orthogonal"},
                                   {"gain_squared", 1.0},
                                   {"mean_square", 9.0},
                                   {"sampling", sampling}},
                                  20);
        CHECK(m.number("gain", 1e-9).value == Approx(1).epsilon(1e-5));
        CHECK(m.number("log_mean", 1e-9).value == Approx(0).margin(1e-5));
        CHECK(m.missing() == 0);
    }
}

TEST_CASE("He's step is that of the library, by law and by matrices") {
    const auto step = nn::log_step(nn::Relu{}, 32, 2);
    for (const char* sampling : {"law", "matrices"}) {
        const testing::Measured m(layer_gain(),
                                  {{"width", whole(32)}, {"gain_squared", 2.0}, {"sampling", sampling}}, 20);
        // At least 10,240 layers: standard errors of sqrt(5/32) / 101 = 0.0042 for the mean of the
        // logarithm, and of sqrt(5/32) / 101 for the gain.
        CHECK(m.number("log_mean", 1e-9).value == Approx(step.mean).margin(0.026));
        CHECK(m.number("gain", 1e-9).value == Approx(1).margin(0.026));
    }
    const testing::Measured law(layer_gain(), {{"width", whole(32)}, {"gain_squared", 2.0}}, 4);
    // A million layers; the variance of the squared deviation is below 4 variances squared.
    CHECK(law.number("log_variance", 1e-9).value == Approx(step.variance).epsilon(0.012));
}

TEST_CASE("activations and slopes") {
    const auto gain = [](const char* activation, double slope, double mean_square = 1) {
        return testing::Measured(layer_gain(),
                                 {{"width", whole(64)},
                                  {"activation", activation},
                                  {"slope", slope},
                                  {"weights", "orthogonal"},
                                  {"mean_square", mean_square}},
                                 1)
            .number("gain", 1e-9)
            .value;
    };
    CHECK(gain("relu", 0.3) == Approx(0.5).epsilon(0.01));
    CHECK(gain("leaky-relu", 0) == Approx(0.5).epsilon(0.01));
    CHECK(gain("leaky-relu", 1) == Approx(1).epsilon(1e-5));
    CHECK(gain("tanh", 1, 1e-6) == Approx(1).epsilon(1e-4));
    // E tanh(z)^2 = 0.3943, for a point of the sphere a little more or less.
    CHECK(gain("tanh", 1) == Approx(0.3943).epsilon(0.02));
    CHECK(gain("tanh", 1, 1e6) == Approx(1e-6).epsilon(0.01));
}

TEST_CASE("a layer without any active unit is missing") {
    // Two units are both off with probability 1/4.
    const testing::Measured m(layer_gain(), {{"width", whole(2)}, {"sampling", "matrices"}}, 4);
    CHECK(m.missing() > 4 * 512 / 8);
    CHECK(m.missing() < 4 * 512 / 2);
    CHECK(std::isinf(m.number("log_mean", 1e-9).upper));
}

}  // namespace
}  // namespace assay::experiments
