#pragma once
// Intervals for the sup distance of laws, from histograms.

#include <cstdint>
#include <span>

#include "lib/stats/estimate.hpp"
#include "lib/stats/histogram.hpp"

namespace assay::stats {

/// eps = sqrt(ln(2/level) / (2 n)): P(sup |F_n - F| > eps) <= level for every law F.
/// P. Massart: The tight constant in the Dvoretzky-Kiefer-Wolfowitz inequality. Ann. Probab. 18 (1990).
/// n = 0 gives +infinity. Throws std::domain_error unless 0 < level < 1.
[[nodiscard]] double dkw_radius(std::uint64_t n, double level);

/// eps = sqrt(ln(1/level) / (2 n)): P(sup (F_n - F) > eps) <= level for every law F, and likewise for
/// sup (F - F_n). P. Massart, as above; he proves it for level <= 1/2 only.
/// n = 0 gives +infinity. Throws std::domain_error unless 0 < level <= 1/2.
[[nodiscard]] double dkw_radius_one_sided(std::uint64_t n, double level);

/// sup |F - F0| where the histogram was drawn from F and F0 is known at the cells' inner edges
/// (non-decreasing, in [0,1]). With D the largest difference at the edges, m the largest mass of a cell under
/// F0 (0 when the cells are lossless) and f the missing fraction: [D - eps - f, D + eps + m + f] cut to [0,
/// 1]. Class finite-sample; no observation: [0, 1]. Cells are closed on the left, so that law_at_edges[k] is
/// P0(X < edge): for a law with an atom on an edge this is the left limit of F0. On lossless cells F0 must be
/// a law on the same lattice. Throws std::domain_error unless 0 < level < 1, std::invalid_argument when
/// law_at_edges has the wrong size, decreases, or leaves [0,1].
[[nodiscard]] Estimate distance(const Histogram& sample, std::span<const double> law_at_edges, double level);

/// sup |F - G| of two observed laws on the same cells, whether or not the samples are independent:
/// D -+ (eps_F + eps_G), each at half the level. Inside a cell, F(x) - G(x) <= F(right) - G(left), which
/// replaces D at the upper end unless the cells are lossless. Missing fractions widen each side. Class
/// finite-sample; replicates are those of the smaller sample, missing those of the worse one. Throws
/// std::domain_error unless 0 < level < 1, std::invalid_argument when the cells differ.
[[nodiscard]] Estimate distance(const Histogram& a, const Histogram& b, double level);

/// The one-sided distance sup (F - F0) >= 0: by how much the observed law F can lie above the predicted F0,
/// that is, how far its observations are too small. Arguments and errors as for the distance to F0, and the
/// same radius: each end has a one-sided inequality at level/2. With e_0 = -infinity < e_1 < ... <
/// e_K = +infinity the edges of the cells [e_k, e_k+1), all laws at e taken as P(X < e), eps =
/// dkw_radius_one_sided(n, level/2), f the missing fraction, and D = max over k of (F_n(e_k) - F0(e_k)), 0 at
/// e_0,
///   [D - eps - f, D' + eps + f] cut to [0, 1],  D' = max over k of (F_n(e_k+1) - F0(e_k)),
/// D' = D on lossless cells. So the upper end looks from the right end of a cell for F to its left end for
/// F0, which is at most D plus the largest mass of a cell under F0. Class finite-sample, method "one-sided
/// DKW".
[[nodiscard]] Estimate excess(const Histogram& sample, std::span<const double> law_at_edges, double level);

}  // namespace assay::stats
