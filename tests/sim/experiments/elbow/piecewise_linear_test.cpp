#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment piecewise_linear();

namespace {

using std::int64_t;
using testing::disproven;
using testing::proven;

TEST_CASE("K knots need K + 1 units") {
    const std::string domain = GENERATE("line", "interval");
    const int64_t knots = GENERATE(1, 2, 3, 5);
    CAPTURE(domain, knots);
    const auto with = [&](int64_t beyond) {
        return testing::Measured(piecewise_linear(),
                                 {{"domain", domain}, {"knots", knots}, {"units_beyond_knots", beyond}}, 1)
            .identity("representable");
    };
    CHECK(disproven(with(-1)));
    CHECK(disproven(with(0)));
    CHECK(proven(with(1)));
    // More than enough; on a line one knot has no place for a third unit that differs from the two.
    if (domain == "interval" || knots > 1) CHECK(proven(with(2)));
}

}  // namespace
}  // namespace assay::experiments
