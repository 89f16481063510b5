#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment adam_greatest_step();

namespace {

using testing::whole;

TEST_CASE("the greatest step is 1 at first and tends to its bound") {
    const testing::Measured m(adam_greatest_step(), {}, 1);
    const double bound = 0.1 / std::sqrt(0.001) / std::sqrt(1 - 0.81 / 0.999);
    CHECK(m.number("greatest_step", 0.1, 0).value == Approx(1).epsilon(1e-12));
    double before = 0;
    for (std::size_t point = 0; point <= 13; ++point) {
        const auto estimate = m.number("greatest_step", 0.1, point);
        CHECK(estimate.value > before);
        CHECK(estimate.upper < bound);
        before = estimate.value;
    }
    CHECK(before == Approx(bound).epsilon(3e-4));  // 0.999^8192 is 2.8e-4
    CHECK(m.number("greatest_ever", 0.1).value == before);
    CHECK(m.number("reached", 0.1).value == Approx(before).epsilon(1e-10));
}

TEST_CASE("two steps by hand") {
    // beta1 = beta2 = 1/2: corrected weights 1/3 and 2/3 in both: sqrt(sum of a^2/c) = 1.
    const testing::Measured same(adam_greatest_step(), {{"beta1", 0.5}, {"beta2", 0.5}, {"steps", whole(2)}},
                                 1);
    CHECK(same.number("greatest_step", 0.1, 1).value == Approx(1).epsilon(1e-12));
    // beta1 = 0: the newest gradient only, of which v has 1/(1 + beta2) = 4/7.
    const testing::Measured newest(adam_greatest_step(),
                                   {{"beta1", 0.0}, {"beta2", 0.75}, {"steps", whole(2)}}, 1);
    CHECK(newest.number("greatest_step", 0.1, 1).value == Approx(std::sqrt(7.0 / 4)).epsilon(1e-12));
    CHECK(newest.number("reached", 0.1).missing == 0);
}

TEST_CASE("the last step counts where it is no power of two") {
    const testing::Measured m(adam_greatest_step(), {{"steps", whole(3)}}, 1);
    CHECK(m.number("greatest_ever", 0.1).value > m.number("greatest_step", 0.1, 1).value);
    CHECK(m.number("greatest_ever", 0.1).value == Approx(m.number("reached", 0.1).value).epsilon(1e-12));
}

}  // namespace
}  // namespace assay::experiments
