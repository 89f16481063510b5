#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment sampled_descent();

namespace {

using testing::whole;

testing::Measured measured(const engine::Parameters& changes) {
    return {sampled_descent(), changes, 2};
}

TEST_CASE("with rates 1/k the weight is the running mean of the batches") {
    const auto m =
        measured({{"schedule", "inverse"}, {"scale", 1.0}, {"batch", whole(4)}, {"steps", whole(16)}});
    // Standard error sqrt(2/16384) = 1.1 %.
    CHECK(m.number("excess", 1e-9, 4).value == Approx(1.0 / (2 * 4 * 16)).epsilon(0.1));
}

TEST_CASE("the whole data set leaves no noise") {
    const auto m = measured({{"sampling", "without-replacement"},
                             {"batch", whole(8)},
                             {"examples", whole(8)},
                             {"scale", 0.5},
                             {"steps", whole(4)}});
    CHECK(m.number("excess", 1e-9, 0).value == Approx(0.125).epsilon(1e-12));
    CHECK(m.number("excess", 1e-9, 2).value == Approx(0.5 * std::pow(0.5, 8)).epsilon(1e-12));
    CHECK(m.number("digits", 1e-9, 2).value == Approx(8 * std::log10(2.0)).epsilon(1e-9));
}

TEST_CASE("floors with and without replacement") {
    const engine::Parameters with = {
        {"batch", whole(4)}, {"examples", whole(16)}, {"scale", 0.5}, {"steps", whole(32)}};
    engine::Parameters without = with;
    without["sampling"] = "without-replacement";
    const double floor = 0.5 / 4 / (2 * 1.5);
    CHECK(measured(with).number("excess", 1e-9, 5).value == Approx(floor).epsilon(0.1));
    CHECK(measured(without).number("excess", 1e-9, 5).value == Approx(floor * 12 / 15).epsilon(0.1));
}

TEST_CASE("examples that can be fitted are, to any number of digits") {
    const engine::Parameters fitted = {{"inputs", "normal"}, {"label_sd", 0.0}, {"steps", whole(512)}};
    engine::Parameters noisy = fitted;
    noisy["label_sd"] = 0.01;
    CHECK(measured(fitted).number("converged", 1e-9).value == 1);
    CHECK(measured(fitted).number("digits", 1e-9, 9).value > 30);
    CHECK(measured(noisy).number("converged", 1e-9).value == 0);
}

TEST_CASE("same stream, same weights") {
    const auto value = [](std::int64_t batch) {
        return measured({{"batch", batch}, {"steps", whole(8)}}).number("excess", 1e-9, 3).value;
    };
    CHECK(value(1) == value(1));
    CHECK(value(1) != value(2));
}

}  // namespace
}  // namespace assay::experiments
