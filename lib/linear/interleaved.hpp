#pragma once
// Many small matrices of one shape, side by side in memory for SIMD.

#include <array>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <vector>

#include "lib/linear/problem.hpp"

namespace assay::linear {

/// Matrices of one shape, an instance each, in groups of `lanes`: the elements (i, j) of a group's instances
/// are adjacent, then follow those of (i, j + 1), and after the row those of (i + 1, 0). The last group's
/// spare lanes hold zeros. Vectors are matrices of one column.
class Interleaved {
  public:
    static constexpr Index lanes = 4;

    /// All zeros. Throws std::invalid_argument when a size is below 1.
    Interleaved(Index instances, Index rows, Index columns)
        : instances_(instances), rows_(rows), columns_(columns) {
        if (instances < 1 || rows < 1 || columns < 1)
            throw std::invalid_argument("Interleaved: instances, rows and columns must be at least 1, not " +
                                        std::to_string(instances) + " of " + detail::shape(rows, columns));
        packs_.resize(static_cast<std::size_t>(groups() * rows * columns));
    }

    [[nodiscard]] Index instances() const noexcept { return instances_; }
    [[nodiscard]] Index rows() const noexcept { return rows_; }
    [[nodiscard]] Index columns() const noexcept { return columns_; }
    [[nodiscard]] Index groups() const noexcept { return (instances_ + lanes - 1) / lanes; }

    /// Element (i, j) of an instance; no index is checked.
    [[nodiscard]] double& operator()(Index instance, Index i, Index j = 0) noexcept {
        return values()[offset(instance, i, j)];
    }
    [[nodiscard]] double operator()(Index instance, Index i, Index j = 0) const noexcept {
        return values()[offset(instance, i, j)];
    }
    /// Everything in the order of memory, spare lanes too: rows x columns x lanes x groups.
    [[nodiscard]] std::span<double> values() noexcept {
        return {packs_.front().data.data(), packs_.size() * lanes};
    }
    [[nodiscard]] std::span<const double> values() const noexcept {
        return {packs_.front().data.data(), packs_.size() * lanes};
    }
    /// The first element of a group.
    [[nodiscard]] double* group(Index group) noexcept {
        return values().data() + group * rows_ * columns_ * lanes;
    }
    [[nodiscard]] const double* group(Index group) const noexcept {
        return values().data() + group * rows_ * columns_ * lanes;
    }

  private:
    struct alignas(sizeof(double) * lanes) Pack {
        std::array<double, lanes> data{};
    };
    [[nodiscard]] std::size_t offset(Index instance, Index i, Index j) const noexcept {
        return static_cast<std::size_t>(((instance / lanes * rows_ + i) * columns_ + j) * lanes +
                                        instance % lanes);
    }

    Index instances_, rows_, columns_;
    std::vector<Pack> packs_;
};

}  // namespace assay::linear
