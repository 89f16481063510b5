#include "lib/random/uniform.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace assay::random;

namespace {

const Stream start({0x11111111, 0x22222222}, 5);

template <class T>
std::vector<T> uniforms(std::size_t n, std::uint64_t position = 0) {
    Stream stream = start;
    stream.seek(position);
    std::vector<T> out(n);
    fill_uniform(stream, std::span(out));
    return out;
}

}  // namespace

TEST_CASE("The open unit interval is never left and both ends are reached symmetrically") {
    CHECK(unit_interval(std::uint32_t{0}) == 0x1p-24F);
    CHECK(unit_interval(~std::uint32_t{0}) == 1 - 0x1p-24F);
    CHECK(unit_interval(std::uint64_t{0}) == 0x1p-53);
    CHECK(unit_interval(~std::uint64_t{0}) == 1 - 0x1p-53);
    Stream stream = start;
    for (int i = 0; i < 1000; ++i) {
        const std::uint32_t w = stream();
        const std::uint64_t v = w | std::uint64_t{stream()} << 32U;
        REQUIRE(unit_interval(w) + unit_interval(~w) == 1);
        REQUIRE(unit_interval(v) + unit_interval(~v) == 1);
        REQUIRE(unit_interval(w) == (static_cast<float>(w >> 9U) + 0.5F) / 0x1p23F);
        REQUIRE(static_cast<long double>(unit_interval(v)) ==
                (static_cast<long double>(v >> 12U) + 0.5L) / 0x1p52L);
    }
}

TEST_CASE("A uniform is the value of its words") {
    const auto floats = uniforms<float>(1003, 2);
    const auto doubles = uniforms<double>(1003, 2);
    Stream words = start;
    words.seek(2);
    for (const float u : floats) REQUIRE(u == unit_interval(words()));
    words.seek(2);
    for (const double u : doubles) {
        const std::uint64_t low = words();
        REQUIRE(u == unit_interval(low | std::uint64_t{words()} << 32U));
    }
}

TEST_CASE("A fill advances the stream by its words; a double starts at an even position") {
    std::vector<float> floats(7);
    std::vector<double> doubles(3);
    Stream stream = start;
    fill_uniform(stream, std::span(floats));
    CHECK(stream.position() == 7);
    fill_uniform(stream, std::span(doubles));
    CHECK(stream.position() == 14);
    CHECK(doubles == uniforms<double>(3, 8));
    fill_uniform(stream, std::span<float>());
    fill_uniform(stream, std::span<double>());
    CHECK(stream.position() == 14);
    const std::uint32_t next = stream();
    stream.seek(14);
    CHECK(stream() == next);
}

TEST_CASE("Any split of a fill gives the same bits") {
    static const auto whole32 = uniforms<float>(3000);
    static const auto whole64 = uniforms<double>(3000);
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
            fill_uniform(stream, std::span(parts).subspan(done, cut - done));
            done = cut;
        }
        RC_ASSERT(parts == whole);
    };
    rc::prop("float", [&] { same(whole32); });
    rc::prop("double", [&] { same(whole64); });
}

TEMPLATE_TEST_CASE("Uniforms follow the uniform law", "", float, double) {
    // Fixed seed. DKW: P(sup |F_n - F| > eps) <= 2 exp(-2 n eps^2) = 1e-10 for this eps.
    constexpr std::size_t n = std::size_t{1} << 20U;
    auto u = uniforms<TestType>(n);
    std::sort(u.begin(), u.end());
    double distance = 0;
    for (std::size_t i = 0; i < n; ++i) {
        distance = std::max({distance, static_cast<double>(u[i]) - static_cast<double>(i) / n,
                             static_cast<double>(i + 1) / n - static_cast<double>(u[i])});
    }
    CHECK(distance < std::sqrt(std::log(2 / 1e-10) / (2.0 * n)));
}
