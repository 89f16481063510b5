#include "lib/stats/student_variance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "lib/stats/admission.hpp"
#include "lib/stats/levels.hpp"
#include "lib/stats/student.hpp"

namespace assay::stats {
namespace {

constexpr std::size_t chunk = 1024;

/// The largest factor by which the terms of a combination may exceed it in square. Their sums carry a
/// relative error near 1e-15, so squares keep 7 digits of the 15, and cubes, which lose half as many
/// again, 3.
constexpr double largest_cancellation = 1e8;

/// Values that are finite stay so: where the arithmetic overflows the largest double takes its place, so that
/// the sums overflow and the observation does not count as missing.
double bounded(double x) noexcept {
    constexpr double largest = std::numeric_limits<double>::max();
    return std::clamp(x, -largest, largest);  // keeps NaN
}

double deviation(double x, double centre) noexcept {
    return std::isfinite(x) ? bounded(x - centre) : x;
}

void require_centre(const char* constructor, double centre) {
    if (!std::isfinite(centre))
        throw std::domain_error(std::string(constructor) + ": the centre is " + brief(centre) +
                                ", it must be finite");
}

double standard_error(const Moments& sample) {
    return std::sqrt(sample.variance() / static_cast<double>(sample.count()));
}

/// The moments of `constant` + a combination. Its mean is known without cancellation, and its extremes have
/// two enclosures, both true: the sums of those of the terms, which are sharp where one term prevails, and
/// [least, greatest] over the box of all coordinates, whatever the centre.
Moments shifted(const Moments& combination, double constant, double mean, double least, double greatest) {
    return Moments::from({.count = combination.count(),
                          .mean = mean,
                          .m2 = combination.m2(),
                          .m3 = combination.m3(),
                          .least = std::max(least, constant + combination.least()),
                          .greatest = std::min(greatest, constant + combination.greatest())});
}

/// Why the mean of a combination has no Student interval; empty when it has one.
template <std::size_t N>
std::string obstacle_to(const Moments& combination, const JointMoments<N>& joint,
                        const std::array<double, N>& coefficients) {
    double terms = 0;
    for (std::size_t i = 0; i < N; ++i) terms += coefficients[i] * coefficients[i] * joint.m2(i, i);
    if (std::isfinite(terms) && terms > largest_cancellation * combination.m2())
        return "digits cancel, the centre must be nearer to the mean";
    return obstacle(combination);
}

}  // namespace

VarianceMoments::VarianceMoments(double centre) : centre_(centre) {
    require_centre("VarianceMoments", centre);
}

void VarianceMoments::add(double x) noexcept {
    const double u = deviation(x, centre_);
    joint_.add({u, bounded(u * u)});
}

void VarianceMoments::add(std::span<const double> xs) {
    std::array<double, chunk> u, square;
    for (std::size_t done = 0; done < xs.size(); done += chunk) {
        const std::size_t n = std::min(chunk, xs.size() - done);
        for (std::size_t i = 0; i < n; ++i) {
            u[i] = deviation(xs[done + i], centre_);
            square[i] = bounded(u[i] * u[i]);
        }
        joint_.add({std::span(u).first(n), std::span(square).first(n)});
    }
}

void VarianceMoments::merge(const VarianceMoments& other) {
    if (centre_ != other.centre_)
        throw std::invalid_argument("VarianceMoments::merge: other must have the same centre");
    joint_.merge(other.joint_);
}

CovarianceMoments::CovarianceMoments(double centre_x, double centre_y)
    : centre_x_(centre_x), centre_y_(centre_y) {
    require_centre("CovarianceMoments", centre_x);
    require_centre("CovarianceMoments", centre_y);
}

void CovarianceMoments::add(double x, double y) noexcept {
    const double u = deviation(x, centre_x_), v = deviation(y, centre_y_);
    joint_.add({u, v, bounded(u * v)});
}

void CovarianceMoments::add(std::span<const double> xs, std::span<const double> ys) {
    if (xs.size() != ys.size())
        throw std::invalid_argument("CovarianceMoments::add: xs has " + std::to_string(xs.size()) +
                                    " values and ys " + std::to_string(ys.size()) +
                                    ", they must have the same number");
    std::array<double, chunk> u, v, product;
    for (std::size_t done = 0; done < xs.size(); done += chunk) {
        const std::size_t n = std::min(chunk, xs.size() - done);
        for (std::size_t i = 0; i < n; ++i) {
            u[i] = deviation(xs[done + i], centre_x_);
            v[i] = deviation(ys[done + i], centre_y_);
            product[i] = bounded(u[i] * v[i]);
        }
        joint_.add({std::span(u).first(n), std::span(v).first(n), std::span(product).first(n)});
    }
}

void CovarianceMoments::merge(const CovarianceMoments& other) {
    if (centre_x_ != other.centre_x_ || centre_y_ != other.centre_y_)
        throw std::invalid_argument("CovarianceMoments::merge: other must have the same centres");
    joint_.merge(other.joint_);
}

Estimate student_variance(const VarianceMoments& sample, double level) {
    require_level("student_variance", level);
    const JointMoments<2>& joint = sample.joint();
    Estimate estimate{.replicates = joint.count() + joint.missing(),
                      .missing = joint.missing(),
                      .method = "Student variance",
                      .kind = Class::asymptotic};
    const auto refused = [&](const std::string& reason) {
        estimate.method = "Student variance (not admitted: " + reason + ")";
        return estimate;
    };
    const auto n = static_cast<double>(joint.count());
    if (joint.count() > 1) estimate.value = joint.m2(0, 0) / (n - 1);
    const Moments deviations = joint.linear({1, 0});
    if (const std::string reason = obstacle(deviations); !reason.empty()) return refused(reason);

    // The moments of (u - a)^2 = a^2 + u^2 - 2 a u.
    const auto squares_about = [&](double a) {
        const double low = joint.least(0) - a, high = joint.greatest(0) - a, shift = joint.mean(0) - a;
        const double least = low < 0 && 0 < high ? 0 : std::min(low * low, high * high);
        return shifted(joint.linear({-2 * a, 1}), a * a, joint.m2(0, 0) / n + shift * shift, least,
                       std::max(low * low, high * high));
    };
    const Estimate mean = student_mean(deviations, level / 8);
    double largest_error = 0;
    for (const double a : {mean.lower, mean.upper}) {
        const Moments squares = squares_about(a);
        if (const std::string reason = obstacle_to<2>(squares, joint, {-2 * a, 1}); !reason.empty())
            return refused("squared deviations: " + reason);
        largest_error = std::max(largest_error, standard_error(squares));
    }
    const double centre = joint.m2(0, 0) / n, h = mean.upper - mean.value;
    const double side = student_quantile(joint.count(), 7 * level / 8) * largest_error;
    estimate.lower = centre - side;
    estimate.upper = centre + h * h + side;
    return estimate;
}

Estimate student_covariance(const CovarianceMoments& sample, double level) {
    require_level("student_covariance", level);
    const JointMoments<3>& joint = sample.joint();
    Estimate estimate{.replicates = joint.count() + joint.missing(),
                      .missing = joint.missing(),
                      .method = "Student covariance",
                      .kind = Class::asymptotic};
    const auto refused = [&](const std::string& reason) {
        estimate.method = "Student covariance (not admitted: " + reason + ")";
        return estimate;
    };
    const auto n = static_cast<double>(joint.count());
    if (joint.count() > 1) estimate.value = joint.m2(0, 1) / (n - 1);
    const Moments deviations_x = joint.linear({1, 0, 0}), deviations_y = joint.linear({0, 1, 0});
    if (const std::string reason = obstacle(deviations_x); !reason.empty()) return refused("x: " + reason);
    if (const std::string reason = obstacle(deviations_y); !reason.empty()) return refused("y: " + reason);

    // The moments of (u - a)(v - b) = a b + u v - a v - b u.
    const auto products_about = [&](double a, double b) {
        const std::array x{joint.least(0) - a, joint.greatest(0) - a};
        const std::array y{joint.least(1) - b, joint.greatest(1) - b};
        const auto [low, high] = std::minmax({x[0] * y[0], x[0] * y[1], x[1] * y[0], x[1] * y[1]});
        const double product = (joint.mean(0) - a) * (joint.mean(1) - b);
        return shifted(joint.linear({-b, -a, 1}), a * b, joint.m2(0, 1) / n + product, low, high);
    };
    const Estimate mean_x = student_mean(deviations_x, level / 16),
                   mean_y = student_mean(deviations_y, level / 16);
    double largest_error = 0;
    for (const double a : {mean_x.lower, mean_x.upper})
        for (const double b : {mean_y.lower, mean_y.upper}) {
            const Moments products = products_about(a, b);
            if (const std::string reason = obstacle_to<3>(products, joint, {-b, -a, 1}); !reason.empty())
                return refused("products of deviations: " + reason);
            largest_error = std::max(largest_error, standard_error(products));
        }
    const double centre = joint.m2(0, 1) / n;
    const double corner = (mean_x.upper - mean_x.value) * (mean_y.upper - mean_y.value);
    const double side = corner + student_quantile(joint.count(), 7 * level / 8) * largest_error;
    estimate.lower = centre - side;
    estimate.upper = centre + side;
    return estimate;
}

}  // namespace assay::stats
