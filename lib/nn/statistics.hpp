#pragma once
// What a layer's values look like over its units and a batch.

#include <array>
#include <cstddef>

#include "lib/nn/layout.hpp"

namespace assay::nn {

/// Of all entries of a matrix together: units x samples of one network are dependent, so these are one
/// observation of a replicate, not a sample with an interval.
struct LayerStatistics {
    double mean = 0, second_moment = 0;
    double variance = 0;  ///< about the mean, over the number of entries
};

namespace detail {

/// Sums of f over runs of the values in sixteen lanes each, in the scalar's precision, and of the runs in
/// double: the order is fixed and does not depend on the instruction set.
template <class Scalar, class F>
[[nodiscard]] double lane_sum(const Scalar* values, Index size, const F& f) {
    constexpr Index lanes = 16, run = 512;
    double total = 0;
    for (Index start = 0; start < size; start += run) {
        const Index end = std::min(start + run, size), whole = start + (end - start) / lanes * lanes;
        std::array<Scalar, lanes> sums{};
        for (Index i = start; i < whole; i += lanes)
            for (Index k = 0; k < lanes; ++k) sums[static_cast<std::size_t>(k)] += f(values[i + k]);
        for (Index i = whole; i < end; ++i) sums[static_cast<std::size_t>(i - whole)] += f(values[i]);
        for (const Scalar sum : sums) total += static_cast<double>(sum);
    }
    return total;
}

}  // namespace detail

/// Of a float or double matrix: in two passes, with a relative error of some 32 units in the last place of
/// the scalar for the second moment, and for the variance also where it is small beside the mean's square.
/// Non-finite entries, and squares beyond the scalar's range, show as a non-finite result. Throws
/// std::invalid_argument when there are no entries. No allocation.
template <class Scalar>
[[nodiscard]] LayerStatistics statistics(const Matrix<Scalar>& values) {
    const Index size = values.size();
    if (size == 0) throw std::invalid_argument("statistics: values must have an entry");
    const auto n = static_cast<double>(size);
    const double mean = detail::lane_sum(values.data(), size, [](Scalar x) { return x; }) / n;
    const double square = detail::lane_sum(values.data(), size, [](Scalar x) { return x * x; }) / n;
    const auto centre = static_cast<Scalar>(mean);
    const double about =
        detail::lane_sum(values.data(), size, [centre](Scalar x) { return (x - centre) * (x - centre); }) / n;
    // About the rounded centre, and from there to the mean.
    const double shift = mean - static_cast<double>(centre);
    return {mean, square, about - shift * shift};
}

/// Of every layer's pre-activations or activations, as a Trace holds them. Errors as above.
template <class Scalar>
[[nodiscard]] std::vector<LayerStatistics> statistics(const std::vector<Matrix<Scalar>>& layers) {
    std::vector<LayerStatistics> result;
    for (const Matrix<Scalar>& layer : layers) result.push_back(statistics(layer));
    return result;
}

/// The first layer with a value that is not finite; layers.size() when there is none. An overflow that a
/// claim predicts is a quantity: this is where it happened.
template <class Scalar>
[[nodiscard]] std::size_t first_nonfinite(const std::vector<Matrix<Scalar>>& layers) {
    std::size_t layer = 0;
    while (layer < layers.size() && layers[layer].allFinite()) ++layer;
    return layer;
}

}  // namespace assay::nn
