#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tests/lib/random/box_muller-inl_test.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for every target

#include <hwy/highway.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "lib/random/box_muller-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace assay::random::HWY_NAMESPACE {
namespace {

/// box_muller of n words; n must be a multiple of the lanes. Returns the target that computed them.
template <class Word, class T>
HWY_INLINE std::int64_t transform(const Word* radius, const Word* angle, std::size_t n, T* first, T* second) {
#if HWY_TARGET == HWY_SCALAR
    for (std::size_t i = 0; i < n; ++i) {
        const auto pair = detail::box_muller(radius[i], angle[i]);
        first[i] = pair.first;
        second[i] = pair.second;
    }
#else
    const hn::ScalableTag<T> d;
    const hn::ScalableTag<Word> words;
    for (std::size_t i = 0; i < n; i += hn::Lanes(d)) {
        const std::array<Pair<hn::Vec<decltype(words)> >, 1> loaded{
            {{hn::LoadU(words, radius + i), hn::LoadU(words, angle + i)}}};
        const auto pair = box_muller(loaded)[0];
        hn::StoreU(pair.first, d, first + i);
        hn::StoreU(pair.second, d, second + i);
    }
#endif
    return HWY_TARGET;
}
std::int64_t floats(const std::uint32_t* radius, const std::uint32_t* angle, std::size_t n, float* first,
                    float* second) {
    return transform(radius, angle, n, first, second);
}
std::int64_t doubles(const std::uint64_t* radius, const std::uint64_t* angle, std::size_t n, double* first,
                     double* second) {
    return transform(radius, angle, n, first, second);
}

}  // namespace
}  // namespace assay::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

#include <bit>
#include <catch2/catch.hpp>
#include <type_traits>
#include <vector>

#include "tests/lib/random/targets.hpp"
#include "tests/lib/random/words.hpp"

namespace assay::random {
namespace {

HWY_EXPORT(floats);
HWY_EXPORT(doubles);

std::int64_t transform(const std::vector<std::uint32_t>& radius, const std::vector<std::uint32_t>& angle,
                       float* first, float* second) {
    return HWY_DYNAMIC_DISPATCH(floats)(radius.data(), angle.data(), radius.size(), first, second);
}
std::int64_t transform(const std::vector<std::uint64_t>& radius, const std::vector<std::uint64_t>& angle,
                       double* first, double* second) {
    return HWY_DYNAMIC_DISPATCH(doubles)(radius.data(), angle.data(), radius.size(), first, second);
}

}  // namespace

TEMPLATE_TEST_CASE("On every target a vector of normals has the bits of the scalar transform", "",
                   std::uint32_t, std::uint64_t) {
    using T = std::conditional_t<std::is_same_v<TestType, std::uint32_t>, float, double>;
    // Every pair of extreme words, then random ones; 64 + 2^16 is a multiple of any number of lanes.
    std::vector<TestType> radius, angle;
    for (const auto r : extreme_words<TestType>)
        for (const auto a : extreme_words<TestType>) {
            radius.push_back(r);
            angle.push_back(a);
        }
    std::mt19937_64 bits(5);
    for (int i = 0; i < 1 << 16; ++i) {
        radius.push_back(any_word<TestType>(bits));
        angle.push_back(any_word<TestType>(bits));
    }
    std::int64_t tested = 0;
    for (const std::int64_t target : targets()) {
        CAPTURE(hwy::TargetName(target));
        const ForcedTarget forced(target);
        std::vector<T> first(radius.size()), second(radius.size());
        const std::int64_t used = transform(radius, angle, first.data(), second.data());
        CHECK((used == target || target >= HWY_EMU128));
        tested |= used;
        for (std::size_t i = 0; i < radius.size(); ++i) {
            const auto expected = detail::box_muller(radius[i], angle[i]);
            REQUIRE(std::bit_cast<TestType>(first[i]) == std::bit_cast<TestType>(expected.first));
            REQUIRE(std::bit_cast<TestType>(second[i]) == std::bit_cast<TestType>(expected.second));
        }
    }
    CHECK((tested & (HWY_SCALAR | HWY_EMU128)) != 0);
#if HWY_ARCH_X86_64
    CHECK((tested & HWY_SSSE3) != 0);
#endif
}

}  // namespace assay::random
#endif
