#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment steps_by_rate();

namespace {

double steps(const char* landscape, double start, std::size_t rate, double slope = 1e-3) {
    return testing::Measured(steps_by_rate(),
                             {{"landscape", std::string(landscape)}, {"start", start}, {"slope", slope}}, 1)
        .number("steps", 0.01, rate)
        .value;
}

// Rates 0.001, 0.01, 0.1 and 1; counts of the same recursions in Python.
TEST_CASE("steps by landscape and rate") {
    CHECK(steps("bowl", 1, 2) == 44);
    CHECK(steps("bowl", 1, 3) == 1);
    CHECK(steps("bowl", 5, 2) == 44);
    CHECK(steps("plateau", 1, 0) == 1'000'000);
    CHECK(steps("plateau", 1, 3) == 1000);
    CHECK(steps("plateau", 2, 2, 0.1) == 200);
    CHECK(steps("tail", 2, 2) == 113);
    CHECK(steps("tail", 2, 3) == 12);
}

}  // namespace
}  // namespace assay::experiments
