#include "lib/stats/histogram.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace assay::stats {

void Histogram::merge(const Histogram& other) {
    if (cells_ != other.cells_ && *cells_ != *other.cells_)
        throw std::invalid_argument("Histogram::merge: other must have the same cells");
    std::transform(counts_.begin(), counts_.end(), other.counts_.begin(), counts_.begin(), std::plus<>());
    missing_ += other.missing_;
}

Histogram Histogram::mirrored() const {
    if (!cells_->symmetric())
        throw std::invalid_argument(
            "Histogram::mirrored: the cells must be symmetric about 0, not a lattice");
    Histogram mirror = *this;
    std::reverse(mirror.counts_.begin(), mirror.counts_.end());
    return mirror;
}

}  // namespace assay::stats
