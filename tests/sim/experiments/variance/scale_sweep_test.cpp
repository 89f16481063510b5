// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment scale_sweep();

namespace {

using testing::Measured;
using testing::whole;

TEST_CASE("exactly one factor is the best") {
    const Measured m(scale_sweep(), {{"steps", whole(20)}}, 4);
    double total = 0, near = 0;
    for (std::size_t point = 0; point < 7; ++point) {
        const double share = m.number("best", 1e-6, point).value;
        total += share;
        if (point >= 1 && point <= 5) near += share;
    }
    CHECK(total == Approx(1));
    CHECK(m.number("best_within_2", 1e-6).value == Approx(near));
}

TEST_CASE("without training the smallest outputs have the least error; of a step that is too long none") {
    const Measured untrained(scale_sweep(), {{"steps", whole(0)}, {"task", "product"}}, 8);
    CHECK(untrained.number("best", 1e-6, 6).value < 0.25);
    const Measured wild(scale_sweep(), {{"learning_rate", 10.0}}, 4);
    CHECK(wild.number("best", 1e-6, 6).value == 0);
}

}  // namespace
}  // namespace assay::experiments
