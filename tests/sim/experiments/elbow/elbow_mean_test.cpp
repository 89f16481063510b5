// Intervals are at level 1e-12 and the streams are fixed: nothing here depends on luck.

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "tests/sim/experiments/distance_to.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment elbow_mean();
}

namespace {

using namespace assay;
using testing::distance_to;
using testing::Measured;

Measured run(std::int64_t terms, std::uint64_t blocks = 4) {
    return Measured(experiments::elbow_mean(), {{"terms", terms}}, blocks);
}

TEST_CASE("the mean of any number of corners is standard Cauchy") {
    for (const std::int64_t terms : {1, 2, 7, 100}) {
        INFO(terms);
        const Measured mean = run(terms);
        CHECK(mean.missing() == 0);
        CHECK(mean.law("mean").observed() == 8192);
        const auto law = [](double scale) {
            return [=](double x) { return 0.5 + std::atan(x / scale) / std::numbers::pi; };
        };
        CHECK(distance_to(mean.law("mean"), law(1)).lower == 0);
        CHECK(distance_to(mean.law("mean"), law(1.5)).lower > 0);
        CHECK(distance_to(mean.law("mean"), law(1 / 1.5)).lower > 0);
        const auto half_iqr = mean.number("half_iqr", 1e-12);
        CHECK(half_iqr.lower <= 1);
        CHECK(half_iqr.upper >= 1);
        CHECK(half_iqr.upper - half_iqr.lower < 0.6);
    }
}

TEST_CASE("draws depend on the block and on the number of terms") {
    const auto counts = [](const Measured& m) {
        const auto law = m.law("mean");
        return std::vector<std::uint64_t>(law.counts().begin(), law.counts().end());
    };
    CHECK(counts(run(10)) == counts(run(10)));
    CHECK(counts(run(10)) != counts(run(11)));
    CHECK(counts(run(10, 1)) != counts(run(10, 2)));
}

}  // namespace
