#include "lib/random/words.hpp"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace assay::random::detail {
namespace {

constexpr std::uint64_t m0 = 0xD2511F53U,
                        m1 = 0xCD9E8D57U;  // multipliers and key increments, as in philox.hpp
constexpr std::uint32_t w0 = 0x9E3779B9U, w1 = 0xBB67AE85U;

#if defined(__AVX2__)

// A counter word sits in the lower half of a 64-bit lane, four Philox blocks to a vector. The upper halves
// collect rubbish, which vpmuludq ignores; so a round is eight instructions for four blocks and none of them
// moves data between lanes. GCC 12 makes 2.7 times slower code of the same loop without intrinsics. Two
// vectors side by side hide the latency of the rounds.
template <std::size_t groups>
void encrypt(Key key, std::uint64_t block, std::uint64_t first, std::uint64_t* out) noexcept {
    const auto lanes = [](std::uint64_t value) { return _mm256_set1_epi64x(static_cast<long long>(value)); };
    __m256i c0[groups], c1[groups], c2[groups], c3[groups];
    for (std::size_t g = 0; g < groups; ++g) {
        // In this order of the blocks the two interleaves at the end yield the words in the stream's order.
        c0[g] = _mm256_add_epi64(lanes(first + 4 * g), _mm256_set_epi64x(3, 1, 2, 0));
        c1[g] = _mm256_srli_epi64(c0[g], 32);
        c2[g] = lanes(block);
        c3[g] = lanes(block >> 32U);
    }
#pragma GCC unroll 10
    for (int round = 0; round < 10; ++round) {
        for (std::size_t g = 0; g < groups; ++g) {
            const __m256i p0 = _mm256_mul_epu32(c0[g], lanes(m0)), p1 = _mm256_mul_epu32(c2[g], lanes(m1));
            c0[g] = _mm256_xor_si256(_mm256_srli_epi64(p1, 32), _mm256_xor_si256(c1[g], lanes(key[0])));
            c2[g] = _mm256_xor_si256(_mm256_srli_epi64(p0, 32), _mm256_xor_si256(c3[g], lanes(key[1])));
            c1[g] = p1;
            c3[g] = p0;
        }
        key = {key[0] + w0, key[1] + w1};
    }
    for (std::size_t g = 0; g < groups; ++g) {
        const __m256i low = _mm256_blend_epi32(c0[g], _mm256_slli_epi64(c1[g], 32), 0b10101010);
        const __m256i high = _mm256_blend_epi32(c2[g], _mm256_slli_epi64(c3[g], 32), 0b10101010);
        auto* const group = reinterpret_cast<__m256i*>(out + 8 * g);
        _mm256_storeu_si256(group, _mm256_unpacklo_epi64(low, high));
        _mm256_storeu_si256(group + 1, _mm256_unpackhi_epi64(low, high));
    }
}

#else

template <std::size_t groups>
void encrypt(Key key, std::uint64_t block, std::uint64_t first, std::uint64_t* out) noexcept {
    for (std::size_t i = 0; i < 4 * groups; ++i) {
        const std::uint64_t index = first + i;
        const auto low = [](std::uint64_t value) { return static_cast<std::uint32_t>(value); };
        const Counter words = philox4x32({low(index), low(index >> 32U), low(block), low(block >> 32U)}, key);
        out[2 * i] = words[0] | std::uint64_t{words[1]} << 32U;
        out[2 * i + 1] = words[2] | std::uint64_t{words[3]} << 32U;
    }
}

#endif

}  // namespace

void philox_words(Key key, std::uint64_t block, std::uint64_t first, std::span<std::uint64_t> out) noexcept {
    std::size_t i = 0;
    for (; i + 16 <= out.size(); i += 16) encrypt<2>(key, block, first + i / 2, out.data() + i);
    for (; i + 8 <= out.size(); i += 8) encrypt<1>(key, block, first + i / 2, out.data() + i);
}

}  // namespace assay::random::detail
