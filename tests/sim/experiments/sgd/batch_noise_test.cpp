#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment batch_noise();

namespace {

using testing::whole;

TEST_CASE("noise falls with the batch as theory has it") {
    // 16384 batches: standard errors of about 1 % from batches of 4 on; 8 % are beyond any luck.
    const testing::Measured with(batch_noise(), {}, 2);
    const testing::Measured without(batch_noise(), {{"sampling", "without-replacement"}}, 2);
    for (std::size_t i = 2; i < 7; ++i) {
        const double m = double(1U << i);
        CHECK(with.number("noise", 1e-9, i).value == Approx(1 / m).epsilon(0.08));
        CHECK(without.number("noise", 1e-9, i).value == Approx((100 - m) / 99 / m).epsilon(0.08));
    }
}

TEST_CASE("small data sets have few batch sizes") {
    const auto experiment = batch_noise();
    engine::Parameters parameters;
    for (const auto& info : experiment.parameters) parameters[info.name] = info.fallback;
    parameters["examples"] = whole(2);
    CHECK(experiment.bind(parameters).quantities[0].points == std::vector<double>{1});
    parameters["examples"] = whole(64);
    CHECK(experiment.bind(parameters).quantities[0].points.back() == 32);
}

TEST_CASE("the data set is the same for every stream, the batches are not") {
    const auto value = [](random::Key key) {
        return testing::Measured(batch_noise(), {{"examples", whole(2)}}, 1, key)
            .number("noise", 1e-9, 0)
            .value;
    };
    // Of two examples each is as far from their mean: no batch of one is noisier than another.
    CHECK(value({1, 2}) == Approx(1).epsilon(1e-12));
    CHECK(value({1, 3}) == Approx(1).epsilon(1e-12));
    const auto four = [](random::Key key) {
        return testing::Measured(batch_noise(), {}, 1, key).number("noise", 1e-9, 2).value;
    };
    CHECK(four({1, 2}) == four({1, 2}));
    CHECK(four({1, 2}) != four({1, 3}));
}

}  // namespace
}  // namespace assay::experiments
