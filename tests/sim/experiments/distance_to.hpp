#pragma once
// The sup distance of an observed law from a distribution function.

#include <vector>

#include "lib/stats/dkw.hpp"
#include "lib/stats/histogram.hpp"

namespace assay::testing {

/// At level 1e-12, so that a false alarm is out of the question for any seed.
template <class Law>
[[nodiscard]] stats::Estimate distance_to(const stats::Histogram& sample, Law law) {
    std::vector<double> at_edges;
    for (const double x : sample.cells().inner_edges()) at_edges.push_back(law(x));
    return stats::distance(sample, at_edges, 1e-12);
}

}  // namespace assay::testing
