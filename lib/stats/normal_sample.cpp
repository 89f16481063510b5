#include "lib/stats/normal_sample.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
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

/// The q with P(F > q) = tail < 1/2 for the F law with i over j degrees of freedom; +infinity where q
/// overflows. The tail is an incomplete beta function, solved between two bounds. Boost's own quantile
/// (1.74) finds no solution for 4 over 1 degrees of freedom below 1e-9, and for 2 over 2 errs in the ninth
/// digit there.
double upper_f_quantile(double i, double j, double tail) {
    constexpr double smallest = std::numeric_limits<double>::min(),
                     largest = std::numeric_limits<double>::max();
    const auto excess = [=](double q) {
        const double ratio = i / j * q;  // the smaller of two complementary arguments keeps its digits
        const double above = ratio < 1 ? boost::math::ibetac(i / 2, j / 2, ratio / (1 + ratio))
                                       : boost::math::ibeta(j / 2, i / 2, 1 / (1 + ratio));
        return std::log(std::max(above, smallest) / tail);
    };
    if (excess(largest) > 0) return std::numeric_limits<double>::infinity();
    std::uintmax_t evaluations = 1000;
    const boost::math::tools::eps_tolerance<double> to_the_last_bits(50);
    const auto [below, above] =
        boost::math::tools::bracket_and_solve_root(excess, 1.0, 2.0, false, to_the_last_bits, evaluations);
    return below + (above - below) / 2;
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
    const double of_a = degrees_of_freedom(a), of_b = degrees_of_freedom(b);
    estimate.lower = estimate.value / upper_f_quantile(of_a, of_b, level / 2);
    estimate.upper = estimate.value * upper_f_quantile(of_b, of_a, level / 2);
    return estimate;
}

}  // namespace assay::stats
