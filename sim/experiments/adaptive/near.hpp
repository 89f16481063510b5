#pragma once
// Vectors of floating-point numbers that count as equal when only rounding parts them.

#include <algorithm>
#include <cmath>
#include <vector>

namespace assay::experiments::adaptive {

/// Numbers of which each is within 1e-10 of its partner, in units of the largest of all. Not in units of its
/// own size: sums of terms of both signs can be as small as their rounding. Rules and formulas of a few dozen
/// operations round to 1e-14; a wrong formula is off by far more on all but a sliver of random instances.
struct Near {
    std::vector<double> values;

    friend bool operator==(const Near& a, const Near& b) {
        double largest = 0;
        for (const auto* one : {&a, &b})
            for (const double x : one->values) largest = std::max(largest, std::abs(x));
        return std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(),
                          [largest](double x, double y) { return std::abs(x - y) <= 1e-10 * largest; });
    }
};

}  // namespace assay::experiments::adaptive
