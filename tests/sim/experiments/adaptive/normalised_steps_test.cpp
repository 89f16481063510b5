// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment normalised_steps();

namespace {

using testing::whole;

bool same(const testing::Measured& m, const char* a, const char* b) {
    const auto c = m.same(a, b);
    REQUIRE(c.trials == 256);
    REQUIRE((c.violations == 0 || c.violations == c.trials));
    return c.violations == 0;
}

TEST_CASE("sizes, rates and directions of normalised steps") {
    const testing::Measured m(normalised_steps(), {{"dimension", whole(4)}, {"learning_rate", 1e-5}}, 1);
    CHECK(same(m, "sizes of the component step", "eta for each component"));
    CHECK_FALSE(same(m, "sizes of the component step", "eta |g| for each component"));
    CHECK(same(m, "sizes of the component step for 10 g", "eta for each component"));
    CHECK(same(m, "rates of the component step for 10 g", "a tenth of the rates of the component step"));
    CHECK(same(m, "direction of the vector step", "direction of -g"));
    CHECK_FALSE(same(m, "direction of the component step", "direction of -g"));
    CHECK(same(m, "length of the vector step", "eta"));
    CHECK(same(m, "length of the component step", "eta sqrt(d)"));
    CHECK_FALSE(same(m, "length of the component step", "eta"));
}

TEST_CASE("in one dimension the norms agree") {
    const testing::Measured m(normalised_steps(), {{"dimension", whole(1)}}, 1);
    CHECK(same(m, "direction of the component step", "direction of -g"));
    CHECK(same(m, "length of the component step", "eta"));
}

}  // namespace
}  // namespace assay::experiments
