#include "lib/random/fill.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <cstdint>
#include <span>
#include <tuple>
#include <type_traits>
#include <vector>

#include "lib/random/box_muller.hpp"
#include "lib/random/normal.hpp"
#include "lib/random/uniform.hpp"
#include "tests/lib/random/targets.hpp"

using namespace assay::random;

namespace {

/// The two fills, and what they are to do to the pairs of words, by the scalar functions.
struct Uniform {
    template <class T>
    static void fill(Stream& stream, std::span<T> out) {
        fill_uniform(stream, out);
    }
    template <class Word>
    static auto pair(Word first, Word second) {
        return detail::Pair{unit_interval(first), unit_interval(second)};
    }
};
struct Normal {
    template <class T>
    static void fill(Stream& stream, std::span<T> out) {
        fill_normal(stream, out);
    }
    template <class Word>
    static auto pair(Word first, Word second) {
        return detail::box_muller(first, second);
    }
};

template <class T>
using Bits = std::conditional_t<std::is_same_v<T, float>, std::uint32_t, std::uint64_t>;
template <class T>
constexpr std::uint64_t words_per_value = sizeof(T) / 4;

/// Values from the Philox block at word `position` on, from words drawn one at a time. n must be even.
template <class Kind, class T>
std::vector<T> reference(Stream stream, std::uint64_t position, std::size_t n) {
    stream.seek(position);
    const auto word = [&] {
        Bits<T> w = stream();
        if constexpr (sizeof(T) == 8) w |= Bits<T>{stream()} << 32U;
        return w;
    };
    std::vector<T> values;
    while (values.size() < n) {
        const Bits<T> first = word(), second = word();
        const auto pair = Kind::pair(first, second);
        values.push_back(pair.first);
        values.push_back(pair.second);
    }
    return values;
}

template <class T>
bool same_bits(std::span<const T> a, std::span<const T> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](T x, T y) { return std::bit_cast<Bits<T>>(x) == std::bit_cast<Bits<T>>(y); });
}

/// Fills n values from `position`, `skip` values into a reference that begins at a Philox block; the array is
/// followed by values that must not change, and n + 1 is no multiple of a vector's alignment.
template <class Kind, class T>
void check_fill(Stream stream, std::uint64_t position, const std::vector<T>& expected, std::size_t skip,
                std::size_t n) {
    CAPTURE(position, skip, n);
    std::vector<T> out(n + 2, T{7});
    stream.seek(position + words_per_value<T> * skip);
    Kind::fill(stream, std::span(out).subspan(1, n));
    REQUIRE(same_bits<T>(std::span(out).subspan(1, n), std::span(expected).subspan(skip, n)));
    REQUIRE(out.front() == 7);
    REQUIRE(out.back() == 7);
    REQUIRE(stream.position() == position + words_per_value<T> * (skip + n));
}

template <class K, class V>
struct Case {
    using Kind = K;
    using T = V;
};

constexpr std::uint64_t carry = std::uint64_t{1} << 34U;  // position of block 2^32

using Cases =
    std::tuple<Case<Uniform, float>, Case<Uniform, double>, Case<Normal, float>, Case<Normal, double>>;

}  // namespace

TEMPLATE_LIST_TEST_CASE(
    "On every target a fill has the bits of the scalar functions, for every length and offset", "", Cases) {
    using T = typename TestType::T;
    const Stream stream({0x55555555, 0x66666666}, 0x0000000700000008);
    const auto expected = reference<typename TestType::Kind, T>(stream, 0, 1500);
    for (const std::int64_t target : targets()) {
        CAPTURE(hwy::TargetName(target));
        const ForcedTarget forced(target);
        for (std::size_t skip = 0; skip < 9; ++skip)
            for (std::size_t n = 0; n <= 200; ++n)
                check_fill<typename TestType::Kind>(stream, 0, expected, skip, n);
        for (const std::size_t n : {383U, 384U, 385U, 1024U, 1491U})
            for (std::size_t skip = 0; skip < 9; ++skip)
                check_fill<typename TestType::Kind>(stream, 0, expected, skip, n);
    }
}

TEMPLATE_LIST_TEST_CASE("On every target the carry into the second counter word is kept inside a fill", "",
                        Cases) {
    using T = typename TestType::T;
    for (const Stream& stream :
         {Stream({5, 6}, 0x1234567890), Stream({0xFFFFFFFF, 0xFFFFFFFF}, ~std::uint64_t{0})})
        for (const std::uint64_t multiple : {1U, 2U, 0x2FFFFFFFU})
            for (std::uint64_t before = 0; before <= 60; before += 5) {
                const std::uint64_t position = multiple * carry - 4 * before;
                const auto expected = reference<typename TestType::Kind, T>(stream, position, 500);
                for (const std::int64_t target : targets()) {
                    CAPTURE(hwy::TargetName(target), multiple, before);
                    const ForcedTarget forced(target);
                    for (const std::size_t n : {1U, 13U, 100U, 497U})
                        for (std::size_t skip = 0; skip < 3; ++skip)
                            check_fill<typename TestType::Kind>(stream, position, expected, skip, n);
                }
            }
}

TEMPLATE_LIST_TEST_CASE("Parts of a fill on different targets make the whole", "", Cases) {
    using T = typename TestType::T;
    const auto all = targets();
    std::vector<T> whole(2000), parts(2000);
    Stream stream({1, 2}, 3);
    TestType::Kind::fill(stream, std::span(whole));
    stream.seek(0);
    std::size_t done = 0;
    for (std::size_t part = 0; done < parts.size(); ++part) {
        const ForcedTarget forced(all[part % all.size()]);
        const std::size_t n = std::min<std::size_t>(part * 7 % 71, parts.size() - done);
        TestType::Kind::fill(stream, std::span(parts).subspan(done, n));
        done += n;
    }
    CHECK(same_bits<T>(parts, whole));
}
