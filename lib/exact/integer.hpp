#pragma once
// Exact integers of a fixed size: some thirty times as fast as rationals, where a problem can be scaled to
// integers.

#include <cstdint>

#include "lib/exact/rational.hpp"

namespace assay::exact {

/// Integers below 2^256 in magnitude. An operation whose result is larger throws std::overflow_error, so that
/// what is computed is exact. Division truncates.
using Integer = boost::multiprecision::checked_int256_t;

/// Uniform on the integers least .. greatest, from one word of the stream; least <= greatest < least + 2^32.
/// The remainder favours small values by less than one part in 2^32 / (greatest - least + 1).
[[nodiscard]] inline std::int64_t draw_integer(random::Stream& stream, std::int64_t least,
                                               std::int64_t greatest) {
    const auto values = static_cast<std::uint64_t>(greatest - least) + 1U;
    return least + static_cast<std::int64_t>(stream() % values);
}

}  // namespace assay::exact
