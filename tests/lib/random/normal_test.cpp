#include "lib/random/normal.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <array>
#include <bit>
#include <boost/math/distributions/binomial.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <type_traits>
#include <vector>

#include "lib/random/box_muller.hpp"

using namespace assay::random;

namespace {

const Stream start({0x33333333, 0x44444444}, 6);

template <class T>
std::vector<T> normals(std::size_t n, std::uint64_t position = 0) {
    Stream stream = start;
    stream.seek(position);
    std::vector<T> out(n);
    fill_normal(stream, std::span(out));
    return out;
}

double phi(double x) {
    return std::erfc(-x / std::numbers::sqrt2) / 2;
}

/// FNV-1a over the values' bits.
template <class Bits, class T>
std::uint64_t fingerprint(const std::vector<T>& values) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const T x : values) hash = (hash ^ std::bit_cast<Bits>(x)) * 0x100000001B3U;
    return hash;
}

}  // namespace

TEST_CASE("A normal is the scalar kernel's value of its words, bit for bit, in tiles and at their ends") {
    const auto floats = normals<float>(2051);
    const auto doubles = normals<double>(2051);
    Stream words = start;
    for (std::size_t i = 0; i + 1 < floats.size(); i += 2) {
        const std::uint32_t radius = words(), angle = words();
        const auto z = detail::box_muller(radius, angle);
        REQUIRE(floats[i] == z.first);
        REQUIRE(floats[i + 1] == z.second);
    }
    words.seek(0);
    const auto wide = [&] {
        const std::uint64_t low = words();
        return low | std::uint64_t{words()} << 32U;
    };
    for (std::size_t i = 0; i + 1 < doubles.size(); i += 2) {
        const std::uint64_t radius = wide(), angle = wide();
        const auto z = detail::box_muller(radius, angle);
        REQUIRE(doubles[i] == z.first);
        REQUIRE(doubles[i + 1] == z.second);
    }
}

TEST_CASE("The bits of a fill do not depend on the build") {
    // Pinned: every preset (-O1 with and without sanitizers, -O3) must produce these.
    CHECK(fingerprint<std::uint32_t>(normals<float>(10'000)) == 0x757B1FEA43A86235U);
    CHECK(fingerprint<std::uint64_t>(normals<double>(10'000)) == 0x92D1421FA233CB1EU);
}

TEST_CASE("A fill of normals advances the stream by its words") {
    std::vector<float> floats(5);
    std::vector<double> doubles(4);
    Stream stream = start;
    fill_normal(stream, std::span(floats));
    CHECK(stream.position() == 5);
    fill_normal(stream, std::span(doubles));
    CHECK(stream.position() == 14);
    CHECK(doubles == normals<double>(4, 6));
    fill_normal(stream, std::span<float>());
    fill_normal(stream, std::span<double>());
    CHECK(stream.position() == 14);
}

TEST_CASE("A normal depends on its position alone") {
    const auto floats = normals<float>(40);
    const auto doubles = normals<double>(40);
    for (std::size_t p = 0; p < 12; ++p) {
        CHECK(normals<float>(20, p) ==
              std::vector<float>(floats.begin() + long(p), floats.begin() + long(p) + 20));
        CHECK(normals<double>(20, 2 * p) ==
              std::vector<double>(doubles.begin() + long(p), doubles.begin() + long(p) + 20));
        if (p > 0) CHECK(normals<double>(20, 2 * p - 1) == normals<double>(20, 2 * p));
    }
}

TEST_CASE("Any split of a fill of normals gives the same bits") {
    static const auto whole32 = normals<float>(3000);
    static const auto whole64 = normals<double>(3000);
    const auto same = [](const auto& whole) {
        const auto position =
            rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, whole.size() + 1));
        std::vector<std::size_t> cuts = *rc::gen::container<std::vector<std::size_t>>(position);
        cuts.push_back(whole.size());
        std::sort(cuts.begin(), cuts.end());
        Stream stream = start;
        auto parts = whole;
        std::fill(parts.begin(), parts.end(), 0);
        std::size_t done = 0;
        for (const std::size_t cut : cuts) {
            fill_normal(stream, std::span(parts).subspan(done, cut - done));
            done = cut;
        }
        RC_ASSERT(parts == whole);
    };
    rc::prop("float", [&] { same(whole32); });
    rc::prop("double", [&] { same(whole64); });
}

TEMPLATE_TEST_CASE("Normals follow the normal law", "", float, double) {
    // Fixed seed. DKW: P(sup |F_n - F| > eps) <= 2 exp(-2 n eps^2) = 1e-10 for this eps.
    constexpr std::size_t n = std::size_t{1} << 20U;
    auto z = normals<TestType>(n);
    std::sort(z.begin(), z.end());
    double distance = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double p = phi(static_cast<double>(z[i]));
        distance = std::max({distance, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
    }
    CHECK(distance < std::sqrt(std::log(2 / 1e-10) / (2.0 * n)));
}

TEMPLATE_TEST_CASE("Normals have the moments of the normal law, and those of a pair are uncorrelated", "",
                   float, double) {
    // Fixed seed. Each sum has mean 0 and variance 1 per term; |sum| / sqrt(n) < 6.5 fails with probability
    // 8e-11 by the normal approximation. Variances: z 1, z^2 2, z^3 15, z^4 96, z1 z2 1, (z1^2 - 1)(z2^2 -
    // 1) 4.
    constexpr std::size_t n = std::size_t{1} << 20U;
    const auto z = normals<TestType>(n);
    std::array<double, 6> sums{};
    for (std::size_t i = 0; i < n; ++i) {
        const double x = static_cast<double>(z[i]), y = static_cast<double>(z[i ^ 1U]);
        sums[0] += x;
        sums[1] += (x * x - 1) / std::sqrt(2.0);
        sums[2] += x * x * x / std::sqrt(15.0);
        sums[3] += (x * x * x * x - 3) / std::sqrt(96.0);
        if (i % 2 == 0) {
            sums[4] += x * y * std::sqrt(2.0);
            sums[5] += (x * x - 1) * (y * y - 1) / std::sqrt(2.0);
        }
    }
    for (const double sum : sums) CHECK(std::abs(sum) / std::sqrt(static_cast<double>(n)) < 6.5);
}

TEMPLATE_TEST_CASE("The tails of the normals, and their signs, have the right frequency", "", float, double) {
    // Fixed seed. Counts beyond c are binomial; each bound is a quantile at 5e-11 a side, and four are
    // checked.
    constexpr std::size_t n = std::size_t{1} << 22U;
    const auto z = normals<TestType>(n);
    for (const double c : {0.0, 3.0, 4.0, 4.5}) {
        std::size_t above = 0, below = 0;
        for (const TestType x : z) {
            above += static_cast<double>(x) > c ? 1U : 0U;
            below += static_cast<double>(x) < -c ? 1U : 0U;
        }
        const boost::math::binomial law(static_cast<double>(n), phi(-c));
        CAPTURE(c, above, below);
        for (const std::size_t count : {above, below}) {
            CHECK(static_cast<double>(count) >= quantile(law, 5e-11));
            CHECK(static_cast<double>(count) <= quantile(complement(law, 5e-11)));
        }
    }
}
