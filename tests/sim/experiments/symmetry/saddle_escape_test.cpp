#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment saddle_escape();

namespace {

using testing::whole;

// The numbers of steps are those of the same recursion in Python.
TEST_CASE("steps away from zero weights") {
    const testing::Measured two(saddle_escape(), {{"layers", whole(2)}}, 1);
    const testing::Measured three(saddle_escape(), {{"layers", whole(3)}}, 1);
    const double of_two[] = {97, 72, 48, 24}, of_three[] = {99998, 9996, 993, 91};
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(two.number("steps", 0.01, i).value == of_two[i]);
        CHECK(three.number("steps", 0.01, i).value == of_three[i]);
        CHECK(two.number("steps", 0.01, i).kind == stats::Class::exact);
    }
}

TEST_CASE("smaller steps take longer") {
    const testing::Measured slow(saddle_escape(), {{"learning_rate", 0.01}}, 1);
    CHECK(slow.number("steps", 0.01, 3).value == Approx(std::log(10) / std::log(1.01)).margin(2));
}

}  // namespace
}  // namespace assay::experiments
