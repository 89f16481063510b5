#pragma once
// Runs of consecutive Philox blocks: what the bulk fills are made from. Internal to lib/random.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "lib/random/stream.hpp"

namespace assay::random::detail {

/// The words of consecutive Philox blocks, two by two: element i holds word 2i in its lower and word 2i + 1
/// in its upper half, so that a block has two elements.
template <std::size_t blocks>
using WordPairs = std::array<std::uint64_t, 2 * blocks>;

/// Fills `out` with the word pairs of the Philox blocks first, first + 1, ... of the stream's block.
/// out.size() must be a multiple of 8, hence whole groups of four Philox blocks.
void philox_words(Key key, std::uint64_t block, std::uint64_t first, std::span<std::uint64_t> out) noexcept;

/// Fills `out` with values of which each Philox block yields `per_block`, and advances the stream past their
/// words. `values(words, destination)` turns WordPairs<n> into n * per_block values, for any n that is a
/// multiple of 4. Whole tiles are written in place; where a fill begins or ends inside a tile, a small tile
/// is computed and the wanted values are copied, so that a value depends on nothing but its own block's
/// words.
template <std::size_t per_block, class T, class Values>
void fill_from_blocks(Stream& stream, std::span<T> out, Values values) noexcept {
    constexpr std::size_t words_per_value = 4 / per_block;
    constexpr std::size_t large = 128, small = 4;  // Philox blocks; a large tile takes 2 KiB

    std::uint64_t position = (stream.position() + words_per_value - 1) / words_per_value * words_per_value;
    while (!out.empty()) {
        const std::uint64_t first = position / 4;
        const std::size_t lane = position % 4 / words_per_value;
        std::size_t count = large * per_block;
        if (lane == 0 && out.size() >= count) {
            WordPairs<large> words;
            philox_words(stream.key(), stream.block(), first, words);
            values(words, out.data());
        } else {
            WordPairs<small> words;
            std::array<T, small * per_block> some;
            philox_words(stream.key(), stream.block(), first, words);
            values(words, some.data());
            count = std::min(some.size() - lane, out.size());
            std::copy_n(some.begin() + static_cast<std::ptrdiff_t>(lane), count, out.begin());
        }
        out = out.subspan(count);
        position += count * words_per_value;
    }
    stream.seek(position);
}

}  // namespace assay::random::detail
