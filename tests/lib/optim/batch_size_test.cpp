#include "lib/optim/batch_size.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace assay::optim;

TEST_CASE("batches grow as said, up to the largest") {
    const LinearBatch linear;
    CHECK((linear(1) == 1 && linear(7) == 7));
    CHECK((LinearBatch{.initial = 32, .increment = 0}(1000) == 32));
    CHECK((LinearBatch{.initial = 5, .increment = 3, .largest = 12}(3) == 11));
    CHECK((LinearBatch{.initial = 5, .increment = 3, .largest = 12}(4) == 12));
    const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    CHECK((LinearBatch{.initial = 5, .increment = most, .largest = most}(most) == most));
    const GeometricBatch geometric{.initial = 10, .growth = 1.5, .largest = 100};
    CHECK((geometric(1) == 10 && geometric(2) == 15 && geometric(3) == 23 && geometric(7) == 100));
    CHECK((GeometricBatch{.growth = 2}(5000) == std::uint64_t{1} << 53U));
    CHECK_THROWS_WITH(linear(0), Catch::Contains("LinearBatch: k must be at least 1"));
    CHECK_THROWS_WITH(LinearBatch{.initial = 0}(1), Catch::Contains("LinearBatch: initial"));
    CHECK_THROWS_WITH(GeometricBatch{.growth = 0.5}(1), Catch::Contains("GeometricBatch: growth"));
    CHECK_THROWS_WITH(GeometricBatch{.initial = 0.5}(1), Catch::Contains("GeometricBatch: initial"));
    CHECK_THROWS_WITH(GeometricBatch{.largest = 0}(1), Catch::Contains("GeometricBatch: largest"));
    CHECK_THROWS_WITH(geometric(0), Catch::Contains("GeometricBatch: k"));
}

}  // namespace
