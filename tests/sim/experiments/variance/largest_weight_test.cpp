// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment largest_weight();

namespace {

using testing::Measured;
using testing::whole;

TEST_CASE("the median of the largest is where erf(x / sqrt 2)^m = 1/2") {
    // From SciPy: sqrt(2) erfinv(0.5^(1/m)) / sqrt(m).
    struct Row {
        std::int64_t fan_in;
        double median;
    };
    for (const Row row :
         {Row{1, 0.6744897501960817}, Row{10, 0.5792961847609115}, Row{1000, 0.1072761714821321}}) {
        CAPTURE(row.fan_in);
        const Measured m(largest_weight(), {{"fan_in", whole(row.fan_in)}}, 64);
        const auto estimate = m.number("median_largest", 1e-6);
        CHECK(estimate.lower < row.median);
        CHECK(row.median < estimate.upper);
        CHECK(estimate.upper < 1.3 * estimate.lower);
    }
}

}  // namespace
}  // namespace assay::experiments
