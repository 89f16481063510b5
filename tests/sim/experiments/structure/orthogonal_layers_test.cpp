#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment orthogonal_layers();

namespace {

using testing::disproven;
using testing::proven;
using testing::whole;

TEST_CASE("orthogonal layers keep norms and inner products, general ones do not") {
    for (const char* arithmetic : {"rational", "modular"})
        for (const std::int64_t depth : {1, 3}) {
            const testing::Measured m(orthogonal_layers(),
                                      {{"arithmetic", arithmetic}, {"depth", whole(depth)}}, 1);
            CHECK(proven(m.same("|Q x|^2", "|x|^2")));
            CHECK(proven(m.same("|Q' g|^2", "|g|^2")));
            CHECK(proven(m.same("(Q x)'(Q y)", "x'y")));
            CHECK(proven(m.same("|(g Q) x|^2", "g^(2 depth) |x|^2")));
            CHECK(disproven(m.same("|W x|^2", "|x|^2")));
            CHECK(disproven(m.same("(W x)'(W y)", "x'y")));
            CHECK(disproven(m.same("g^(2 depth) |x|^2", "|x|^2")));
        }
}

}  // namespace
}  // namespace assay::experiments
