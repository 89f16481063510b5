#include <fmt/format.h>

#include <cmath>

#include "lib/stats/combine.hpp"
#include "lib/stats/joint_moments.hpp"
#include "lib/stats/normal_sample.hpp"
#include "lib/stats/student.hpp"
#include "lib/stats/student_variance.hpp"
#include "sim/audit/coverage.hpp"
#include "sim/audit/draws.hpp"

namespace assay::audit {
namespace {

using random::Stream;
using stats::Moments;

struct Law {
    std::string name;
    double mean, sd;
    std::vector<double> (*draw)(Stream&, std::uint64_t);
};

std::vector<double> exponentials(Stream& s, std::uint64_t count) {
    return mapped(uniforms(s, count), [](double u) { return -std::log(u); });
}
std::vector<double> lognormals(Stream& s, std::uint64_t count) {
    return mapped(normals(s, count), [](double z) { return std::exp(z); });
}
/// P(X > x) = x^(-5/2), x >= 1: a finite variance, no third moment.
std::vector<double> paretos(Stream& s, std::uint64_t count) {
    return mapped(uniforms(s, count), [](double u) { return std::pow(u, -0.4); });
}

Law normal_law() {
    return {"normal numbers", 0, 1, normals};
}
Law exponential_law() {
    return {"exponential numbers (skewness 2)", 1, 1, exponentials};
}
Law lognormal_law() {
    const double e = std::exp(1.0);
    return {"lognormal numbers (skewness 6.2)", std::sqrt(e), std::sqrt(e * (e - 1)), lognormals};
}
Law pareto_law() {
    return {"Pareto numbers of index 2.5 (no skewness)", 5.0 / 3, std::sqrt(5 - 25.0 / 9), paretos};
}

Study student(const Law& law, std::uint64_t n, std::uint64_t trials) {
    return study<Moments>(
        {.method = "Student",
         .kind = stats::Class::asymptotic,
         .subject = fmt::format("mean of {} {}", n, law.name),
         .trials = trials,
         .size = n,
         .truth = law.mean,
         .draw = [law](Stream& s, std::uint64_t count, Moments& m) { m.add(law.draw(s, count)); },
         .interval = stats::student_mean,
         .best_width = [sd = law.sd,
                        n](double level) { return normal_width(sd, static_cast<double>(n), level); },
         .conditional = true});
}

/// The same formula on a sample that the rule would refuse. `size` observations, each the mean of `block`
/// numbers.
Study waived(const Law& law, std::uint64_t size, std::uint64_t block) {
    const std::string what = block == 1
                                 ? fmt::format("mean of {} {}", size, law.name)
                                 : fmt::format("mean of {} block means of {} {}", size, block, law.name);
    return study<Moments>({.method = "Student, its rule waived",
                           .kind = stats::Class::asymptotic,
                           .subject = what,
                           .trials = 25600,
                           .size = size,
                           .grows = false,
                           .levels = {0.05, 0.01, 0.001},
                           .truth = law.mean,
                           .draw =
                               [law, block](Stream& s, std::uint64_t count, Moments& m) {
                                   for (std::uint64_t i = 0; i < count; ++i) {
                                       Moments means;
                                       means.add(law.draw(s, block));
                                       m.add(means.mean());
                                   }
                               },
                           .interval = stats::normal_mean,
                           .best_width = [sd = law.sd, n = static_cast<double>(size * block)](
                                             double level) { return normal_width(sd, n, level); }});
}

/// Pairs (x, y) with x = y/2 + an independent exponential, y exponential: means 3/2 and 1.
Study fieller() {
    using Pairs = stats::JointMoments<2>;
    constexpr std::uint64_t n = 163840;
    return study<Pairs>({.method = "Fieller",
                         .kind = stats::Class::asymptotic,
                         .subject = fmt::format("ratio of the means of {} skewed pairs", n),
                         .trials = 2048,
                         .size = n,
                         .truth = 1.5,
                         .draw =
                             [](Stream& s, std::uint64_t count, Pairs& pairs) {
                                 const auto ys = exponentials(s, count);
                                 auto xs = exponentials(s, count);
                                 for (std::size_t i = 0; i < xs.size(); ++i) xs[i] += ys[i] / 2;
                                 pairs.add({xs, ys});
                             },
                         .interval = stats::student_ratio,
                         // x - 3/2 y = an exponential less an independent one: variance 2
                         .best_width = [](double level) { return normal_width(std::sqrt(2.0), n, level); },
                         .conditional = true});
}

Study log_ratio() {
    using Pairs = stats::JointMoments<2>;
    constexpr std::uint64_t n = 163840;
    return study<Pairs>(
        {.method = "Fieller",
         .kind = stats::Class::asymptotic,
         .subject = fmt::format("log-ratio of the second moments of {} normal pairs", n),
         .trials = 2048,
         .size = n,
         .truth = std::log(2.0),
         .draw =
             [](Stream& s, std::uint64_t count, Pairs& pairs) {
                 const auto square = [](double z) { return z * z; };
                 const auto double_square = [](double z) { return 2 * z * z; };
                 pairs.add({mapped(normals(s, count), double_square), mapped(normals(s, count), square)});
             },
         .interval = [](const Pairs& pairs,
                        double level) { return stats::logarithm(stats::student_ratio(pairs, level)); },
         .best_width = [](double level) { return normal_width(2, n, level); },
         .conditional = true});
}

Study variance(const Law& law, double variance_of_square, std::uint64_t n) {
    return study<stats::VarianceMoments>(
        {.method = "Student variance",
         .kind = stats::Class::asymptotic,
         .subject = fmt::format("variance of {} {}", n, law.name),
         .trials = 1024,
         .size = n,
         .truth = law.sd * law.sd,
         .draw = [law](Stream& s, std::uint64_t count,
                       stats::VarianceMoments& m) { m.add(law.draw(s, count)); },
         .interval = [](const stats::VarianceMoments& m,
                        double level) { return stats::student_variance(m, level); },
         .best_width =
             [variance_of_square, n](double level) {
                 return normal_width(std::sqrt(variance_of_square), static_cast<double>(n), level);
             },
         .conditional = true});
}

Study covariance() {
    constexpr std::uint64_t n = 491520;
    return study<stats::CovarianceMoments>(
        {.method = "Student covariance",
         .kind = stats::Class::asymptotic,
         .subject = fmt::format("covariance of {} normal pairs, correlation 0.6", n),
         .trials = 1024,
         .size = n,
         .truth = 0.6,
         .draw =
             [](Stream& s, std::uint64_t count, stats::CovarianceMoments& m) {
                 const auto xs = normals(s, count);
                 auto ys = normals(s, count);
                 for (std::size_t i = 0; i < ys.size(); ++i) ys[i] = 0.6 * xs[i] + 0.8 * ys[i];
                 m.add(xs, ys);
             },
         .interval = [](const stats::CovarianceMoments& m,
                        double level) { return stats::student_covariance(m, level); },
         .best_width = [](double level) { return normal_width(std::sqrt(1.36), n, level); },
         .conditional = true});
}

}  // namespace

std::vector<Study> asymptotic_studies() {
    return {student(normal_law(), 163840, 2048),
            student(exponential_law(), 204800, 2048),
            student(lognormal_law(), 163840, 1024),
            student(pareto_law(), 163840, 1024),
            student(normal_law(), 64, 6144),
            fieller(),
            log_ratio(),
            variance(normal_law(), 2, 491520),
            covariance(),
            waived(normal_law(), 64, 1),
            waived(exponential_law(), 64, 1),
            waived(lognormal_law(), 64, 1),
            waived(lognormal_law(), 64, 16),
            waived(pareto_law(), 1000, 1)};
}

}  // namespace assay::audit
