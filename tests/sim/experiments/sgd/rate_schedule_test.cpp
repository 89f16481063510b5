#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment rate_schedule();

namespace {

using testing::disproven;
using testing::proven;
using testing::whole;

TEST_CASE("linear decay at its marks") {
    const testing::Measured m(rate_schedule(), {}, 1);
    CHECK(proven(m.same("rate at 0", "e_0")));
    CHECK(proven(m.same("rate at tau/2", "(e_0 + e_tau)/2")));
    CHECK(proven(m.same("rate at tau/2", "alpha = 1/2")));
    CHECK(proven(m.same("rate at tau", "rate at tau + 1")));
    CHECK(proven(m.same("rate at 3 tau", "e_tau")));
    CHECK(proven(m.same("alpha = 3", "3 e_tau - 2 e_0")));
    CHECK(disproven(m.same("rate at tau/2", "alpha = 2")));
    CHECK(disproven(m.same("rate at 0", "rate at tau")));
    CHECK(m.always("mixture_turns_negative"));
    CHECK(m.never("schedule_turns_negative"));
}

TEST_CASE("sums of rates and of their squares") {
    const auto sum = [](const char* schedule, const char* quantity) {
        return testing::Measured(rate_schedule(),
                                 {{"schedule", schedule}, {"scale", 2.0}, {"steps", whole(4)}}, 1)
            .number(quantity, 1e-9, 2);
    };
    CHECK(sum("constant", "sum").value == 8);
    CHECK(sum("constant", "sum_of_squares").value == 16);
    CHECK(sum("inverse", "sum").value == Approx(2 * (1 + 1 / 2. + 1 / 3. + 1 / 4.)));
    CHECK(sum("inverse-square", "sum").value == Approx(2 * (1 + 1 / 4. + 1 / 9. + 1 / 16.)));
    CHECK(sum("inverse-root", "sum_of_squares").value == Approx(4 * (1 + 1 / 2. + 1 / 3. + 1 / 4.)));
    const double step = 2 * 0.99 / 128;  // linear decay to 1 % at 128
    CHECK(sum("linear-decay", "sum").value == Approx(8 - 10 * step));
    const auto estimate = sum("inverse", "sum");
    CHECK(estimate.lower < estimate.value);
    CHECK(estimate.upper - estimate.lower < 1e-13);
}

}  // namespace
}  // namespace assay::experiments
