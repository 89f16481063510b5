// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment filtered_noise();
}

using namespace assay;
using namespace assay::testing;

namespace {

Measured noise(const engine::Parameters& changes) {
    return {experiments::filtered_noise(), changes, 4};
}
/// At level 1e-12: a false alarm is out of the question for any seed.
bool holds(const Measured& m, const char* name, double expected) {
    const auto e = m.number(name, 1e-12);
    return e.lower <= expected && expected <= e.upper && e.upper < 1.2 * e.lower;
}

}  // namespace

TEST_CASE("the filter leaves b/(2-b) of white noise") {
    for (const double b : {0.1, 0.5, 1.0}) {
        const Measured m = noise({{"weight", b}});
        CHECK(m.missing() == 0);
        CHECK(holds(m, "noise_variance", 1));
        CHECK(holds(m, "step_variance", b / (2 - b)));
        if (b < 1) CHECK(!holds(m, "step_variance", b / 2));
    }
    CHECK(holds(noise({{"weight", 0.5}, {"learning_rate", 3.0}}), "step_variance", 3));
}

TEST_CASE("noise with memory passes more easily") {
    for (const double r : {-0.5, 0.8}) {
        const Measured m = noise({{"weight", 0.5}, {"correlation", r}});
        CHECK(holds(m, "noise_variance", 1));
        CHECK(holds(m, "step_variance", (1 + r / 2) / (1 - r / 2) / 3));
        CHECK(!holds(m, "step_variance", 1.0 / 3));
    }
}

TEST_CASE("the same key gives the same noise, another another") {
    const engine::Parameters none;
    const Measured a(experiments::filtered_noise(), none, 1), b(experiments::filtered_noise(), none, 1),
        c(experiments::filtered_noise(), none, 1, {12, 2022});
    CHECK(a.number("step_variance", 0.1).value == b.number("step_variance", 0.1).value);
    CHECK(a.number("step_variance", 0.1).value != c.number("step_variance", 0.1).value);
}
