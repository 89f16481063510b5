#pragma once
// Philox4x32-10, the counter-based generator of
//   Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3. SC'11, section 3.3.

#include <array>
#include <cstdint>

namespace assay::random {

using Counter = std::array<std::uint32_t, 4>;
using Key = std::array<std::uint32_t, 2>;

/// The ten-round Philox bijection of a 128-bit counter under a 64-bit key. One round is
///   (L0, R0, L1, R1) <- (hi(M1 L1) ^ R0 ^ k0, lo(M1 L1), hi(M0 L0) ^ R1 ^ k1, lo(M0 L0))
/// in the paper's notation, and the key is bumped by the Weyl constants between rounds.
/// Cost: 20 multiplications of 32 x 32 bits for 128 random bits.
[[nodiscard]] constexpr Counter philox4x32(Counter counter, Key key) noexcept {
    constexpr std::uint64_t m0 = 0xD2511F53U, m1 = 0xCD9E8D57U;
    constexpr std::uint32_t w0 = 0x9E3779B9U, w1 = 0xBB67AE85U;
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p0 = m0 * counter[0], p1 = m1 * counter[2];
        counter = {
            static_cast<std::uint32_t>(p1 >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(p1),
            static_cast<std::uint32_t>(p0 >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(p0)};
        key = {key[0] + w0, key[1] + w1};
    }
    return counter;
}

}  // namespace assay::random
