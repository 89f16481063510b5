// Seeds are fixed, and margins are 6 standard errors or more: false alarms have probability below 1e-8.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment sparse_layer();

namespace {

using testing::whole;

testing::Measured measured(const char* weights, std::int64_t fan_in = 100, std::int64_t nonzeros = 10) {
    return {sparse_layer(),
            {{"weights", weights}, {"fan_in", whole(fan_in)}, {"nonzeros", whole(nonzeros)}},
            20};  // 10,240 layers
}

TEST_CASE("only sparse units have an exact number of weights") {
    CHECK(measured("sparse").always("exact_count"));
    CHECK(measured("bernoulli").never("exact_count"));
    CHECK(measured("dense").never("exact_count"));
}

TEST_CASE("total input, overlap and participation") {
    const auto sparse = measured("sparse"), dense = measured("dense"), scaled = measured("dense-scaled");
    CHECK(sparse.number("total_input", 1e-9).value == Approx(10).epsilon(0.03));
    CHECK(scaled.number("total_input", 1e-9).value == Approx(10).epsilon(0.03));
    CHECK(dense.number("total_input", 1e-9).value == Approx(100).epsilon(0.03));
    for (const auto* m : {&sparse, &dense, &scaled})
        CHECK(m->number("squared_cosine", 1e-9).value == Approx(0.01).epsilon(0.06));
    // C(90,10)/C(100,10), by Python's math.comb.
    CHECK(sparse.number("disjoint", 1e-9).value == Approx(0.33047621).margin(0.03));
    CHECK(dense.number("disjoint", 1e-9).value == 0);
    // The ratio of means is (k + 2)/3; the mean of the ratio is a little more.
    CHECK(sparse.number("participation", 1e-9).value == Approx(4.4).epsilon(0.05));
    CHECK(dense.number("participation", 1e-9).value == Approx(35).epsilon(0.05));
    CHECK(measured("sparse", 100, 1).number("participation", 1e-9).value == Approx(1));
}

TEST_CASE("a unit without weights is missing") {
    CHECK(measured("bernoulli", 64, 1).missing() > 0);
    CHECK(measured("sparse", 64, 1).missing() == 0);
}

}  // namespace
}  // namespace assay::experiments
