#pragma once
// A mean that moves by ever smaller steps.

namespace assay::stats {

/// A mean kept as value + rest, to about twice the digits of a double. With one double a mean near 1e9 stands
/// still once the steps delta/n fall below its last place (1e-7), and after a million steps it is wrong by a
/// third of its own standard error.
struct RunningMean {
    double value = 0, rest = 0;

    constexpr RunningMean() = default;
    constexpr RunningMean(double mean)
        : value(mean) {}  // NOLINT(google-explicit-constructor): a mean is a number

    /// this - other.
    [[nodiscard]] constexpr double minus(const RunningMean& other) const noexcept {
        return (value - other.value) + (rest - other.rest);
    }
    /// The mean moved by `step`. The error of value + step is found exactly (D. E. Knuth: The Art of Computer
    /// Programming, vol. 2, section 4.2.2, theorem B) and joins the rest.
    [[nodiscard]] constexpr RunningMean moved(double step) const noexcept {
        const double sum = value + step, seen = sum - value;
        const double small = rest + ((value - (sum - seen)) + (step - seen));
        RunningMean result(sum + small);
        result.rest = small - (result.value - sum);
        return result;
    }
};

}  // namespace assay::stats
