#include "lib/random/box_muller.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "lib/random/uniform.hpp"
#include "tests/lib/random/words.hpp"

using namespace assay::random;
using namespace assay::random::detail;

namespace {

using Exact = long double;  // 64 bits of mantissa
static_assert(std::numeric_limits<Exact>::digits >= 64);
constexpr Exact half_pi = std::numbers::pi_v<Exact> / 2;

/// |value - exact| in units of the last place of T at `exact`.
template <class T>
Exact ulps(T value, Exact exact) {
    int exponent = 0;
    std::frexp(exact, &exponent);
    return std::abs(static_cast<Exact>(value) - exact) /
           std::ldexp(Exact{1}, exponent - std::numeric_limits<T>::digits);
}

/// u of the words, exactly.
Exact uniform(std::uint64_t radius) {
    return (static_cast<Exact>(radius >> 12U) + 0.5L) / 0x1p52L;
}
Exact uniform(std::uint32_t radius) {
    return (static_cast<Exact>(radius) + 0.5L) / 0x1p32L;
}
Exact turn(std::uint64_t angle) {
    return (static_cast<Exact>(angle >> 13U) + 0.5L) / 0x1p51L - 0.5L;
}
Exact turn(std::uint32_t angle) {
    const auto j = static_cast<std::int32_t>(angle) >> 2;
    return (static_cast<Exact>(j) + 0.5L) / 0x1p30L;
}

template <class Word>
Pair<Exact> exact_box_muller(Word radius, Word angle) {
    // log1p of the exact complement keeps the relative precision near u = 1.
    const Exact u = uniform(radius), r = std::sqrt(-2 * (u > 0.5L ? std::log1p(u - 1) : std::log(u)));
    const Exact theta = half_pi * turn(angle);
    const Exact longer = (angle & 1U) != 0 ? -r * std::cos(theta) : r * std::cos(theta),
                shorter = r * std::sin(theta);
    return (angle & 2U) != 0 ? Pair<Exact>{shorter, longer} : Pair<Exact>{longer, shorter};
}

}  // namespace

TEST_CASE("The logarithm's error is what its comment states") {
    std::mt19937_64 bits(1);
    Exact worst64 = 0, worst32 = 0;
    for (int i = 0; i < 300'000; ++i) {
        const double u = unit_interval(any_word<std::uint64_t>(bits));
        worst64 =
            std::max(worst64, ulps(minus_two_log(split_exponent(u)), -2 * std::log(static_cast<Exact>(u))));
        const float v = unit_interval(any_word<std::uint32_t>(bits));
        worst32 =
            std::max(worst32, ulps(minus_two_log(split_exponent(v)), -2 * std::log(static_cast<Exact>(v))));
    }
    CAPTURE(worst64, worst32);
    CHECK(worst64 < 2.7L);
    CHECK(worst32 < 2.7L);
}

TEST_CASE("The errors of sine and cosine are what their comment states") {
    std::mt19937_64 bits(2);
    Exact cos64 = 0, sin64 = 0, cos32 = 0, sin32 = 0;
    for (int i = 0; i < 300'000; ++i) {
        const double t = unit_interval(any_word<std::uint64_t>(bits)) - 0.5;
        const auto p = cos_sin_quarter_turn(t);
        cos64 = std::max(cos64, ulps(p.first, std::cos(half_pi * t)));
        if (t != 0) sin64 = std::max(sin64, ulps(p.second, std::sin(half_pi * t)));
        const float s = unit_interval(any_word<std::uint32_t>(bits)) - 0.5F;
        const auto q = cos_sin_quarter_turn(s);
        cos32 = std::max(cos32, ulps(q.first, std::cos(half_pi * s)));
        if (s != 0) sin32 = std::max(sin32, ulps(q.second, std::sin(half_pi * s)));
    }
    CAPTURE(cos64, sin64, cos32, sin32);
    CHECK(cos64 < 2);
    CHECK(sin64 < 2);
    CHECK(cos32 < 2);
    CHECK(sin32 < 2);
}

TEMPLATE_TEST_CASE("A normal is the Box-Muller transform of its words within the stated error", "",
                   std::uint32_t, std::uint64_t) {
    std::mt19937_64 bits(3);
    Exact worst = 0;
    for (int i = 0; i < 300'000; ++i) {
        const auto radius = any_word<TestType>(bits), angle = any_word<TestType>(bits);
        const auto z = box_muller(radius, angle);
        const auto exact = exact_box_muller(radius, angle);
        worst = std::max({worst, ulps(z.first, exact.first), ulps(z.second, exact.second)});
    }
    CAPTURE(worst);
    CHECK(worst < (std::numeric_limits<TestType>::digits == 64 ? 4 : 5));
}

TEMPLATE_TEST_CASE("Extreme words give finite normals, none of them zero, and the stated range", "",
                   std::uint32_t, std::uint64_t) {
    double largest = 0;
    for (const auto radius : extreme_words<TestType>)
        for (const auto angle : extreme_words<TestType>) {
            const auto z = box_muller(radius, angle);
            CAPTURE(radius, angle, z.first, z.second);
            CHECK(std::isfinite(z.first));
            CHECK(std::isfinite(z.second));
            CHECK(z.first != 0);
            CHECK(z.second != 0);
            largest = std::max(
                {largest, std::abs(static_cast<double>(z.first)), std::abs(static_cast<double>(z.second))});
        }
    // At radius word 0 the angle words 0 ... 3 and their complements are near the diagonal or near the axis.
    const bool is_double = std::numeric_limits<TestType>::digits == 64;
    CHECK(largest == Approx(std::sqrt(2 * (is_double ? 53 : 33) * std::numbers::ln2)).epsilon(1e-6));
}

TEMPLATE_TEST_CASE("The two lowest bits of the angle choose the quarter of the circle", "", std::uint32_t,
                   std::uint64_t) {
    std::mt19937_64 bits(4);
    for (int i = 0; i < 1000; ++i) {
        const auto radius = static_cast<TestType>(bits());
        const auto angle = static_cast<TestType>(static_cast<TestType>(bits()) & ~TestType{3});
        const auto z = box_muller(radius, angle);
        const auto reflected = box_muller(radius, static_cast<TestType>(angle | 1U));
        const auto swapped = box_muller(radius, static_cast<TestType>(angle | 2U));
        const auto both = box_muller(radius, static_cast<TestType>(angle | 3U));
        REQUIRE(z.first >= std::abs(z.second));
        REQUIRE((reflected.first == -z.first && reflected.second == z.second));
        REQUIRE((swapped.first == z.second && swapped.second == z.first));
        REQUIRE((both.first == z.second && both.second == -z.first));
        // The complement of the angle's high bits reflects it at the axis.
        const auto mirrored = box_muller(radius, static_cast<TestType>(~angle & ~TestType{3}));
        REQUIRE((mirrored.first == z.first && mirrored.second == -z.second));
    }
}
