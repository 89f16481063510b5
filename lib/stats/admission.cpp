#include "lib/stats/admission.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace assay::stats {
namespace {

constexpr double replicates_per_square_of_skewness = 4e4;
constexpr double largest_share = 0.01;

}  // namespace

std::string brief(double x) {
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), x, std::chars_format::general, 3).ptr;
    return {text.data(), end};
}

std::string obstacle(const Moments& sample) {
    const auto n = static_cast<double>(sample.count());
    const std::string replicates = std::to_string(sample.count()) + " replicates, ";
    if (sample.missing() > 0) return std::to_string(sample.missing()) + " missing";
    if (n < least_replicates) return replicates + "10000 needed";
    if (!std::isfinite(sample.mean()) || !std::isfinite(sample.m2())) return "sums of squares overflow";
    if (sample.m2() == 0) return "no spread among the observations";
    const double skewness = sample.skewness();
    if (!std::isfinite(skewness)) return "cubes out of the range of double precision";
    const double needed = std::ceil(replicates_per_square_of_skewness * skewness * skewness);
    if (n < needed)
        return "skewness " + brief(skewness) + ": " + replicates +
               std::to_string(static_cast<std::uint64_t>(std::min(needed, 1e18))) + " needed";
    const double share = sample.largest_square() / sample.m2();
    if (share > largest_share)
        return "one observation carries " + brief(100 * share) + " % of the sum of squares, 1 % allowed";
    return "";
}

}  // namespace assay::stats
