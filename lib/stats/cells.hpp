#pragma once
// Partitions of the real line into cells, the resolution at which a law is observed.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace assay::stats {

/// Cells [e_0, e_1), [e_1, e_2), ... of the real line with e_0 = -infinity and e_K = +infinity. The edges between
/// are the quantiles k/K of a reference law, or half-integers for a quantity on a lattice.
/// A cell number is computed as floor(K F(x)) in double precision, so an observation within about 4e-16 of an
/// edge, measured in probability, may fall on its other side.
class Cells {
  public:
    enum class Law { cauchy, normal, lattice };

    /// K equiprobable cells of the standard Cauchy law: edges tan(pi (k/K - 1/2)). K in [2, 2^20].
    [[nodiscard]] static Cells cauchy(std::size_t count);
    /// K equiprobable cells of the standard normal law. K in [2, 2^20].
    [[nodiscard]] static Cells normal(std::size_t count);
    /// One cell for each integer 0..last: a quantity on that lattice is observed without loss.
    [[nodiscard]] static Cells lattice(std::size_t last);

    [[nodiscard]] std::size_t count() const noexcept { return inner_edges_.size() + 1; }
    /// The K - 1 finite edges, ascending.
    [[nodiscard]] std::span<const double> inner_edges() const noexcept { return inner_edges_; }
    /// True when every observation is an integer in [0, last], so that a law is known at all its jumps.
    [[nodiscard]] bool lossless() const noexcept { return law_ == Law::lattice; }

    /// Adds each finite x to its cell's count; returns how many were not finite. counts.size() = count().
    std::uint64_t bin(std::span<const double> xs, std::span<std::uint64_t> counts) const noexcept;

    friend bool operator==(const Cells&, const Cells&) = default;

  private:
    Cells(Law law, std::vector<double> inner_edges) : law_(law), inner_edges_(std::move(inner_edges)) {}
    Law law_;
    std::vector<double> inner_edges_;
};

}  // namespace assay::stats
