#include "lib/stats/normal_sample.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>
#include <string>

#include "lib/stats/levels.hpp"
#include "lib/stats/student.hpp"

namespace assay::stats {
namespace {

/// Below this a sum of squares may have lost terms to underflow.
constexpr double least_sum_of_squares = 1e-280;

/// Why the sample has no interval; empty when it has one.
std::string obstacle(const Moments& sample) {
    if (sample.missing() > 0) return std::to_string(sample.missing()) + " missing";
    if (sample.count() < 2) return std::to_string(sample.count()) + " replicates, 2 needed";
    if (!std::isfinite(sample.mean()) || !std::isfinite(sample.m2())) return "sums of squares overflow";
    if (sample.m2() == 0) return "no spread among the observations";
    if (sample.m2() < least_sum_of_squares) return "squares below the range of double precision";
    return "";
}

Estimate refused(Estimate estimate, const std::string& reason) {
    estimate.method += " (not admitted: " + reason + ")";
    return estimate;
}

double degrees_of_freedom(const Moments& sample) {
    return static_cast<double>(sample.count() - 1);
}

}  // namespace

Estimate normal_mean(const Moments& sample, double level) {
    require_level("normal_mean", level);
    Estimate estimate{.replicates = sample.count() + sample.missing(),
                      .missing = sample.missing(),
                      .method = "Student (normal data)"};
    if (sample.count() > 0) estimate.value = sample.mean();
    if (const std::string reason = obstacle(sample); !reason.empty()) return refused(estimate, reason);
    const double half = student_quantile(sample.count(), level) *
                        std::sqrt(sample.variance() / static_cast<double>(sample.count()));
    estimate.lower = estimate.value - half;
    estimate.upper = estimate.value + half;
    return estimate;
}

Estimate normal_variance(const Moments& sample, double level) {
    require_level("normal_variance", level);
    Estimate estimate{.value = sample.variance(),
                      .lower = 0,
                      .replicates = sample.count() + sample.missing(),
                      .missing = sample.missing(),
                      .method = "chi-square"};
    if (const std::string reason = obstacle(sample); !reason.empty()) return refused(estimate, reason);
    const boost::math::chi_squared law(degrees_of_freedom(sample));
    estimate.lower = sample.m2() / boost::math::quantile(boost::math::complement(law, level / 2));
    estimate.upper = sample.m2() / boost::math::quantile(law, level / 2);
    return estimate;
}

Estimate normal_variance_ratio(const Moments& a, const Moments& b, double level) {
    require_level("normal_variance_ratio", level);
    Estimate estimate{.value = a.variance() / b.variance(),
                      .lower = 0,
                      .replicates = std::min(a.count() + a.missing(), b.count() + b.missing()),
                      .missing = std::max(a.missing(), b.missing()),
                      .method = "F"};
    if (const std::string reason = obstacle(a); !reason.empty())
        return refused(estimate, "numerator: " + reason);
    if (const std::string reason = obstacle(b); !reason.empty())
        return refused(estimate, "denominator: " + reason);
    if (!(estimate.value > 0 && std::isfinite(estimate.value)))
        return refused(estimate, "the ratio is out of the range of double precision");
    const auto upper_quantile = [level](double of, double over) {
        return boost::math::quantile(boost::math::complement(boost::math::fisher_f(of, over), level / 2));
    };
    const double of_a = degrees_of_freedom(a), of_b = degrees_of_freedom(b);
    estimate.lower = estimate.value / upper_quantile(of_a, of_b);
    estimate.upper = estimate.value * upper_quantile(of_b, of_a);
    return estimate;
}

}  // namespace assay::stats
