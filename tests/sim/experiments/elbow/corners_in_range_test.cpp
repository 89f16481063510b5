#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment corners_in_range();

namespace {

using std::int64_t;
using testing::disproven;
using testing::proven;

testing::Measured measured(int64_t inside, int64_t outside, const std::string& corners = "distinct") {
    return {corners_in_range(), {{"inside", inside}, {"outside", outside}, {"corners", corners}}, 1};
}

TEST_CASE("no corner inside: affine") {
    for (const int64_t outside : {0, 1, 2, 3}) {
        CHECK(proven(measured(0, outside).identity("affine")));
        CHECK(proven(measured(0, outside).identity("bends_at_corners")));
    }
}

TEST_CASE("distinct corners inside: bends there and nowhere else") {
    for (const int64_t inside : {1, 2, 3}) {
        CHECK(disproven(measured(inside, 2).identity("affine")));
        CHECK(proven(measured(inside, 2).identity("bends_at_corners")));
    }
    CHECK(proven(measured(1, 0).identity("bends_at_corners")));
}

TEST_CASE("cancelling corners inside: affine after all") {
    for (const int64_t inside : {1, 2}) {
        CHECK(proven(measured(inside, 1, "cancelling").identity("affine")));
        CHECK(disproven(measured(inside, 1, "cancelling").identity("bends_at_corners")));
    }
}

}  // namespace
}  // namespace assay::experiments
