#include "lib/stats/combine.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

namespace assay::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A double next to or at the exact result of an operation.
struct Rounded {
    double value;
    bool exact;

    [[nodiscard]] double below() const { return exact ? value : std::nextafter(value, -infinity); }
    [[nodiscard]] double above() const { return exact ? value : std::nextafter(value, infinity); }
};

/// Below this the error of a product or quotient may itself underflow.
constexpr double safe = 1e-290;

/// The error of a difference is representable; D. E. Knuth: The Art of Computer Programming, vol. 2,
/// section 4.2.2.
Rounded subtract(double a, double b) {
    const double difference = a - b, b_seen = a - difference, a_seen = difference + b_seen;
    return {difference, (a - a_seen) + (b_seen - b) == 0};
}

Rounded multiply(double a, double b) {
    const double product = a * b;
    return {product, a == 0 || b == 0 || (std::abs(product) > safe && std::fma(a, b, -product) == 0)};
}

Rounded divide(double a, double b) {
    const double quotient = a / b;
    return {quotient, a == 0 || std::isinf(b) || (std::abs(a) > safe && std::fma(quotient, b, -a) == 0)};
}

/// Ends that overflowed into NaN (infinity - infinity) bound nothing.
void set_ends(Estimate& estimate, double lower, double upper) {
    estimate.lower = std::isnan(lower) ? -infinity : lower;
    estimate.upper = std::isnan(upper) ? infinity : upper;
}

/// What two estimates have in common; the ends are all reals.
Estimate joined(const Estimate& a, const Estimate& b) {
    return {.replicates = std::min(a.replicates, b.replicates),
            .missing = std::max(a.missing, b.missing),
            .method = a.method == b.method ? a.method : a.method + " and " + b.method,
            .kind = std::max(a.kind, b.kind)};
}

}  // namespace

Estimate scaled(const Estimate& a, double factor) {
    if (!std::isfinite(factor)) throw std::domain_error("scaled: factor must be finite");
    Estimate result = a;
    result.value = factor * a.value;
    result.lasting_below = std::abs(factor) * (factor < 0 ? a.lasting_above : a.lasting_below);
    result.lasting_above = std::abs(factor) * (factor < 0 ? a.lasting_below : a.lasting_above);
    const double low = factor < 0 ? a.upper : a.lower, high = factor < 0 ? a.lower : a.upper;
    if (factor == 0)
        set_ends(result, 0, 0);
    else
        set_ends(result, multiply(low, factor).below(), multiply(high, factor).above());
    return result;
}

Estimate difference(const Estimate& a, const Estimate& b) {
    Estimate result = joined(a, b);
    result.value = a.value - b.value;
    result.lasting_below = a.lasting_below + b.lasting_above;
    result.lasting_above = a.lasting_above + b.lasting_below;
    set_ends(result, subtract(a.lower, b.upper).below(), subtract(a.upper, b.lower).above());
    return result;
}

Estimate ratio(const Estimate& a, const Estimate& b) {
    Estimate result = joined(a, b);
    result.value = a.value / b.value;
    if (b.lower > 0)
        set_ends(result, divide(a.lower, a.lower < 0 ? b.lower : b.upper).below(),
                 divide(a.upper, a.upper < 0 ? b.upper : b.lower).above());
    else
        result.method += " (no interval: the denominator may be 0)";
    return result;
}

Estimate logarithm(const Estimate& a) {
    Estimate result = a;
    result.kind = std::max(result.kind, Class::deterministic);
    result.value = std::log(a.value);
    if (a.lower > 0) {
        // The library's logarithm errs by less than one unit in the last place.
        set_ends(result, std::nextafter(std::log(a.lower), -infinity),
                 std::nextafter(std::log(a.upper), infinity));
    } else {
        set_ends(result, -infinity, infinity);
        result.method += " (no interval: the lower end is not above 0)";
    }
    return result;
}

Estimate exponent(const Estimate& at_k0, const Estimate& at_k1, double k0, double k1) {
    if (!(k0 > 0 && k0 < k1 && k1 < infinity))
        throw std::domain_error("exponent: k0 is " + std::to_string(k0) + " and k1 is " + std::to_string(k1) +
                                ", they must satisfy 0 < k0 < k1 < infinity");
    Estimate result = joined(at_k0, at_k1);
    result.kind = std::max(result.kind, Class::deterministic);
    // ln(k1/k0) as log1p keeps its digits for neighbours.
    const double length = std::log1p((k1 - k0) / k0);
    result.value = (std::log(at_k1.value) - std::log(at_k0.value)) / length;
    if (!(at_k0.lower > 0 && at_k1.lower > 0)) {
        result.method += " (no interval: a lower end is not above 0)";
        return result;
    }
    // Each logarithm, the difference, the length and the quotient err by a few units in the last place.
    const auto slope = [length](double to, double from, double outward) {
        const double high = std::log(to), low = std::log(from);
        constexpr double units = 8 * std::numeric_limits<double>::epsilon();
        return (high - low + outward * units * (std::abs(high) + std::abs(low))) / length;
    };
    set_ends(result, slope(at_k1.lower, at_k0.upper, -1), slope(at_k1.upper, at_k0.lower, 1));
    return result;
}

}  // namespace assay::stats
