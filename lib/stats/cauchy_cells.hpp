#pragma once
// Which of K equiprobable cells of the standard Cauchy law a number falls into, at the speed of single
// precision.

#include <cstddef>
#include <cstdint>
#include <span>

namespace assay::stats {

/// cells[i] = min(floor(K F(x_i)), K - 1) with F = cauchy_cdf, and -1 where x_i is not finite. The result is
/// that of double precision, to the last observation: K F(x) is computed in single precision first, whose
/// error is below 2.5e-7 K, and once more in double precision where that is closer to an integer than that.
/// From K = 2^17 on everything is computed in double precision. K in [2, 2^20]; both spans of one size. Cost:
/// linear, no allocation; for K = 4096 about 1.3 ns a number, 2 in double precision (docs/performance.md).
void cauchy_cells(std::span<const double> xs, std::size_t count, std::span<std::int32_t> cells) noexcept;

}  // namespace assay::stats
