#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment example_gradients();

namespace {

using testing::disproven;
using testing::proven;
using testing::whole;

testing::Measured measured(std::int64_t examples, std::int64_t dimension, std::int64_t batch,
                           const char* labels = "noisy") {
    return {example_gradients(),
            {{"examples", whole(examples)},
             {"dimension", whole(dimension)},
             {"batch", whole(batch)},
             {"labels", labels}},
            1};
}

TEST_CASE("minibatch gradients are unbiased, and their scatter is known") {
    const auto [examples, dimension, batch] = GENERATE(
        table<std::int64_t, std::int64_t, std::int64_t>({{4, 1, 1}, {5, 2, 2}, {4, 3, 4}, {7, 1, 2}}));
    CAPTURE(examples, dimension, batch);
    const auto m = measured(examples, dimension, batch);
    CHECK(proven(m.same("mean over subsets", "full gradient")));
    CHECK(proven(m.same("mean over sequences", "full gradient")));
    CHECK(proven(m.same("mean under unequal probabilities, reweighted", "full gradient")));
    CHECK(disproven(m.same("mean under unequal probabilities", "full gradient")));
    CHECK(proven(m.same("variance over subsets", "S/m (n - m)/(n - 1)")));
    CHECK(proven(m.same("variance over sequences", "S/m")));
    if (batch == 1)
        CHECK(proven(m.same("S/m", "S/m^2")));
    else
        CHECK(disproven(m.same("S/m", "S/m^2")));
    if (batch == examples) CHECK(proven(m.same("variance over subsets", "0")));
}

TEST_CASE("what noisy labels change") {
    const auto noisy = measured(5, 2, 2), realisable = measured(5, 2, 2, "realisable");
    CHECK(noisy.always("noise_persists"));
    CHECK(realisable.never("noise_persists"));
    CHECK(disproven(noisy.same("noise at the minimum", "0")));
    CHECK(proven(realisable.same("noise at the minimum", "0")));
    CHECK(disproven(noisy.same("minimum", "true weights")));
    CHECK(proven(realisable.same("minimum", "true weights")));
    CHECK(noisy.never("least_is_zero"));
    CHECK(realisable.always("least_is_zero"));
}

TEST_CASE("the excess is a square") {
    const auto m = measured(6, 3, 1);
    CHECK(proven(m.same("J - min J", "|X (w - w*)|^2/n")));
    CHECK(disproven(m.same("J min J", "|X (w - w*)|^2/n")));
    CHECK(m.always("excess_positive"));
}

}  // namespace
}  // namespace assay::experiments
