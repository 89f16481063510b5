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

TEST_CASE("the best rate for a quadratic with one curvature") {
    // All curvatures are 1: gradient descent arrives in one step of 1, and so does Adam, whose first step has
    // the length of its rate.
    for (const char* form : {"gradient-descent", "adam"}) {
        const testing::Measured m(adam_rates(),
                                  {{"form", std::string(form)}, {"condition", 1.0}, {"steps", whole(1)}}, 1);
        CHECK(m.number("best_rate", 0.1).value == 0);
    }
}

}  // namespace
}  // namespace assay::experiments
