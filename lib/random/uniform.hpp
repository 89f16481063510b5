#pragma once
// Bulk uniform variates from a stream.

#include <bit>
#include <cstdint>
#include <span>

#include "lib/random/stream.hpp"

namespace assay::random {

/// (k + 1/2) / 2^23 with k the top 23 bits of the word: on the open interval (0,1), symmetric about 1/2,
/// exact.
[[nodiscard]] constexpr float unit_interval(std::uint32_t word) noexcept {
    return std::bit_cast<float>(word >> 9U | 0x3F800000U) - (1 - 0x1p-24F);
}
/// (k + 1/2) / 2^52 with k the top 52 bits of the word: on the open interval (0,1), symmetric about 1/2,
/// exact.
[[nodiscard]] constexpr double unit_interval(std::uint64_t word) noexcept {
    return std::bit_cast<double>(word >> 12U | 0x3FF0000000000000U) - (1 - 0x1p-53);
}

/// Fills `out` with independent uniforms on the open interval (0,1) and advances the stream past their words.
/// The float at word position p is unit_interval(word p); the double at the even position p is
/// unit_interval(word p + 2^32 word(p + 1)), and from an odd position one word is skipped.
/// So a value is a function of its position, and any split of a range into consecutive fills gives the same
/// bits, on every instruction set: the best is chosen at run time. Cost: linear, no allocation; a call costs
/// at least one vector of Philox blocks, some 40 ns.
void fill_uniform(Stream& stream, std::span<float> out) noexcept;
void fill_uniform(Stream& stream, std::span<double> out) noexcept;

}  // namespace assay::random
