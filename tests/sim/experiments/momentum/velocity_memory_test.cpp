// Seeds are fixed.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment velocity_memory();
}

using namespace assay;
using namespace assay::testing;

namespace {

stats::Estimate memory(const engine::Parameters& changes, const char* name, std::size_t point = 0) {
    return Measured(experiments::velocity_memory(), changes, 1).number(name, 1e-9, point);
}

}  // namespace

TEST_CASE("half-lives, speeds and times of momentum") {
    for (const double a : {0.3, 0.5, 0.9, 0.999}) {
        INFO(a);
        CHECK(memory({{"momentum", a}}, "weight", 0).value == 1);
        CHECK(memory({{"momentum", a}}, "weight", 7).value == Approx(std::pow(a, 7)));
        CHECK(memory({{"momentum", a}}, "half_life").value == Approx(-std::log(2) / std::log(a)));
        CHECK(memory({{"momentum", a}}, "speed").value == Approx(1 / (1 - a)).epsilon(1e-12));
        for (const double share : {0.2, 0.99})
            CHECK(memory({{"momentum", a}, {"share", share}}, "steps_to_share").value ==
                  std::ceil(std::log(1 - share) / std::log(a)));
    }
    // The well-known ones.
    CHECK(memory({{"momentum", 0.9}}, "half_life").value == Approx(6.5788).epsilon(1e-4));
    CHECK(memory({{"momentum", 0.9}}, "steps_to_share").value == 44);
    CHECK(memory({{"momentum", 0.99}}, "steps_to_share").value == 459);
}

TEST_CASE("a share that is reached exactly at a step leaves the count open by one") {
    // 1 - 0.5^2 = 0.75.
    const auto count = memory({{"momentum", 0.5}, {"share", 0.75}}, "steps_to_share");
    CHECK(count.lower <= 2);
    CHECK(count.upper >= 2);
    CHECK(count.upper - count.lower >= 1);
}

TEST_CASE("the learning rate scales speeds and cancels in their ratio") {
    CHECK(memory({{"learning_rate", 1000.0}}, "speed").value == Approx(10));
    CHECK(memory({{"learning_rate", 1e-6}}, "speed").value == Approx(10));
}
