#include "lib/random/philox.hpp"

#include <Random123/philox.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <ios>
#include <random>
#include <sstream>
#include <string>

using assay::random::Counter;
using assay::random::Key;

// Random123 has a macro of the same name, which takes a name with arguments only.
constexpr auto ours = assay::random::philox4x32;

TEST_CASE("Philox4x32-10 gives the published known answers") {
    std::ifstream file(ASSAY_TEST_DATA "/reference/philox4x32_10.txt");
    int vectors = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        std::istringstream words(line);
        words >> std::hex;
        Counter counter{}, expected{};
        Key key{};
        for (auto& word : counter) words >> word;
        for (auto& word : key) words >> word;
        for (auto& word : expected) words >> word;
        REQUIRE(words);
        CHECK(ours(counter, key) == expected);
        ++vectors;
    }
    CHECK(vectors == 3);
}

TEST_CASE("Philox4x32-10 agrees with Random123 on random counters and keys") {
    std::mt19937 words(1);
    for (int i = 0; i < 100'000; ++i) {
        const Counter counter{static_cast<std::uint32_t>(words()), static_cast<std::uint32_t>(words()),
                              static_cast<std::uint32_t>(words()), static_cast<std::uint32_t>(words())};
        const Key key{static_cast<std::uint32_t>(words()), static_cast<std::uint32_t>(words())};
        const auto theirs =
            r123::Philox4x32()({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
        const Counter expected{theirs.v[0], theirs.v[1], theirs.v[2], theirs.v[3]};
        REQUIRE(ours(counter, key) == expected);
    }
}
