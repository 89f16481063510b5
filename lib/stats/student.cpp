#include "lib/stats/student.hpp"

#include <array>
#include <boost/math/distributions/students_t.hpp>
#include <charconv>
#include <cmath>
#include <string>

#include "lib/stats/levels.hpp"

namespace assay::stats {
namespace {

constexpr double least_replicates = 1e4;
constexpr double replicates_per_square_of_skewness = 4e4;
constexpr double largest_share = 0.01;

/// Three significant digits, whatever the locale.
std::string brief(double x) {
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), x, std::chars_format::general, 3).ptr;
    return {text.data(), end};
}

/// Why the rule does not admit this sample; empty when it does.
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

/// t_{n-1}(1 - level/2), from the complement. n >= 2.
double student_quantile(std::uint64_t n, double level) {
    const boost::math::students_t law(static_cast<double>(n - 1));
    return boost::math::quantile(boost::math::complement(law, level / 2));
}

}  // namespace

Estimate student_mean(const Moments& sample, double level) {
    require_level("student_mean", level);
    Estimate estimate{.replicates = sample.count() + sample.missing(),
                      .missing = sample.missing(),
                      .method = "Student",
                      .kind = Class::asymptotic};
    if (sample.count() > 0) estimate.value = sample.mean();
    if (const std::string reason = obstacle(sample); !reason.empty()) {
        estimate.method = "Student (not admitted: " + reason + ")";
        return estimate;
    }
    const double half = student_quantile(sample.count(), level) *
                        std::sqrt(sample.variance() / static_cast<double>(sample.count()));
    estimate.lower = estimate.value - half;
    estimate.upper = estimate.value + half;
    return estimate;
}

Estimate student_ratio(const JointMoments& pairs, double level) {
    require_level("student_ratio", level);
    Estimate estimate{.replicates = pairs.count() + pairs.missing(),
                      .missing = pairs.missing(),
                      .method = "Fieller",
                      .kind = Class::asymptotic};
    const auto refused = [&](const std::string& reason) {
        estimate.method = "Fieller (not admitted: " + reason + ")";
        return estimate;
    };
    const auto n = static_cast<double>(pairs.count());
    const double mean_y = pairs.mean_y();
    if (mean_y > 0) estimate.value = pairs.mean_x() / mean_y;
    if (pairs.missing() > 0 || n < least_replicates) return refused(obstacle(pairs.linear(1, 0)));

    const double t = student_quantile(pairs.count(), level), t2 = t * t;
    const double r = estimate.value;
    const double v_uu = pairs.linear(1, -r).variance() / n;
    const double v_uy = (pairs.sums().m11 - r * pairs.sums().m02) / (n - 1) / n;
    const double v_yy = pairs.sums().m02 / (n - 1) / n;
    const double a = mean_y * mean_y - t2 * v_yy;
    if (!(mean_y > 0 && a > 0)) return refused("the mean of the denominator is not above 0 at this level");
    const double root = std::sqrt(t2 * v_uy * v_uy + a * v_uu);
    const double lower = r - (t2 * v_uy + t * root) / a, upper = r - (t2 * v_uy - t * root) / a;
    for (const double p : {lower, upper})
        if (const std::string reason = obstacle(pairs.linear(1, -p)); !reason.empty())
            return refused("x - p y at p = " + brief(p) + ": " + reason);
    estimate.lower = lower;
    estimate.upper = upper;
    return estimate;
}

}  // namespace assay::stats
