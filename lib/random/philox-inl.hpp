// Philox4x32-10 (philox.hpp) of several blocks at once, one in each 64-bit lane of a vector. Internal to
// lib/random. Highway compiles the code once for each of its targets: instead of #pragma once there is a
// guard that lets the file in again when the target changes.

#include <array>
#include <cstddef>
#include <cstdint>

#include "lib/random/pair.hpp"
#include "lib/random/philox.hpp"

#if defined(ASSAY_RANDOM_PHILOX_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ASSAY_RANDOM_PHILOX_INL
#undef ASSAY_RANDOM_PHILOX_INL
#else
#define ASSAY_RANDOM_PHILOX_INL
#endif

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace assay::random::HWY_NAMESPACE {

#if HWY_TARGET != \
    HWY_SCALAR  // which lacks MulEven and the interleaves; fill-inl.hpp has its own branch for it

namespace hn = hwy::HWY_NAMESPACE;
using detail::Pair;

using D64 = hn::ScalableTag<std::uint64_t>;
using D32 = hn::Repartition<std::uint32_t, D64>;
using Words64 = hn::Vec<D64>;
using Words32 = hn::Vec<D32>;

HWY_INLINE Words64 word64(std::uint64_t value) {
    return hn::Set(D64(), value);
}
/// The lower half of each lane times `factor`: 64 bits.
HWY_INLINE Words64 multiply(Words64 lanes, std::uint32_t factor) {
    return hn::MulEven(hn::BitCast(D32(), lanes), hn::Set(D32(), factor));
}
/// The lower halves of `low`, and above them those of `high`.
HWY_INLINE Words32 join(Words64 low, Words64 high) {
    return hn::OddEven(hn::BitCast(D32(), hn::ShiftLeft<32>(high)), hn::BitCast(D32(), low));
}

/// Philox of those blocks of a stream's block whose index has one and the same upper half. Only the lower
/// half differs from lane to lane, and it takes two rounds until all four words do; `c` are the words that
/// the two rounds make of the rest.
struct PhiloxRun {
    static constexpr std::uint32_t m0 = 0xD2511F53U, m1 = 0xCD9E8D57U;  // multipliers and
    static constexpr std::uint32_t w0 = 0x9E3779B9U, w1 = 0xBB67AE85U;  // key increments, as in philox.hpp

    PhiloxRun(Key run_key, std::uint64_t block, std::uint64_t index) noexcept : key(run_key) {
        const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
        const std::uint64_t p1 = std::uint64_t{m1} * low(block);
        const std::uint64_t p0 = std::uint64_t{m0} * (low(p1 >> 32U) ^ low(index >> 32U) ^ key[0]);
        c = {low(p1) ^ (key[0] + w0), low(block >> 32U) ^ key[1], low(p0 >> 32U) ^ (key[1] + w1), low(p0)};
    }
    /// The key of round 0, 1, ... 9.
    [[nodiscard]] constexpr Key round_key(std::uint32_t round) const noexcept {
        return {key[0] + round * w0, key[1] + round * w1};
    }

    Key key;
    Counter c{};
};

/// n vectors of counter words, each in the lower half of a lane. The upper halves hold rubbish, which MulEven
/// ignores; so no round moves data between lanes.
template <std::size_t n>
struct CounterWords {
    std::array<Words64, n> c0, c1, c2, c3;
};

/// The first nine rounds for the blocks whose indices have the lower halves of index, index + step, ...
/// A round is eight instructions for all blocks of a vector, but a chain of five cycles or more; n vectors
/// side by side hide that.
template <std::size_t n>
HWY_INLINE CounterWords<n> nine_rounds(const PhiloxRun& run, Words64 index, std::uint64_t step) {
    CounterWords<n> w;
    for (std::size_t i = 0; i < n; ++i) {
        const Words64 p0 = multiply(hn::Add(index, word64(i * step)), PhiloxRun::m0);
        const Words64 p1 = multiply(hn::Xor(hn::ShiftRight<32>(p0), word64(run.c[1])), PhiloxRun::m1);
        w.c0[i] = hn::Xor(hn::ShiftRight<32>(p1), word64(run.c[0]));
        w.c1[i] = p1;
        w.c2[i] = hn::Xor(p0, word64(run.c[2]));
        w.c3[i] = word64(run.c[3]);
    }
#pragma GCC unroll 7
    for (std::uint32_t round = 2; round < 9; ++round) {
        const Key key = run.round_key(round);
        for (std::size_t i = 0; i < n; ++i) {
            const Words64 p0 = multiply(w.c0[i], PhiloxRun::m0), p1 = multiply(w.c2[i], PhiloxRun::m1);
            w.c0[i] = hn::Xor3(hn::ShiftRight<32>(p1), w.c1[i], word64(key[0]));
            w.c2[i] = hn::Xor3(hn::ShiftRight<32>(p0), w.c3[i], word64(key[1]));
            w.c1[i] = p1;
            w.c3[i] = p0;
        }
    }
    return w;
}

/// The last round of vector i, which also packs the words (c0, c1, c2, c3) of a block two to a lane:
/// as 32-bit words (c0 and c2, c1 and c3), or as 64-bit words (c0 + 2^32 c1, c2 + 2^32 c3).
template <std::size_t n>
HWY_INLINE Pair<Words32> last_round(const PhiloxRun& run, const CounterWords<n>& w, std::size_t i,
                                    float /*tag*/) {
    const Key key = run.round_key(9);
    const Words64 p0 = multiply(w.c0[i], PhiloxRun::m0), p1 = multiply(w.c2[i], PhiloxRun::m1);
    const Words32 upper = hn::OddEven(hn::BitCast(D32(), p0), hn::BitCast(D32(), hn::ShiftRight<32>(p1)));
    return {hn::Xor3(upper, join(w.c1[i], w.c3[i]),
                     hn::BitCast(D32(), word64(std::uint64_t{key[1]} << 32U | key[0]))),
            join(p1, p0)};
}
template <std::size_t n>
HWY_INLINE Pair<Words64> last_round(const PhiloxRun& run, const CounterWords<n>& w, std::size_t i,
                                    double /*tag*/) {
    const Key key = run.round_key(9);
    const Words64 p0 = multiply(w.c0[i], PhiloxRun::m0), p1 = multiply(w.c2[i], PhiloxRun::m1);
    const Words64 lower = word64(0xFFFFFFFFU);
    const Words64 swapped0 = hn::BitCast(D64(), hn::Shuffle2301(hn::BitCast(D32(), p0))),
                  swapped1 = hn::BitCast(D64(), hn::Shuffle2301(hn::BitCast(D32(), p1)));
    return {hn::Xor3(swapped1, hn::And(w.c1[i], lower), word64(key[0])),
            hn::Xor3(swapped0, hn::And(w.c3[i], lower), word64(key[1]))};
}

#endif

}  // namespace assay::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // ASSAY_RANDOM_PHILOX_INL
