#pragma once
// A stream of 32-bit words, each a pure function of (seed, run, block, index): design rule of the suite, so
// that blocks share no generator and any thread may produce any part of a stream.

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

#include "lib/random/philox.hpp"

namespace assay::random {

/// The Philox key of a run: words 0 and 1 of philox4x32(counter = {lo(h), hi(h), 0, 0}, key = {lo(seed),
/// hi(seed)}), where h is the 64-bit FNV-1a hash of the run's canonical text (experiment and parameters). So
/// under one seed two texts share a key by accident only: 2^-64 for each pair.
[[nodiscard]] Key run_key(std::uint64_t seed, std::string_view run) noexcept;

/// The words of one block of one run. Word i is word i mod 4 of
///   philox4x32(counter = {lo(i/4), hi(i/4), lo(block), hi(block)}, key),
/// so a value drawn at position i never depends on what was drawn before. Satisfies
/// UniformRandomBitGenerator: Boost.Random's and the standard library's distributions run on it.
/// A block holds 2^66 words, of which the first 2^64 can be reached; nothing here checks for their end.
class Stream {
  public:
    using result_type = std::uint32_t;

    Stream(Key key, std::uint64_t block) noexcept : key_(key), block_(block) {}

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

    /// The next word: every fourth costs a Philox call. The fills of uniform.hpp and normal.hpp are several
    /// times faster.
    result_type operator()() noexcept {
        if (position_ % 4 == 0) load_words();
        return words_[position_++ % 4];
    }

    [[nodiscard]] Key key() const noexcept { return key_; }
    [[nodiscard]] std::uint64_t block() const noexcept { return block_; }
    /// Index of the next word.
    [[nodiscard]] std::uint64_t position() const noexcept { return position_; }
    /// Moves to word `position`, for the price of at most one Philox call.
    void seek(std::uint64_t position) noexcept {
        position_ = position;
        if (position_ % 4 != 0) load_words();
    }

  private:
    void load_words() noexcept {
        const std::uint64_t index = position_ / 4;
        words_ = philox4x32({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32U),
                             static_cast<std::uint32_t>(block_), static_cast<std::uint32_t>(block_ >> 32U)},
                            key_);
    }

    Key key_;
    std::uint64_t block_;
    std::uint64_t position_ = 0;
    Counter words_{};  ///< the Philox block of position_, unless position_ is at its start
};

}  // namespace assay::random
