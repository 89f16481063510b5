#include "lib/random/stream.hpp"

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <set>
#include <vector>

using namespace assay::random;

static_assert(std::uniform_random_bit_generator<Stream>);

namespace {

std::uint32_t word(Key key, std::uint64_t block, std::uint64_t i) {
    const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    return philox4x32({low(i / 4), low(i / 4 >> 32U), low(block), low(block >> 32U)}, key)[i % 4];
}

}  // namespace

TEST_CASE("Word i of a stream is word i mod 4 of the Philox block i/4") {
    Stream stream({1, 2}, 0x300000004);
    for (std::uint64_t i = 0; i < 1000; ++i) {
        REQUIRE(stream.position() == i);
        REQUIRE(stream() == word({1, 2}, 0x300000004, i));
    }
}

TEST_CASE("Seeking moves to any word, forwards and backwards, and past 2^34 words") {
    Stream stream({1, 2}, 3);
    std::mt19937_64 positions(1);
    for (int k = 0; k < 1000; ++k) {
        const std::uint64_t at = k % 2 == 0 ? positions() % 20 : positions();
        stream.seek(at);
        REQUIRE(stream.position() == at);
        REQUIRE(stream() == word({1, 2}, 3, at));
        REQUIRE(stream() == word({1, 2}, 3, at + 1));
        REQUIRE(stream.position() == at + 2);
    }
}

TEST_CASE("A seek to the present position changes nothing") {
    Stream a({1, 2}, 3), b({1, 2}, 3);
    for (int i = 0; i < 20; ++i) {
        b.seek(b.position());
        REQUIRE(a() == b());
    }
}

TEST_CASE("Blocks and keys share no words") {
    // 8 x 512 words: two are equal with probability 4096^2 / 2^33 = 0.002 for one seed; the seeds are fixed.
    std::set<std::uint32_t> words;
    for (const Key key : {Key{1, 2}, Key{2, 1}})
        for (const std::uint64_t block : {0ULL, 1ULL, 1ULL << 32U, 1ULL << 63U}) {
            Stream stream(key, block);
            for (int i = 0; i < 512; ++i) words.insert(stream());
        }
    CHECK(words.size() == 4096);
}

TEST_CASE("A run's key is stable and depends on seed and text") {
    // h = FNV-1a of the text; the empty text hashes to the offset basis 0xCBF29CE484222325, "a" to
    // 0xAF63DC4C8601EC8C (the authors' test vectors, draft-eastlake-fnv).
    const auto expected = [](std::uint32_t low, std::uint32_t high, Key seed) {
        const Counter words = philox4x32({low, high, 0, 0}, seed);
        return Key{words[0], words[1]};
    };
    CHECK(run_key(1, "") == expected(0x84222325, 0xCBF29CE4, {1, 0}));
    CHECK(run_key(0xFFFFFFFF00000002, "a") == expected(0x8601EC8C, 0xAF63DC4C, {2, 0xFFFFFFFF}));
    CHECK(run_key(1, "elbow") ==
          Key{0x49962E84, 0xCE971106});  // pinned: results of one seed must not change between versions
    CHECK(run_key(1, "elbow") != run_key(2, "elbow"));
    CHECK(run_key(1, "elbow") != run_key(1, "elbov"));
    // A byte counts as unsigned: (basis ^ 0xFF) * 0x100000001B3 = 0xAF64724C8602EB6E.
    CHECK(run_key(1, "\xFF") == expected(0x8602EB6E, 0xAF64724C, {1, 0}));
}

TEST_CASE("The distributions of Boost.Random and of the standard library run on a stream") {
    // Fixed seed. n = 10^5 means within 6.5 standard errors: false alarm 8e-11 each by the normal
    // approximation.
    constexpr int n = 100'000;
    const double bound = 6.5 / std::sqrt(n);
    Stream stream({1, 2}, 3);
    const auto mean = [&](auto distribution) {
        double sum = 0;
        for (int i = 0; i < n; ++i) sum += static_cast<double>(distribution(stream));
        return sum / n;
    };
    CHECK(std::abs(mean(boost::random::normal_distribution<double>())) < bound);
    CHECK(std::abs(mean(std::normal_distribution<double>())) < bound);
    CHECK(std::abs(mean(boost::random::exponential_distribution<double>()) - 1) < bound);
    CHECK(std::abs(mean(boost::random::uniform_int_distribution<int>(0, 1)) - 0.5) < bound / 2);
}
