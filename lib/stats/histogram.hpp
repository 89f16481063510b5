#pragma once
// Counts of observations by cell: one histogram serves every predicted law.

#include <cstdint>
#include <memory>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "lib/stats/cells.hpp"

namespace assay::stats {

class Histogram {
  public:
    explicit Histogram(std::shared_ptr<const Cells> cells)
        : cells_(std::move(cells)), counts_(cells_->count(), 0) {}

    /// Counts observations; those that are not finite are missing. Throws std::domain_error as Cells::bin
    /// does.
    void add(std::span<const double> xs) { missing_ += cells_->bin(xs, counts_); }
    /// Both histograms must have the same cells (std::invalid_argument otherwise).
    void merge(const Histogram& other);

    [[nodiscard]] const Cells& cells() const noexcept { return *cells_; }
    [[nodiscard]] std::span<const std::uint64_t> counts() const noexcept { return counts_; }
    [[nodiscard]] std::uint64_t observed() const noexcept {
        return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
    }
    [[nodiscard]] std::uint64_t missing() const noexcept { return missing_; }
    /// The histogram of -x; the cells must be symmetric about 0 (std::invalid_argument otherwise).
    [[nodiscard]] Histogram mirrored() const;

  private:
    std::shared_ptr<const Cells> cells_;
    std::vector<std::uint64_t> counts_;
    std::uint64_t missing_ = 0;
};

}  // namespace assay::stats
