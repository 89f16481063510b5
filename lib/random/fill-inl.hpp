// Fills an array with values of which each is a function of its stream's words at its position, and keeps a
// value in registers from the Philox counter to the store. Internal to lib/random; for the guard see
// philox-inl.hpp.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "lib/random/pair.hpp"
#include "lib/random/stream.hpp"

#if defined(ASSAY_RANDOM_FILL_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ASSAY_RANDOM_FILL_INL
#undef ASSAY_RANDOM_FILL_INL
#else
#define ASSAY_RANDOM_FILL_INL
#endif

#include <hwy/highway.h>

#include "lib/random/philox-inl.hpp"

// Highway leaves out the targets that are no better than what the compiler's flags assume. Where no
// instruction set is assumed, the emulation is left, and with it all that are better.
#if HWY_ARCH_X86_64 && !(HWY_TARGETS & (HWY_SCALAR | HWY_EMU128))
#error "compile this file for the oldest processor (assay_simd_sources in cmake/targets.cmake)"
#endif

HWY_BEFORE_NAMESPACE();
namespace assay::random::HWY_NAMESPACE {

/// Values in a Philox block.
template <class T>
constexpr std::size_t per_block = 16 / sizeof(T);

// fill_blocks<n>(run, first, values, out) stores the values of n * lanes Philox blocks from `first` on.
// `values` turns an array of pairs of words into the pairs of values that stand at their place, an array of
// pairs of vectors of words into pairs of vectors of values: 32-bit words into floats, 64-bit words into
// doubles.

#if HWY_TARGET == HWY_SCALAR

constexpr std::size_t lanes = 1;
constexpr std::size_t flight = 1;

struct PhiloxRun {
    PhiloxRun(Key run_key, std::uint64_t stream_block, std::uint64_t /*index*/) noexcept
        : key(run_key), block(stream_block) {}
    [[nodiscard]] Counter operator()(std::uint64_t index) const noexcept {
        const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
        return philox4x32({low(index), low(index >> 32U), low(block), low(block >> 32U)}, key);
    }
    Key key;
    std::uint64_t block;
};

template <std::size_t n, class Values>
void fill_blocks(const PhiloxRun& run, std::uint64_t first, Values values, float* out) noexcept {
    const Counter words = run(first);
    const auto pairs =
        values(std::array<detail::Pair<std::uint32_t>, 2>{{{words[0], words[1]}, {words[2], words[3]}}});
    for (std::size_t i = 0; i < 2; ++i) {
        out[2 * i] = pairs[i].first;
        out[2 * i + 1] = pairs[i].second;
    }
}
template <std::size_t n, class Values>
void fill_blocks(const PhiloxRun& run, std::uint64_t first, Values values, double* out) noexcept {
    const Counter words = run(first);
    const auto pairs = values(std::array<detail::Pair<std::uint64_t>, 1>{
        {{words[0] | std::uint64_t{words[1]} << 32U, words[2] | std::uint64_t{words[3]} << 32U}}});
    out[0] = pairs[0].first;
    out[1] = pairs[0].second;
}

#else

constexpr std::size_t lanes = hn::MaxLanes(D64());
/// Vectors side by side: the best with AVX2. Three take 1.06 (normal32) to 1.13 times (normal64) as long,
/// eight the same for normal32 and 1.12 times for normal64.
constexpr std::size_t flight = 6;

template <std::size_t n, class T, class Values>
HWY_INLINE void fill_blocks(const PhiloxRun& run, std::uint64_t first, Values values, T* out) noexcept {
    // The interleaves work within 128 bits: of each two lanes the lower ones go to the first half of the
    // result, the upper ones to the second. Blocks in this order of the lanes come out in the stream's.
    alignas(HWY_MAX_BYTES) std::array<std::uint64_t, lanes> order{};
    for (std::size_t lane = 0; lane < lanes; ++lane) order[lane] = lane / 2 + lane % 2 * (lanes / 2);
    const auto counters = nine_rounds<n>(run, hn::Add(word64(first), hn::Load(D64(), order.data())), lanes);
    std::array<decltype(last_round(run, counters, 0, T{})), n> words;
    for (std::size_t i = 0; i < n; ++i) words[i] = last_round(run, counters, i, T{});
    const auto pairs = values(words);
    for (std::size_t i = 0; i < n; ++i) {
        const hn::ScalableTag<T> d;
        hn::StoreU(hn::InterleaveLower(d, pairs[i].first, pairs[i].second), d, out + 2 * i * hn::MaxLanes(d));
        hn::StoreU(hn::InterleaveUpper(d, pairs[i].first, pairs[i].second), d,
                   out + (2 * i + 1) * hn::MaxLanes(d));
    }
}

#endif

/// Fills `out` with the values from the block `first` on, without the block's first `skip` values. Where the
/// fill begins or ends inside a vector, the vector's values are computed and the wanted ones copied, so that
/// a value depends on nothing but its own block's words. The upper half of the blocks' indices must be the
/// same.
template <class T, class Values>
void fill_run(PhiloxRun run, std::uint64_t first, std::size_t skip, std::span<T> out,
              Values values) noexcept {
    constexpr std::size_t vector = lanes * per_block<T>;
    std::array<T, vector> some;
    if (skip > 0) {
        fill_blocks<1>(run, first, values, some.data());
        const std::size_t count = std::min(vector - skip, out.size());
        std::copy_n(some.data() + skip, count, out.data());
        out = out.subspan(count);
        first += lanes;
    }
    T* to = out.data();
    std::size_t left = out.size();
    for (; left >= flight * vector; left -= flight * vector, to += flight * vector, first += flight * lanes)
        fill_blocks<flight>(run, first, values, to);
    for (; left >= vector; left -= vector, to += vector, first += lanes)
        fill_blocks<1>(run, first, values, to);
    if (left > 0) {
        fill_blocks<1>(run, first, values, some.data());
        std::copy_n(some.data(), left, to);
    }
}

/// Fills `out` with the values from the stream's word `position` on, where a value must begin.
template <class T, class Values>
void fill(Key key, std::uint64_t block, std::uint64_t position, std::span<T> out, Values values) noexcept {
    std::uint64_t first = position / 4;
    std::size_t skip = position % 4 * sizeof(std::uint32_t) / sizeof(T);
    while (!out.empty()) {
        const std::uint64_t blocks = (std::uint64_t{1} << 32U) - static_cast<std::uint32_t>(first);
        const auto count =
            static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), blocks * per_block<T> - skip));
        fill_run(PhiloxRun(key, block, first), first, skip, out.first(count), values);
        out = out.subspan(count);
        first += blocks;
        skip = 0;
    }
}

}  // namespace assay::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // ASSAY_RANDOM_FILL_INL
