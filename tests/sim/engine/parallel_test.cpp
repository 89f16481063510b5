#include "sim/engine/parallel.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>

using namespace assay::engine;

namespace {

/// The tree itself as text: a leaf is its block's number, a join its two sides in brackets.
std::vector<std::string> trees(const std::vector<BlockRange>& jobs, unsigned threads) {
    const auto parts = parallel_blocks(
        jobs, threads,
        [](std::size_t, std::uint64_t block) {
            return Partial{.tally = std::to_string(block), .replicates = 1};
        },
        [](std::size_t, Partial& into, const Partial& from) {
            into.tally = "(" + std::any_cast<std::string>(into.tally) + " " +
                         std::any_cast<std::string>(from.tally) + ")";
            into.replicates += from.replicates;
        });
    std::vector<std::string> all;
    for (const auto& part : parts) all.push_back(std::any_cast<std::string>(part.tally));
    return all;
}

}  // namespace

TEST_CASE("blocks are joined by a fixed balanced tree, in order, for any number of threads") {
    for (const unsigned threads : {1U, 2U, 7U}) {
        CHECK(trees({{0, 4}}, threads) == std::vector<std::string>{"((0 1) (2 3))"});
        CHECK(trees({{8, 8}, {5, 1}}, threads) ==
              std::vector<std::string>{"(((8 9) (10 11)) ((12 13) (14 15)))", "5"});
        CHECK(trees({}, threads).empty());
    }
    CHECK(trees({{0, 1024}, {0, 256}}, 1) == trees({{0, 1024}, {0, 256}}, 5));
}

TEST_CASE("an exception of a block ends the work and arrives") {
    std::atomic<int> joined = 0;
    const std::vector<BlockRange> jobs = {{0, 64}};
    CHECK_THROWS_WITH(parallel_blocks(
                          jobs, 2,
                          [](std::size_t, std::uint64_t block) -> Partial {
                              if (block == 17) throw std::runtime_error("block 17");
                              return {};
                          },
                          [&](std::size_t, Partial&, const Partial&) { ++joined; }),
                      "block 17");
    CHECK(joined < 63);
}
