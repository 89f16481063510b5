#include "reports/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <optional>

namespace assay::reports {
namespace {

constexpr int shown_digits = 7;  // more significant digits than these tell a reader nothing

[[nodiscard]] int decimal_exponent(double x) {
    return static_cast<int>(std::floor(std::log10(std::abs(x))));
}

[[nodiscard]] std::optional<double> whole_number(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// The largest magnitude of the finite ones; 0 when none is finite.
[[nodiscard]] double largest(std::initializer_list<double> numbers) {
    double most = 0;
    for (const double x : numbers)
        if (std::isfinite(x)) most = std::max(most, std::abs(x));
    return most;
}

/// How the numbers of one interval are written: in units of 10^-decimals.
struct Grid {
    int decimals = 0;
    bool scientific = false;

    [[nodiscard]] std::string write(double x) const {
        if (x == 0 || !std::isfinite(x)) return rounded(x);
        if (!scientific) return fmt::format("{:.{}f}", x, std::max(decimals, 0));
        return fmt::format("{:.{}e}", x, std::max(decimals + decimal_exponent(x), 0));
    }
    /// Rounded to the nearest, then one unit further where that fell short of x in the direction given (-1 or
    /// 1).
    [[nodiscard]] std::string outward(double x, double direction) const {
        const auto text = write(x);
        if (!std::isfinite(x) || direction * (*whole_number(text) - x) >= 0) return text;
        const int unit = scientific ? std::max(decimals, -decimal_exponent(x)) : std::max(decimals, 0);
        return write(x + direction * std::pow(10.0, -unit));
    }
};

}  // namespace

std::string rounded(double x) {
    if (std::isnan(x)) return "unknown";
    const double size = std::abs(x);
    if (size >= 1e4 && size < 1e7) return fmt::format("{:.0f}", x);
    return fmt::format("{:.5g}", x);
}

std::string rounded_text(std::string_view text, bool full) {
    const auto number = whole_number(text);
    return number && !full ? rounded(*number) : std::string(text);
}

std::string grouped(std::uint64_t count) {
    auto text = fmt::format("{}", count);
    for (auto i = static_cast<std::ptrdiff_t>(text.size()) - 3; i > 0; i -= 3)
        text.insert(static_cast<std::size_t>(i), 1, ',');
    return text;
}

std::string percent(double share) {
    return fmt::format("{:.3g} %", 100 * share);
}

std::string with_interval(double estimate, double lower, double upper) {
    const double infinity = std::numeric_limits<double>::infinity();
    if (lower == -infinity && upper == infinity)
        return std::isnan(estimate) ? "nothing yet" : rounded(estimate) + " (no interval yet)";
    if (lower == upper) return rounded(lower);
    const double half =
        std::isnan(estimate) ? largest({(upper - lower) / 2}) : largest({upper - estimate, estimate - lower});
    const double size = largest({estimate, lower, upper});
    if (half == 0 || size == 0) {
        const auto interval = fmt::format("[{}, {}]", rounded(lower), rounded(upper));
        return std::isnan(estimate) ? interval : rounded(estimate) + ' ' + interval;
    }
    const Grid grid{.decimals = 1 - decimal_exponent(half), .scientific = size < 1e-4 || size >= 1e7};
    if (decimal_exponent(size) + 1 + grid.decimals > shown_digits)
        return fmt::format("{} (to within {})", rounded(std::isnan(estimate) ? lower : estimate),
                           Grid{.decimals = grid.decimals, .scientific = true}.outward(half, 1));
    const auto interval = fmt::format("[{}, {}]", grid.outward(lower, -1), grid.outward(upper, 1));
    if (std::isnan(estimate)) return interval;
    // An estimate far smaller than its interval keeps two digits too, if that does not take it too far.
    const int decimals = estimate == 0
                             ? grid.decimals
                             : std::clamp(1 - decimal_exponent(estimate), grid.decimals, grid.decimals + 2);
    return Grid{.decimals = decimals, .scientific = grid.scientific}.write(estimate) + ' ' + interval;
}

}  // namespace assay::reports
