#pragma once
// Numbers for people. The CSV files have the full ones.

#include <cstdint>
#include <string>
#include <string_view>

namespace assay::reports {

/// At most 5 significant digits; "inf", "-inf"; "unknown" for NaN.
[[nodiscard]] std::string rounded(double x);

/// A text that is one number is rounded (or, where `full`, left as it is); any other text is left as it is.
[[nodiscard]] std::string rounded_text(std::string_view text, bool full = false);

/// Digits in groups of three: 33,554,432.
[[nodiscard]] std::string grouped(std::uint64_t count);

/// A share in per cent: "12 %".
[[nodiscard]] std::string percent(double share);

/// An estimate and its interval, to the digits that the interval's half-width warrants (two of its own). The
/// ends are rounded outwards, so that the printed interval covers the true one:
///   0.25004 [0.24967, 0.25041]      usual
///   0.25                            an interval of one point
///   0.31831 (to within 5.6e-17)     an interval too narrow to show
///   0.123 (no interval yet)         nothing is known
[[nodiscard]] std::string with_interval(double estimate, double lower, double upper);

}  // namespace assay::reports
