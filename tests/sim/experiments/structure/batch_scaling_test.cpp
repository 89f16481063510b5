// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment batch_scaling();

namespace {

using testing::whole;

testing::Measured measured(const char* order, const char* activation, std::int64_t depth = 3) {
    return {batch_scaling(), {{"order", order}, {"activation", activation}, {"depth", whole(depth)}}, 1};
}

TEST_CASE("layer by layer every standard deviation becomes 1, in other orders not") {
    for (const char* activation : {"relu", "tanh"}) {
        CHECK(measured("forward", activation).always("unit_sd"));
        CHECK(measured("reverse", activation).never("unit_sd"));
        CHECK(measured("at-once", activation).never("unit_sd"));
    }
    CHECK(measured("ratios", "relu", 8).always("unit_sd"));
    CHECK(measured("ratios", "tanh").never("unit_sd"));
}

TEST_CASE("with one layer any order does") {
    for (const char* order : {"forward", "reverse", "at-once", "ratios"})
        CHECK(measured(order, "tanh", 1).always("unit_sd"));
}

TEST_CASE("larger batches say more about fresh ones") {
    const testing::Measured m(batch_scaling(), {}, 40);  // 10,240 networks
    const double small = m.number("fresh_error", 1e-9, 0).value,
                 large = m.number("fresh_error", 1e-9, 1).value;
    CHECK(small / large == Approx(2.83).epsilon(0.15));
}

}  // namespace
}  // namespace assay::experiments
