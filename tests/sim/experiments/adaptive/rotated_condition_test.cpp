#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment rotated_condition();

namespace {

TEST_CASE("a diagonal scaling undoes everything at 0 and nothing at 45 degrees") {
    for (const double condition : {1.0, 10.0, 1e6}) {
        const testing::Measured m(rotated_condition(), {{"condition", condition}}, 1);
        CHECK(m.number("scaled_condition", 1e-9, 0).value == Approx(1));
        CHECK(m.number("scaled_condition", 1e-9, 5).value == Approx(condition));
        for (std::size_t i = 1; i < 6 && condition > 1; ++i)
            CHECK(m.number("scaled_condition", 1e-9, i).value >
                  m.number("scaled_condition", 1e-9, i - 1).value);
    }
}

TEST_CASE("in between: 30 degrees and condition 9") {
    // H = ((3, 2 sqrt 3), (2 sqrt 3, 7)) up to a sign: s = 2 sqrt(3) / sqrt(21) = 2/sqrt(7).
    const testing::Measured m(rotated_condition(), {{"condition", 9.0}}, 1);
    const double s = 2 / std::sqrt(7.0);
    CHECK(m.number("scaled_condition", 1e-9, 4).value == Approx((1 + s) / (1 - s)));
}

}  // namespace
}  // namespace assay::experiments
