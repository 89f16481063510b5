#pragma once
// What the bulk fills do to a stream. Internal to lib/random.

#include <cstdint>
#include <span>

#include "lib/random/stream.hpp"

namespace assay::random::detail {

/// Calls kernel(key, block, position, out) with the first position not before the stream's at which a value
/// of T may begin (a multiple of its number of words), and advances the stream past the words of `out`.
template <class T, class Kernel>
void fill(Stream& stream, std::span<T> out, Kernel kernel) noexcept {
    constexpr std::uint64_t words = sizeof(T) / sizeof(std::uint32_t);
    const std::uint64_t position = (stream.position() + words - 1) / words * words;
    kernel(stream.key(), stream.block(), position, out);
    stream.seek(position + words * out.size());
}

}  // namespace assay::random::detail
