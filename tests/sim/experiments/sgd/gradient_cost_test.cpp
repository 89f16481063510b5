#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment gradient_cost();

namespace {

using testing::whole;

TEST_CASE("two products an example and weight") {
    const testing::Measured m(gradient_cost(),
                              {{"examples", whole(30)}, {"dimension", whole(7)}, {"batch", whole(5)}}, 1);
    CHECK(m.number("full_cost", 1e-9).value == 2 * 30 * 7);
    CHECK(m.number("batch_cost", 1e-9).value == 2 * 5 * 7);
    CHECK(m.number("cost_ratio", 1e-9).value == 6);
}

TEST_CASE("a batch is at most all") {
    const testing::Measured m(gradient_cost(), {{"examples", whole(3)}, {"batch", whole(50)}}, 1);
    CHECK(m.number("cost_ratio", 1e-9).value == 1);
}

}  // namespace
}  // namespace assay::experiments
