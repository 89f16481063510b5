#include "lib/stats/student.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <string>

#include "lib/stats/admission.hpp"
#include "lib/stats/levels.hpp"

namespace assay::stats {
double student_quantile(std::uint64_t n, double level) {
    const boost::math::students_t law(static_cast<double>(n - 1));
    return boost::math::quantile(boost::math::complement(law, level / 2));
}

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

Estimate student_difference(const JointMoments<2>& pairs, double level) {
    require_level("student_difference", level);
    return student_mean(pairs.linear({1, -1}), level);
}

Estimate student_ratio(const JointMoments<2>& pairs, double level) {
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
    const double mean_y = pairs.mean(1);
    if (mean_y > 0) estimate.value = pairs.mean(0) / mean_y;
    if (pairs.missing() > 0 || n < least_replicates) return refused(obstacle(pairs.linear({1, 0})));

    const double t = student_quantile(pairs.count(), level), t2 = t * t;
    const double r = estimate.value;
    const double v_uu = pairs.linear({1, -r}).variance() / n;
    const double v_uy = (pairs.m2(0, 1) - r * pairs.m2(1, 1)) / (n - 1) / n;
    const double v_yy = pairs.m2(1, 1) / (n - 1) / n;
    const double a = mean_y * mean_y - t2 * v_yy;
    if (!(mean_y > 0 && a > 0)) return refused("the mean of the denominator is not above 0 at this level");
    const double root = std::sqrt(t2 * v_uy * v_uy + a * v_uu);
    const double lower = r - (t2 * v_uy + t * root) / a, upper = r - (t2 * v_uy - t * root) / a;
    for (const double p : {lower, upper})
        if (const std::string reason = obstacle(pairs.linear({1, -p})); !reason.empty())
            return refused("x - p y at p = " + brief(p) + ": " + reason);
    estimate.lower = lower;
    estimate.upper = upper;
    return estimate;
}

}  // namespace assay::stats
