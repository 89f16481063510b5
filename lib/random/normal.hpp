#pragma once
// Bulk standard normal variates from a stream.

#include <span>

#include "lib/random/stream.hpp"

namespace assay::random {

/// Fills `out` with independent standard normals by the Box-Muller transform and advances the stream past
/// their words: one word a float, two words a double, which starts at an even position (from an odd one a
/// word is skipped). The two normals of a transform share its words and belong to the same Philox block:
/// floats at positions 2k and 2k + 1, doubles at positions 4k and 4k + 2. So a value is a function of its
/// position, and any split of a range into consecutive fills gives the same bits. Range: |z| <= 6.77 in float
/// (2 ln 2^33 = 6.76^2), 8.58 in double (2 ln 2^53 = 8.57^2), never zero, infinite or NaN. Each value is
/// within 4 ULP (float: 5) of the exact transform of its words; the bits depend neither on the compiler nor
/// on the instruction set, which is chosen at run time. Cost: linear, no allocation; a call costs at least
/// one vector of Philox blocks, some 60 ns. docs/performance.md has rates.
void fill_normal(Stream& stream, std::span<float> out) noexcept;
void fill_normal(Stream& stream, std::span<double> out) noexcept;

}  // namespace assay::random
