#pragma once
// Partitions of the real line into cells, the resolution at which a law is observed.

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace assay::stats {

/// Cells [e_0, e_1), [e_1, e_2), ... of the real line with e_0 = -infinity and e_K = +infinity. The edges
/// between are the quantiles k/K of a reference law, or half-integers for a quantity on a lattice. For a law
/// F the cell's number is floor(K F(x)), computed in double precision: an observation within 4e-16 of an
/// edge, measured in probability, may fall on its other side.
class Cells {
  public:
    enum class Law { cauchy, normal, lattice };

    /// K equiprobable cells of the standard Cauchy law: edges tan(pi (k/K - 1/2)).
    /// Throws std::invalid_argument unless K is in [2, 2^20].
    [[nodiscard]] static Cells cauchy(std::size_t count);
    /// K equiprobable cells of the standard normal law: edges Phi^-1(k/K).
    /// Throws std::invalid_argument unless K is in [2, 2^20].
    [[nodiscard]] static Cells normal(std::size_t count);
    /// One cell for each integer 0..last: a quantity on that lattice is observed without loss.
    /// Throws std::invalid_argument unless last is in [0, 2^20).
    [[nodiscard]] static Cells lattice(std::size_t last);

    [[nodiscard]] std::size_t count() const noexcept { return inner_edges_.size() + 1; }
    /// The K - 1 finite edges, ascending.
    [[nodiscard]] std::span<const double> inner_edges() const noexcept { return inner_edges_; }
    /// True when every observation is an integer in [0, last], so that a law is known at all its jumps.
    [[nodiscard]] bool lossless() const noexcept { return law_ == Law::lattice; }

    /// True when x -> -x maps the cells onto each other.
    [[nodiscard]] bool symmetric() const noexcept { return law_ != Law::lattice; }

    /// Adds each finite x to its cell's count and returns how many x were not finite, that is missing.
    /// On a lattice a finite x must be one of its integers: any other is an error of the experiment, not a
    /// missing value, and throws std::domain_error; the counts of that call's tile are then unspecified.
    /// Throws std::invalid_argument unless counts.size() = count(). Cost: linear, no allocation; Cauchy cells
    /// are some six times cheaper than normal ones.
    [[nodiscard]] std::uint64_t bin(std::span<const double> xs, std::span<std::uint64_t> counts) const;

    friend bool operator==(const Cells&, const Cells&) = default;

  private:
    Cells(Law law, std::vector<double> inner_edges) : law_(law), inner_edges_(std::move(inner_edges)) {}
    Law law_;
    std::vector<double> inner_edges_;
};

}  // namespace assay::stats
