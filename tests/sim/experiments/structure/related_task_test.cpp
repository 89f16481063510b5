// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment related_task();

namespace {

using testing::whole;

testing::Measured measured(double relation, double condition = 3, std::int64_t steps = 5) {
    return {related_task(), {{"relation", relation}, {"condition", condition}, {"steps", whole(steps)}}, 4};
}

TEST_CASE("the same task is the best start, the opposite one the worst") {
    CHECK(measured(1).number("lower_after", 1e-9).value == 1);
    CHECK(measured(-1).number("lower_after", 1e-9).value == 0);
    CHECK(measured(-1).number("lower_at_start", 1e-9).value == 0);
    CHECK(measured(0.5).number("lower_at_start", 1e-9).value >
          measured(0).number("lower_at_start", 1e-9).value);
}

TEST_CASE("nearness decides, in the norm of the data") {
    for (const double relation : {-0.5, 0.0, 0.5}) CHECK(measured(relation).always("nearer_is_lower"));
    CHECK(!measured(0.5, 10).always("plainly_nearer_is_lower"));
    CHECK(measured(0.5, 1).always("plainly_nearer_is_lower"));
}

TEST_CASE("the order stays where all directions are equally steep") {
    CHECK(measured(0.5, 1, 20).always("stays_so"));
    CHECK(measured(0.5, 10, 0).always("stays_so"));
    CHECK(!measured(0.5, 10, 20).always("stays_so"));
}

}  // namespace
}  // namespace assay::experiments
