// Seeds are fixed, and margins are 6 standard errors or more: false alarms have probability below 1e-8.
#include <catch2/catch.hpp>
#include <cmath>

#include "lib/nn/log_step.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment random_walk();

namespace {

using testing::whole;
constexpr std::size_t last = 7;

testing::Measured measured(const char* sampling, const char* activation, const char* gain = "plain",
                           std::int64_t width = 32, std::int64_t depth = 16, double decades = 2) {
    // 10,240 networks.
    return {random_walk(),
            {{"width", whole(width)},
             {"depth", whole(depth)},
             {"activation", activation},
             {"gain", gain},
             {"sampling", sampling},
             {"decades", decades}},
            80};
}

TEST_CASE("mean and spread of the walk are those of the log-step, however it is drawn") {
    const auto relu = nn::log_step(nn::Relu{}, 32, 2);
    const auto linear = nn::log_step(nn::Identity{}, 32, 1);
    for (const char* sampling : {"law", "matrices", "backward"}) {
        CAPTURE(sampling);
        const auto m = measured(sampling, "relu");
        const double sd = std::sqrt(16 * relu.variance);
        CHECK(m.number("log_square", 1e-9, last).value == Approx(16 * relu.mean).margin(6 * sd / 101));
        CHECK(m.number("spread", 1e-9, last).value == Approx(0.6745 * sd).epsilon(0.12));
        const auto l = measured(sampling, "identity");
        const double linear_sd = std::sqrt(16 * linear.variance);
        CHECK(l.number("log_square", 1e-9, last).value ==
              Approx(16 * linear.mean).margin(6 * linear_sd / 101));
        CHECK(l.number("typical", 1e-9, last).value ==
              Approx(16 * linear.mean).margin(0.1 + 8 * linear_sd / 101));
    }
}

TEST_CASE("the drift-free gain has no drift, the plain one has") {
    const double sd = std::sqrt(16 * nn::log_step(nn::Relu{}, 32, 2).variance);
    CHECK(std::abs(measured("law", "relu", "drift-free").number("log_square", 1e-9, last).value) <
          6 * sd / 101);
    CHECK(std::abs(measured("law", "relu", "fitted").number("log_square", 1e-9, last).value) < 8 * sd / 101);
    CHECK(measured("law", "relu", "plain").number("log_square", 1e-9, last).value < -1);
}

TEST_CASE("one matrix for all layers is no random walk") {
    const auto growth = [](const char* sampling) {
        const auto m = measured(sampling, "identity", "plain", 16, 128);
        return m.number("spread", 1e-9, last).value / m.number("spread", 1e-9, 1).value;  // 128 and 32 layers
    };
    CHECK(growth("law") == Approx(2).epsilon(0.15));
    CHECK(growth("same-matrix") > 3);
}

TEST_CASE("what is kept depends on the window, and dead networks are missing") {
    CHECK(measured("law", "relu", "plain", 32, 16, 0).number("kept", 1e-9).value == 0);
    CHECK(measured("law", "relu", "plain", 32, 16, 300).number("kept", 1e-9).value == 1);
    const auto narrow = measured("law", "relu", "plain", 2, 8);  // alive with probability (3/4)^8 = 0.1
    CHECK(double(narrow.missing()) / 10240 == Approx(0.9).margin(0.02));
    CHECK(narrow.number("kept", 1e-9).value < 0.15);
}

}  // namespace
}  // namespace assay::experiments
