#include "lib/optim/lockstep.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace assay::optim;
using V = Vector<double>;

TEST_CASE("replicates side by side: a row a replicate, a column a parameter, no copy") {
    V all = side_by_side(V{{1, 2, 3}}, 4);
    CHECK(all == V{{1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3}});
    auto matrix = by_replicate(all, 4);
    CHECK((matrix.rows() == 4 && matrix.cols() == 3));
    matrix(2, 1) = 7;
    CHECK(all[6] == 7);
    CHECK(by_replicate(std::as_const(all), 4)(2, 1) == 7);
    CHECK_THROWS_WITH(by_replicate(all, 5), Catch::Contains("by_replicate: replicates"));
    CHECK_THROWS_WITH(side_by_side(V{{1}}, 0), Catch::Contains("side_by_side: replicates"));
    CHECK(replicates_in_tile(16) == 72);
    CHECK(replicates_in_tile(1) == 1152);
    CHECK(replicates_in_tile(100) == 8);
    CHECK(replicates_in_tile(100000) == 8);
    CHECK(replicates_in_tile(3) == 384);
}

}  // namespace
