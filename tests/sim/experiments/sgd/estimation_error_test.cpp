#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment estimation_error();

namespace {

using testing::whole;

TEST_CASE("errors of the three estimators") {
    // One block: standard errors below 1 %.
    const testing::Measured normal(estimation_error(), {{"dimension", whole(16)}}, 1);
    const testing::Measured maximum(estimation_error(), {{"estimator", "uniform-maximum"}}, 1);
    const testing::Measured mean(estimation_error(), {{"estimator", "uniform-mean"}}, 1);
    for (std::size_t i = 0; i < 5; ++i) {
        const double n = double(4U << i);
        CHECK(normal.number("error", 1e-9, i).value == Approx(16 / n).epsilon(0.07));
        CHECK(maximum.number("error", 1e-9, i).value == Approx(2 / ((n + 1) * (n + 2))).epsilon(0.08));
        CHECK(mean.number("error", 1e-9, i).value == Approx(1 / (3 * n)).epsilon(0.07));
    }
}

TEST_CASE("same stream, same errors") {
    const auto value = [](random::Key key) {
        return testing::Measured(estimation_error(), {}, 1, key).number("error", 1e-9, 0).value;
    };
    CHECK(value({3, 4}) == value({3, 4}));
    CHECK(value({3, 4}) != value({3, 5}));
}

}  // namespace
}  // namespace assay::experiments
