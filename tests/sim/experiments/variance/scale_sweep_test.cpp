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

TEST_CASE("without training large outputs are the worst") {
    const Measured m(scale_sweep(), {{"steps", whole(0)}, {"task", "product"}}, 8);
    CHECK(m.number("best", 1e-6, 6).value < 0.25);
}

TEST_CASE("a factor that makes training diverge is not the best; replicates where all do are missing") {
    const Measured m(scale_sweep(), {}, 8);
    CHECK(m.missing() == 0);
    CHECK(m.number("best", 1e-6, 6).value == 0);
    const Measured wild(scale_sweep(), {{"learning_rate", 10.0}, {"task", "product"}}, 4);
    CHECK(wild.missing() > 0);
    CHECK(wild.number("best", 1e-6, 3).missing == wild.missing());
    CHECK(wild.number("best_within_2", 1e-6).missing == wild.missing());
}

}  // namespace
}  // namespace assay::experiments
