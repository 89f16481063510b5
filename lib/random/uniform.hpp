#pragma once
// Bulk uniform variates from a stream. Element k of a fill that starts at word position p depends on p and k alone.

#include <span>

#include "lib/random/stream.hpp"

namespace assay::random {

/// Fills `out` with uniforms on the open interval (0,1) and advances the stream: (u + 1/2) / 2^24 of the top 24
/// bits of one word each for float; (u + 1/2) / 2^53 ... of the top 52 bits of two words each for double, a double
/// starting at an even word position (one word is skipped when need be). Neither 0 nor 1 ever occurs.
/// Any split of a range into consecutive fills gives the same bits. Cost: linear, no allocation.
void fill_uniform(Stream& stream, std::span<float> out) noexcept;
void fill_uniform(Stream& stream, std::span<double> out) noexcept;

}  // namespace assay::random
