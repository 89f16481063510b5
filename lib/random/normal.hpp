#pragma once
// Bulk standard normal variates from a stream.

#include <span>

#include "lib/random/stream.hpp"

namespace assay::random {

/// Fills `out` with independent standard normals and advances the stream by one word a float, two words a
/// double (from an even position). Any split of a range into consecutive fills gives the same bits.
void fill_normal(Stream& stream, std::span<float> out) noexcept;
void fill_normal(Stream& stream, std::span<double> out) noexcept;

}  // namespace assay::random
