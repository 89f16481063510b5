#pragma once
// Words that try a transform at its ends.

#include <array>
#include <limits>
#include <random>

/// Words of all magnitudes: uniform ones, and ones with long runs of equal bits at either end.
template <class Word>
Word any_word(std::mt19937_64& bits) {
    const auto word = static_cast<Word>(bits());
    const int shift = static_cast<int>(bits() % std::numeric_limits<Word>::digits);
    switch (bits() % 3) {
        case 0:
            return word;
        case 1:
            return word >> shift;
        default:
            return static_cast<Word>(~(word >> shift));
    }
}

template <class Word>
constexpr std::array<Word, 8> extreme_words{
    0, 1, 2, 3, Word(~Word{0} >> 1), Word(~(~Word{0} >> 1)), Word(~Word{1}), Word(~Word{0})};
