// Seeds are fixed; intervals are at level 1e-6.
#include <catch2/catch.hpp>

#include "lib/stats/dkw.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment weight_law();

namespace {

using testing::Measured;
using testing::whole;

bool contains(const stats::Estimate& e, double value) {
    return e.lower <= value && value <= e.upper && e.upper - e.lower < 0.05 * value;
}

TEST_CASE("each scheme has the variance and kurtosis of its law") {
    struct Row {
        const char* scheme;
        double variance, kurtosis;
    };
    // Truncated at 2 standard deviations: SciPy's truncnorm(-2, 2) has variance 0.7737413 and kurtosis
    // 2.3655367.
    for (const Row row : {Row{"standard-normal", 1, 3}, Row{"fan-in-normal", 1.0 / 48, 3},
                          Row{"fan-out-normal", 1.0 / 16, 3}, Row{"glorot-normal", 2.0 / 64, 3},
                          Row{"glorot-uniform", 2.0 / 64, 1.8}, Row{"uniform-plus-one", 2.0 / 65, 1.8},
                          Row{"he-normal", 2.0 / 48, 3}, Row{"he-uniform", 2.0 / 48, 1.8},
                          Row{"fan-in-uniform", 1.0 / 144, 1.8}, Row{"truncated-normal", 1.0 / 48, 2.3655367},
                          Row{"truncated-normal-raw", 0.7737413 / 48, 2.3655367}}) {
        CAPTURE(row.scheme);
        const Measured m(weight_law(),
                         {{"scheme", row.scheme}, {"fan_in", whole(48)}, {"fan_out", whole(16)}}, 8);
        CHECK(contains(m.number("weight_variance", 1e-6), row.variance));
        const auto kurtosis = m.number("kurtosis", 1e-6);
        CHECK(kurtosis.value == Approx(row.kurtosis).epsilon(0.03));
        // Fourth powers of normal variates are too skewed for an interval yet.
        CHECK(std::isfinite(kurtosis.upper) == (row.kurtosis < 2.5));
        CHECK(kurtosis.lower < row.kurtosis);
        CHECK(row.kurtosis < kurtosis.upper);
    }
}

TEST_CASE("the law is that of sqrt(fan_in) w") {
    const Measured m(weight_law(), {{"scheme", "fan-in-uniform"}, {"fan_in", whole(50)}}, 4);
    const auto sample = m.law("scaled_weight");
    std::vector<double> uniform, narrower;
    for (const double edge : sample.cells().inner_edges()) {
        uniform.push_back(std::clamp(0.5 + edge / 2, 0.0, 1.0));
        narrower.push_back(std::clamp(0.5 + edge / 1.9, 0.0, 1.0));
    }
    CHECK(stats::distance(sample, uniform, 1e-6).upper < 0.02);
    CHECK(stats::distance(sample, narrower, 1e-6).lower > 0.005);
}

TEST_CASE("as many weights as matrices have, at least 65536") {
    const Measured one(weight_law(), {{"fan_in", whole(200000)}, {"fan_out", whole(1)}}, 1);
    CHECK(one.number("weight_variance", 1e-6).replicates == 200000);
    const Measured many(weight_law(), {{"fan_in", whole(3)}, {"fan_out", whole(5)}}, 1);
    CHECK(many.number("weight_variance", 1e-6).replicates == 65536 / 15 * 15);
}

}  // namespace
}  // namespace assay::experiments
