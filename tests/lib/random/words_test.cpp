#include "lib/random/words.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace assay::random;

namespace {

std::uint32_t low(std::uint64_t x) {
    return static_cast<std::uint32_t>(x);
}

void check_words(Key key, std::uint64_t block, std::uint64_t first, std::size_t philox_blocks) {
    std::vector<std::uint64_t> pairs(2 * philox_blocks);
    detail::philox_words(key, block, first, pairs);
    for (std::size_t i = 0; i < philox_blocks; ++i) {
        const std::uint64_t index = first + i;
        const Counter w = philox4x32({low(index), low(index >> 32U), low(block), low(block >> 32U)}, key);
        REQUIRE(pairs[2 * i] == (w[0] | std::uint64_t{w[1]} << 32U));
        REQUIRE(pairs[2 * i + 1] == (w[2] | std::uint64_t{w[3]} << 32U));
    }
}

}  // namespace

TEST_CASE("Runs of Philox blocks hold the blocks of the one-at-a-time function in order") {
    for (const std::size_t n : {0U, 4U, 8U, 12U, 128U, 132U}) check_words({1, 2}, 3, 0, n);
    check_words({0xFFFFFFFF, 0xFFFFFFFF}, 0xFFFFFFFFFFFFFFFF, 1000, 128);
}

TEST_CASE("The carry into the second counter word is kept inside a run") {
    for (std::uint64_t before = 0; before <= 12; ++before)
        check_words({5, 6}, 0x1234567890, (std::uint64_t{1} << 32U) - before, 12);
    check_words({5, 6}, 7, (std::uint64_t{1} << 62U) - 12, 12);
}
