#pragma once
// A stream of 32-bit words, each a pure function of (seed, run, block, index): design rule of the suite, so
// that blocks share no generator and any thread may produce any part of a stream.

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

#include "lib/random/philox.hpp"

namespace assay::random {

/// The Philox key of a run: 64 bits hashed from the seed and the run's canonical text (experiment and
/// parameters). Distinct pairs share a key with probability 2^-64.
[[nodiscard]] Key run_key(std::uint64_t seed, std::string_view run) noexcept;

/// The words of one block of one run. Word i is word i mod 4 of
///   philox4x32(counter = {lo(i/4), hi(i/4), lo(block), hi(block)}, key),
/// so a value drawn at position i never depends on what was drawn before. Satisfies
/// UniformRandomBitGenerator: Boost.Random's and the standard library's distributions run on it.
/// A block holds 2^66 words; nothing here checks for its end.
class Stream {
  public:
    using result_type = std::uint32_t;

    Stream(Key key, std::uint64_t block) noexcept : key_(key), block_(block) {}

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

    /// The next word. Costs a tenth of a Philox call on average beside the call every fourth word; use the fills
    /// of uniform.hpp and normal.hpp for bulk.
    result_type operator()() noexcept {
        if (position_ % 4 == 0 || cached_ != position_ / 4) refill();
        return words_[position_++ % 4];
    }

    [[nodiscard]] Key key() const noexcept { return key_; }
    [[nodiscard]] std::uint64_t block() const noexcept { return block_; }
    /// Index of the next word.
    [[nodiscard]] std::uint64_t position() const noexcept { return position_; }
    /// Moves to word `position`; costs nothing until the next draw.
    void seek(std::uint64_t position) noexcept { position_ = position; }

  private:
    void refill() noexcept {
        cached_ = position_ / 4;
        words_ = philox4x32({static_cast<std::uint32_t>(cached_), static_cast<std::uint32_t>(cached_ >> 32U),
                             static_cast<std::uint32_t>(block_), static_cast<std::uint32_t>(block_ >> 32U)},
                            key_);
    }

    Key key_;
    std::uint64_t block_;
    std::uint64_t position_ = 0;
    std::uint64_t cached_ = std::numeric_limits<std::uint64_t>::max();
    Counter words_{};
};

}  // namespace assay::random
