// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment adam_rate_range();

namespace {

using testing::whole;

const double rate_step = std::log10(2.0) / 4;

/// From a few replicates there is a median, not yet an interval at a level that matters.
double decades(const engine::Parameters& p, std::uint64_t blocks = 1) {
    return testing::Measured(adam_rate_range(), p, blocks).number("good_decades", 0.5).value;
}

TEST_CASE("without noise one step of 1 is best, and no other rate is near") {
    for (const char* form : {"gradient-descent", "adam"})
        CHECK(
            decades(
                {{"form", std::string(form)}, {"condition", 1.0}, {"noise_sd", 0.0}, {"steps", whole(1)}}) ==
            Approx(rate_step));
}

TEST_CASE("under so much noise that no rate is too small, only large ones are bad") {
    // One step of eta with noise 100: loss (1 + eta^2 10^4)/2 a dimension, at most twice the least, that of
    // 2^-12, for eta <= 0.01 or so. Rates from 2^-12 to 2^-6.6: 22 of them.
    const double found = decades(
        {{"form", "gradient-descent"}, {"condition", 1.0}, {"noise_sd", 100.0}, {"steps", whole(1)}}, 2);
    CHECK(found > 19 * rate_step);
    CHECK(found < 25 * rate_step);
}

TEST_CASE("other noise, other ranges; the same stream, the same range") {
    const engine::Parameters p = {{"steps", whole(64)}};
    CHECK(decades(p) == decades(p));
    CHECK(decades(p) != decades({{"steps", whole(64)}, {"noise_sd", 0.01}}));
}

}  // namespace
}  // namespace assay::experiments
