#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment noisy_descent();

namespace {

using testing::whole;

constexpr double level = 1e-12;  // intervals that miss the truth with less than this, for any seed

testing::Measured measured(const engine::Parameters& changes, std::uint64_t blocks = 2) {
    return {noisy_descent(), changes, blocks};
}

bool covers(const stats::Estimate& estimate, double truth) {
    return estimate.lower <= truth && truth <= estimate.upper;
}

TEST_CASE("the simulation agrees with the recursion of second moments") {
    const auto changes = GENERATE(values<engine::Parameters>({
        {{"schedule", "inverse"}, {"start", 3.0}, {"offset", 4.0}, {"steps", whole(64)}},
        {{"schedule", "inverse-root"}, {"curvature", 0.5}, {"noise_sd", 2.0}, {"steps", whole(64)}},
        {{"schedule", "constant"}, {"scale", 1.9}, {"start", -1.0}, {"steps", whole(64)}},
        {{"schedule", "linear-decay"}, {"scale", 0.5}, {"tau", whole(10)}, {"steps", whole(64)}},
        {{"method", "heavy-ball"}, {"scale", 0.1}, {"schedule", "constant"}, {"start", 1.0}},
        {{"method", "nesterov"}, {"scale", 0.1}, {"schedule", "constant"}, {"start", 1.0}},
        {{"growth", "linear"}, {"scale", 0.2}, {"schedule", "constant"}, {"batch", 3.0}},
        {{"growth", "geometric"}, {"scale", 0.2}, {"schedule", "constant"}, {"batch", 3.0}},
    }));
    const auto m = measured(changes);
    for (std::size_t i = 0; i < 7; ++i) {
        CAPTURE(i);
        CHECK(covers(m.number("excess", level, i), m.number("exact_excess", level, i).value));
        CHECK(
            covers(m.number("averaged_excess", level, i), m.number("exact_averaged_excess", level, i).value));
        const auto known = m.number("exact_excess", level, i);
        CHECK(known.upper - known.lower < 1e-9 * known.value);
        CHECK(m.number("excess", level, i).kind == stats::Class::finite_sample);
    }
    CHECK(m.missing() == 0);
}

TEST_CASE("closed forms of the recursion") {
    // Rates 1/k make theta the mean of k normal numbers.
    const auto mean = measured({{"steps", whole(1024)}, {"start", 7.0}}, 1);
    CHECK(mean.number("exact_excess", level, 10).value == Approx(1.0 / 2048).epsilon(1e-12));
    // A floor is e s^2 / (2 (2 - e lambda)); without noise to speak of the start shrinks by 1 - e lambda.
    const auto floor =
        measured({{"schedule", "constant"}, {"scale", 0.5}, {"curvature", 2.0}, {"noise_sd", 3.0}}, 1);
    CHECK(floor.number("exact_excess", level, 8).value == Approx(0.5 * 9 / (2 * (2 - 1.0))));
    const auto quiet = measured(
        {{"schedule", "constant"}, {"scale", 0.5}, {"noise_sd", 1e-6}, {"start", 1.0}, {"steps", whole(4)}},
        1);
    CHECK(quiet.number("exact_excess", level, 2).value == Approx(std::pow(0.5, 9)));
    // The first average is the first iterate.
    CHECK(quiet.number("exact_averaged_excess", level, 0).value ==
          Approx(quiet.number("exact_excess", level, 0).value));
}

TEST_CASE("batches count their examples") {
    const auto experiment = noisy_descent();
    engine::Parameters parameters;
    for (const auto& info : experiment.parameters) parameters[info.name] = info.fallback;
    parameters["growth"] = "linear";
    parameters["steps"] = whole(8);
    const auto bound = experiment.bind(parameters);
    CHECK(bound.quantities[0].points == std::vector<double>{1, 2, 4, 8});
    CHECK(bound.quantities[1].points == std::vector<double>{1, 3, 10, 36});
}

TEST_CASE("divergence is counted as missing") {
    const engine::Parameters wild = {
        {"schedule", "constant"}, {"scale", 100.0}, {"curvature", 1000.0}, {"steps", whole(128)}};
    const auto m = measured(wild, 1);
    CHECK(m.missing() == 8192);
    CHECK(std::isinf(m.number("excess", level, 7).upper));
}

TEST_CASE("same stream, same numbers; other parameters, others") {
    const auto value = [](const engine::Parameters& changes) {
        return measured(changes, 1).number("excess", level, 3).value;
    };
    CHECK(value({}) == value({}));
    CHECK(value({}) != value({{"scale", 0.9}}));
    CHECK(value({}) != value({{"method", "nesterov"}}));
}

}  // namespace
}  // namespace assay::experiments
