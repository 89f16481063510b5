#include <fmt/format.h>

#include <bit>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <memory>
#include <numbers>
#include <stdexcept>

#include "lib/exact/certificate.hpp"
#include "lib/stats/betting.hpp"
#include "lib/stats/binomial.hpp"
#include "lib/stats/bounded.hpp"
#include "lib/stats/combine.hpp"
#include "lib/stats/dkw.hpp"
#include "lib/stats/normal_sample.hpp"
#include "lib/stats/quantile.hpp"
#include "sim/audit/coverage.hpp"
#include "sim/audit/draws.hpp"

namespace assay::audit {
namespace {

using random::Stream;
using stats::Estimate;

double phi(double x) {
    return 0.5 * boost::math::erfc(-x / std::numbers::sqrt2);
}

/// Quantiles of the law of sup |F_n - F| sqrt(n) for continuous F and large n (N. Smirnov 1948).
double kolmogorov(double level) {
    if (level == 0.05) return 1.3581015157406195;
    if (level == 0.01) return 1.6276236115189503;
    throw std::invalid_argument("kolmogorov: tabulated for the levels 0.05 and 0.01");
}

Study proportion(double p) {
    constexpr std::uint64_t n = 1024;
    return study<stats::Proportion>(
        {.method = "Clopper-Pearson",
         .subject = fmt::format("{} trials, p = {}", n, p),
         .trials = 25600,
         .size = n,
         .truth = p,
         .draw = [p](Stream& s, std::uint64_t count,
                     stats::Proportion& counts) { add_trials(s, count, p, counts); },
         .interval = stats::clopper_pearson,
         .best_width = [p](double level) { return normal_width(std::sqrt(p * (1 - p)), n, level); }});
}

/// Trials at two indices, independent.
struct Pair {
    stats::Proportion one, two;
};

Study secant() {
    constexpr std::uint64_t n = 4096;
    constexpr double p = 0.2, q = 0.05;
    return study<Pair>({.method = "Clopper-Pearson",
                        .subject = "exponent between k = 1 (p = 0.2) and k = 4 (p = 0.05), 4096 trials each",
                        .size = n,
                        .truth = -1,
                        .draw =
                            [](Stream& s, std::uint64_t count, Pair& pair) {
                                add_trials(s, count, p, pair.one);
                                add_trials(s, count, q, pair.two);
                            },
                        .interval =
                            [](const Pair& pair, double level) {
                                return stats::exponent(stats::clopper_pearson(pair.one, level / 2),
                                                       stats::clopper_pearson(pair.two, level / 2), 1, 4);
                            },
                        .best_width =
                            [](double level) {
                                return normal_width(std::sqrt((1 - p) / p + (1 - q) / q) / std::log(4.0), n,
                                                    level);
                            }});
}

std::vector<Study> quantiles() {
    constexpr std::uint64_t n = 1024;
    const auto cauchy = std::make_shared<const stats::Cells>(stats::Cells::cauchy(1U << 14U));
    const auto normal = std::make_shared<const stats::Cells>(stats::Cells::normal(1U << 14U));
    const auto lattice = std::make_shared<const stats::Cells>(stats::Cells::lattice(10));
    const double z90 = 1.2815515655446004;
    return {
        study<stats::Histogram>(
            {.method = "order statistics",
             .subject = "median of 1024 Cauchy numbers",
             .size = n,
             .truth = 0,
             .empty = stats::Histogram(cauchy),
             .draw =
                 [](Stream& s, std::uint64_t count, stats::Histogram& h) {
                     h.add(mapped(uniforms(s, count),
                                  [](double u) { return std::tan(std::numbers::pi * (u - 0.5)); }));
                 },
             .interval = [](const stats::Histogram& h,
                            double level) { return stats::quantile(h, 0.5, level); },
             .best_width = [](double level) { return normal_width(0.5 * std::numbers::pi, n, level); }}),
        study<stats::Histogram>({.method = "order statistics",
                                 .subject = "0.9-quantile of 1024 normal numbers",
                                 .size = n,
                                 .truth = z90,
                                 .empty = stats::Histogram(normal),
                                 .draw = add_normals<stats::Histogram>,
                                 .interval = [](const stats::Histogram& h,
                                                double level) { return stats::quantile(h, 0.9, level); },
                                 .best_width =
                                     [z90](double level) {
                                         const double density =
                                             std::exp(-z90 * z90 / 2) / std::sqrt(2 * std::numbers::pi);
                                         return normal_width(0.3 / density, n, level);
                                     }}),
        study<stats::Histogram>({.method = "order statistics",
                                 .subject = "median of 1024 binomial (10, 1/2) counts",
                                 .size = n,
                                 .truth = 5,
                                 .empty = stats::Histogram(lattice),
                                 .draw =
                                     [](Stream& s, std::uint64_t count, stats::Histogram& h) {
                                         std::vector<double> xs;
                                         for (std::uint64_t i = 0; i < count; ++i)
                                             xs.push_back(std::popcount(s() >> 22U));
                                         h.add(xs);
                                     },
                                 .interval = [](const stats::Histogram& h,
                                                double level) { return stats::quantile(h, 0.5, level); }})};
}

/// The lower side of a distance may be cut at 0.
double upper_side_twice(const Estimate& e) {
    return 2 * (e.upper - e.value);
}

struct Two {
    stats::Histogram one, two;
};

/// N(shift, 1) against N(0, 1), whose distance is 2 Phi(shift/2) - 1.
std::vector<Study> laws() {
    constexpr std::uint64_t n = 1024;
    constexpr double shift = 0.2;
    const double apart = 2 * phi(shift / 2) - 1;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::normal(4096));
    std::vector<double> law;
    for (const double edge : cells->inner_edges()) law.push_back(phi(edge));
    const auto shifted = [](Stream& s, std::uint64_t count) {
        return mapped(normals(s, count), [](double z) { return z + shift; });
    };
    const auto best = [](double level) { return 2 * kolmogorov(level) / std::sqrt(n); };
    return {
        study<stats::Histogram>({.method = "DKW",
                                 .subject = "1024 normal numbers against their own law",
                                 .size = n,
                                 .truth = 0,
                                 .empty = stats::Histogram(cells),
                                 .draw = add_normals<stats::Histogram>,
                                 .interval = [law](const stats::Histogram& h,
                                                   double level) { return stats::distance(h, law, level); },
                                 .best_width = best,
                                 .width = upper_side_twice}),
        study<stats::Histogram>({.method = "DKW",
                                 .subject = "1024 normal numbers against a law 0.2 standard deviations away",
                                 .size = n,
                                 .truth = apart,
                                 .empty = stats::Histogram(cells),
                                 .draw = [shifted](Stream& s, std::uint64_t count,
                                                   stats::Histogram& h) { h.add(shifted(s, count)); },
                                 .interval = [law](const stats::Histogram& h,
                                                   double level) { return stats::distance(h, law, level); },
                                 .best_width = best,
                                 .width = upper_side_twice}),
        study<stats::Histogram>({.method = "one-sided DKW",
                                 .subject = "1024 normal numbers against their own law",
                                 .size = n,
                                 .truth = 0,
                                 .empty = stats::Histogram(cells),
                                 .draw = add_normals<stats::Histogram>,
                                 .interval = [law](const stats::Histogram& h,
                                                   double level) { return stats::excess(h, law, level); }}),
        study<Two>(
            {.method = "two-sample DKW",
             .subject = "two samples of 1024 normal numbers, one law",
             .size = n,
             .truth = 0,
             .empty = {stats::Histogram(cells), stats::Histogram(cells)},
             .draw =
                 [](Stream& s, std::uint64_t count, Two& t) {
                     add_normals(s, count, t.one);
                     add_normals(s, count, t.two);
                 },
             .interval = [](const Two& t, double level) { return stats::distance(t.one, t.two, level); },
             .best_width = [best](double level) { return std::numbers::sqrt2 * best(level); },
             .width = upper_side_twice})};
}

/// The expected standard deviation of n normal numbers of variance 1.
double c4(double n) {
    return std::sqrt(2 / (n - 1)) * std::exp(std::lgamma(n / 2) - std::lgamma((n - 1) / 2));
}

std::vector<Study> normal_samples() {
    using stats::Moments;
    struct Samples {
        Moments one, two;
    };
    std::vector<Study> all;
    for (const std::uint64_t n : {std::uint64_t{5}, std::uint64_t{64}}) {
        const auto df = static_cast<double>(n - 1);
        all.push_back(
            study<Moments>({.method = "Student (normal data)",
                            .subject = fmt::format("mean of {} normal numbers", n),
                            .trials = 25600,
                            .size = n,
                            .grows = n % 16 == 0,
                            .truth = 0,
                            .draw = add_normals<Moments>,
                            .interval = stats::normal_mean,
                            .best_width = [df](double level) {
                                const boost::math::students_t law(df);
                                return 2 * boost::math::quantile(boost::math::complement(law, level / 2)) *
                                       c4(df + 1) / std::sqrt(df + 1);
                            }}));
        all.push_back(study<Moments>({.method = "chi-square",
                                      .subject = fmt::format("variance of {} normal numbers", n),
                                      .trials = 25600,
                                      .size = n,
                                      .grows = n % 16 == 0,
                                      .truth = 1,
                                      .draw = add_normals<Moments>,
                                      .interval = stats::normal_variance,
                                      .best_width = [df](double level) {
                                          const boost::math::chi_squared law(df);
                                          return df / boost::math::quantile(law, level / 2) -
                                                 df / boost::math::quantile(
                                                          boost::math::complement(law, level / 2));
                                      }}));
    }
    all.push_back(study<Samples>(
        {.method = "F",
         .subject = "ratio of the variances of 64 and 64 normal numbers",
         .trials = 12288,
         .size = 64,
         .truth = 1,
         .draw =
             [](Stream& s, std::uint64_t count, Samples& t) {
                 add_normals(s, count, t.one);
                 add_normals(s, count, t.two);
             },
         .interval = [](const Samples& t,
                        double level) { return stats::normal_variance_ratio(t.one, t.two, level); },
         .best_width =
             [](double level) {
                 const boost::math::fisher_f law(63, 63);
                 const double q = boost::math::quantile(boost::math::complement(law, level / 2));
                 return (q - 1 / q) * 63.0 / 61.0;
             }}));
    return all;
}

/// A law on [0, 1] by its quantile function.
struct Bounded {
    std::string name;
    double mean, sd;
    double (*quantile)(double);
};

std::vector<Study> bounded_means() {
    const std::vector<Bounded> laws = {
        {"uniform numbers", 0.5, std::sqrt(1.0 / 12), [](double u) { return u; }},
        {"numbers, 1 with probability 0.02, else 0", 0.02, 0.14,
         [](double u) { return u < 0.02 ? 1.0 : 0.0; }},
        {"numbers with density 10 (1 - x)^9", 1.0 / 11, std::sqrt(10.0 / (121 * 12)),
         [](double u) { return 1 - std::pow(u, 0.1); }}};
    struct Method {
        std::string name;
        std::function<Estimate(const stats::BoundedSample&, double)> interval;
    };
    const std::vector<Method> methods = {
        {"Hoeffding", [](const auto& s, double l) { return stats::hoeffding(s.moments(), s.range(), l); }},
        {"empirical Bernstein",
         [](const auto& s, double l) { return stats::empirical_bernstein(s.moments(), s.range(), l); }},
        {"betting", [](const auto& s, double l) { return stats::betting(s, l); }},
        {"betting (fixed n)", [](const auto& s, double l) { return stats::bounded_mean(s, l); }}};
    std::vector<Study> all;
    for (const auto& law : laws)
        for (const auto& method : methods)
            for (const std::uint64_t n : {std::uint64_t{64}, std::uint64_t{4096}})
                all.push_back(study<stats::BoundedSample>(
                    {.method = method.name,
                     .subject = fmt::format("mean of {} {}", n, law.name),
                     .trials = n > 1000 ? 2048U : 12288U,
                     .size = n,
                     .truth = law.mean,
                     .empty = stats::BoundedSample(stats::Range{0, 1}),
                     .draw =
                         [law](Stream& s, std::uint64_t count, stats::BoundedSample& b) {
                             b.add(mapped(uniforms(s, count), law.quantile));
                         },
                     .interval = method.interval,
                     .best_width =
                         [sd = law.sd, n](double level) {
                             return normal_width(sd, static_cast<double>(n), level);
                         }}));
    return all;
}

/// The false identity x^2 + 12 = 7 x at random x of 1..12: 3 and 4 make it true, as many as its degree
/// allows.
Study identity() {
    constexpr std::uint64_t values = 12, degree = 2, instances = 2;
    const exact::Certificate empty{.proof = exact::Proof::polynomial, .degree = degree, .values = values};
    Study s{.trials = 61440};
    s.rows.push_back({.method = "Schwartz-Zippel",
                      .kind = std::string(stats::name(stats::Class::exact)),
                      .counted = "false support",
                      .subject = "x^2 + 12 = 7 x",
                      .condition = "2 random x of 1..12",
                      .nominal = std::pow(static_cast<double>(degree) / values, instances)});
    s.trial = [empty](Stream& stream, std::span<Trial> trials) {
        exact::Certificate certificate = empty;
        for (std::uint64_t i = 0; i < instances; ++i) {
            const std::uint64_t x = 1 + (static_cast<std::uint64_t>(stream()) * values >> 32U);
            certificate.add(i, x * x + 12 == 7 * x);
        }
        trials.front().counted = certificate.violations == 0;
    };
    return s;
}

}  // namespace

std::vector<Study> finite_sample_studies() {
    std::vector<Study> all = {proportion(0.5), proportion(0.1), proportion(0.002), secant()};
    for (auto&& group : {quantiles(), laws(), normal_samples(), bounded_means()})
        all.insert(all.end(), group.begin(), group.end());
    all.push_back(identity());
    return all;
}

}  // namespace assay::audit
