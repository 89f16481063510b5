#pragma once
// What evaluations of a continuous piecewise linear function tell about it.

#include <cstddef>
#include <span>
#include <stdexcept>
#include <vector>

namespace assay::exact {

/// x -> intercept + slope x.
template <class Scalar>
struct Line {
    Scalar slope, intercept;
};

/// The line through (x0, f(x0)) and (x1, f(x1)); x0 and x1 must differ. Two evaluations.
template <class Scalar, class F>
[[nodiscard]] Line<Scalar> line_through(const F& f, const Scalar& x0, const Scalar& x1) {
    const Scalar y0 = f(x0);
    const Scalar slope = (f(x1) - y0) / (x1 - x0);
    return {slope, y0 - slope * x0};
}

/// The outer pieces of a function: all that there is of a function with at most one corner.
template <class Scalar>
struct OuterPieces {
    Line<Scalar> left, right;

    /// Slope on the right minus slope on the left.
    [[nodiscard]] Scalar jump() const { return right.slope - left.slope; }
    /// Where the two lines meet. Throws std::domain_error for equal slopes.
    [[nodiscard]] Scalar corner() const {
        if (right.slope == left.slope)
            throw std::domain_error(
                "OuterPieces::corner: the slopes must differ; these lines do not meet in one point");
        return (left.intercept - right.intercept) / jump();
    }
};

/// The lines on which f runs left of -radius and right of radius, a radius > 0 beyond which f has no corner.
/// Four evaluations, at +-radius and +-(radius + 1).
template <class Scalar, class F>
[[nodiscard]] OuterPieces<Scalar> outer_pieces(const F& f, const Scalar& radius) {
    const Scalar beyond = radius + Scalar(1);
    return {line_through<Scalar>(f, Scalar(-beyond), Scalar(-radius)),
            line_through<Scalar>(f, radius, beyond)};
}

/// f(x - h) - 2 f(x) + f(x + h): 0 where f is affine on [x - h, x + h]; the slope's jump times h at a lone
/// corner x.
template <class Scalar, class F>
[[nodiscard]] Scalar second_difference(const F& f, const Scalar& x, const Scalar& h) {
    return f(Scalar(x - h)) - Scalar(2) * f(x) + f(Scalar(x + h));
}

/// The change of slope at each inner point of a strictly ascending grid; none for fewer than three points.
/// For an f whose corners all lie on the grid these are its jumps of slope, and f is affine between the ends
/// exactly when all are 0. One evaluation a point.
template <class Scalar, class F>
[[nodiscard]] std::vector<Scalar> slope_changes(const F& f, std::span<const Scalar> grid) {
    std::vector<Scalar> changes;
    if (grid.size() < 3) return changes;
    Scalar y = f(grid[1]);
    Scalar before = (y - f(grid[0])) / (grid[1] - grid[0]);
    for (std::size_t i = 2; i < grid.size(); ++i) {
        const Scalar next = f(grid[i]);
        const Scalar slope = (next - y) / (grid[i] - grid[i - 1]);
        changes.push_back(slope - before);
        before = slope;
        y = next;
    }
    return changes;
}

}  // namespace assay::exact
