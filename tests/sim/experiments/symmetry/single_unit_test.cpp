#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment single_unit();

namespace {

using testing::disproven;
using testing::proven;
using testing::whole;

testing::Measured measured(const std::string& activation, std::int64_t width, std::int64_t steps) {
    return {single_unit(), {{"activation", activation}, {"width", width}, {"steps", steps}}, 1};
}

constexpr auto wide = "m equal units";
constexpr auto rescaled = "one unit with outgoing weight m a, rates eta/m and m eta";
constexpr auto one_rate = "one unit with outgoing weight m a, rate eta";

TEST_CASE("equal units are one unit with other rates") {
    const auto activation = GENERATE("identity", "square");
    const std::int64_t width = GENERATE(3, 5, 16);
    CAPTURE(activation, width);
    const auto start = measured(activation, width, 0);
    CHECK(proven(start.same(wide, rescaled)));
    CHECK(proven(start.same(wide, one_rate)));
    CHECK(disproven(start.same(wide, "one unit with outgoing weight a")));
    const auto trained = measured(activation, width, 3);
    CHECK(proven(trained.same(wide, rescaled)));
    CHECK(disproven(trained.same(wide, one_rate)));
    CHECK(disproven(trained.same(wide, "two equal units")));
}

TEST_CASE("two equal units are two, and one is one") {
    CHECK(proven(measured("square", 2, 2).same(wide, "two equal units")));
    CHECK(proven(measured("square", 1, 2).same(wide, "one unit with outgoing weight a")));
    CHECK(proven(measured("square", 1, 2).same(wide, one_rate)));
}

}  // namespace
}  // namespace assay::experiments
