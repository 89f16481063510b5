#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment adam_rates();

namespace {

using testing::whole;

TEST_CASE("the best rate and the size of the loss") {
    for (const std::int64_t factor : {-16, 3, 16}) {
        const engine::Parameters p = {{"log2_factor", factor}, {"steps", whole(50)}};
        CHECK(testing::Measured(adam_rates(), p, 1).number("shift", 0.1).value == 0);
        auto descent = p;
        descent["form"] = "gradient-descent";
        CHECK(testing::Measured(adam_rates(), descent, 1).number("shift", 0.1).value ==
              -static_cast<double>(factor));
    }
}

TEST_CASE("rates for a quadratic with one curvature") {
    // All curvatures are 1: gradient descent arrives in one step of 1, and nowhere else.
    const testing::Measured m(adam_rates(),
                              {{"form", "gradient-descent"}, {"condition", 1.0}, {"steps", whole(1)}}, 1);
    CHECK(m.number("best_rate", 0.1).value == 0);
    CHECK(m.number("good_decades", 0.1).value == Approx(std::log10(2.0)));
    // The first step of Adam has the length of its rate.
    const testing::Measured adam(adam_rates(), {{"condition", 1.0}, {"steps", whole(1)}}, 1);
    CHECK(adam.number("best_rate", 0.1).value == 0);
}

}  // namespace
}  // namespace assay::experiments
