#include "lib/stats/running_mean.hpp"

#include <catch2/catch.hpp>

using namespace assay::stats;

TEST_CASE("steps below the last place of the mean add up") {
    RunningMean mean(1e9);  // last place 1.2e-7
    for (int i = 0; i < 1 << 20; ++i) mean = mean.moved(0x1p-40);
    CHECK(mean.value == 1e9 + 0x1p-20);
    CHECK(mean.minus(RunningMean(1e9)) == 0x1p-20);
    RunningMean back = mean;
    for (int i = 0; i < 1 << 20; ++i) back = back.moved(-0x1p-40);
    CHECK(back.minus(RunningMean(1e9)) == 0);
}

TEST_CASE("a step larger than the mean loses nothing of the mean") {
    const RunningMean mean = RunningMean(0x1p-30).moved(0x1p30);
    CHECK(mean.value == 0x1p30);
    CHECK(mean.rest == 0x1p-30);
    CHECK(mean.moved(-0x1p30).value == 0x1p-30);
}
