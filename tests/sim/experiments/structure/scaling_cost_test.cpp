#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment scaling_cost();

namespace {

using testing::whole;

TEST_CASE("multiplications are counted") {
    // One linear layer of one unit and two samples: a pass is 2 products; scaling is two passes, 2 squares
    // and the scaling of a weight and a bias.
    const engine::Parameters tiny = {{"width", whole(1)},
                                     {"depth", whole(1)},
                                     {"batch", whole(2)},
                                     {"trials", whole(3)},
                                     {"steps", whole(0)}};
    const testing::Measured m(scaling_cost(), tiny, 1);
    CHECK(m.number("passes", 1e-9).value == 4);
    CHECK(m.number("cost_ratio", 1e-9).value == 0.75);  // three validation passes
}

TEST_CASE("the search's cost is proportional to its trials") {
    const auto ratio = [](std::int64_t trials, std::int64_t steps) {
        return testing::Measured(scaling_cost(), {{"trials", whole(trials)}, {"steps", whole(steps)}}, 1)
            .number("cost_ratio", 1e-9)
            .value;
    };
    CHECK(ratio(10, 100) == Approx(10 * ratio(1, 100)));
    CHECK(ratio(1, 200) > 1.9 * ratio(1, 100));
}

}  // namespace
}  // namespace assay::experiments
