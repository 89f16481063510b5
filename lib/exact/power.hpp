#pragma once
// Powers with whole exponents, of anything that has a 1 and a product.

#include <cstdint>

namespace assay::exact {

/// base^exponent by repeated squaring, with at most 2 log2(exponent) + 1 products, none of which is above the
/// result in magnitude for whole numbers; 1 for the exponent 0.
template <class S>
[[nodiscard]] S power(S base, std::uint64_t exponent) {
    S result(1);
    for (;; base = base * base) {
        if (exponent % 2 == 1) result = result * base;
        exponent /= 2;
        if (exponent == 0) return result;
    }
}

}  // namespace assay::exact
