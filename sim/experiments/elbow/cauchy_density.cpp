// The law of the corner c = -b/w from its definition, by quadrature: density, masses, and the truncated means
// that would have to settle if the corner had an expectation. Document: 000 section 1.1, equations 6.1
// and 6.2, figure 6.1.

#include <algorithm>
#include <array>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <vector>

#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using stats::Computed;

struct Parameters {
    double weight_sd = 1, bias_sd = 1;
    double stretch = 2;
};

/// Corners at which the density and the central mass are computed, and ends of the windows of the truncated
/// means.
constexpr std::array<double, 12> corners{0, 0.125, 0.25, 0.5, 1, 1.5, 2, 4, 8, 16, 64, 256};
constexpr std::array<double, 7> reaches{1, 10, 100, 1e3, 1e4, 1e5, 1e6};

struct Tally {
    Computed total_mass;
    std::vector<Computed> density = std::vector<Computed>(corners.size());
    std::vector<Computed> central_mass = std::vector<Computed>(corners.size());
    std::vector<Computed> one_sided_mean = std::vector<Computed>(reaches.size());
    std::vector<Computed> truncated_mean = std::vector<Computed>(reaches.size());
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.total_mass, self.density, self.central_mass, self.one_sided_mean,
                        self.truncated_mean);
    }
};

using P = Parameters;
using T = Tally;
using Rule = boost::math::quadrature::gauss_kronrod<double, 61>;

constexpr double inner_error = 1e-13;  ///< relative error of `density`, far above what the tests observe

/// integral_left^right g(c) dc, with the Gauss-Kronrod estimate of its error and inner_error of the integral
/// of |g|. Boost reports the estimate for an interval of length 2, whatever the length; hence the reference
/// interval.
template <class F>
Computed panel(double left, double right, F g) {
    const double half = (right - left) / 2, mean = (right + left) / 2;
    double error = 0, absolute = 0;
    const double value =
        Rule::integrate([&](double t) { return g(mean + half * t); }, -1.0, 1.0, 0, 0.0, &error, &absolute);
    return {half * value, half * (error + inner_error * absolute)};
}

/// Density of -b/w at c for independent w ~ N(0, weight_sd^2), b ~ N(0, bias_sd^2):
///   f(c) = integral of |w| p_w(w) p_b(-c w) dw = 2 integral_0^inf w p_w(w) p_b(c w) dw.
/// The integrand decays as exp(-h w^2 / 2), h = 1/weight_sd^2 + c^2/bias_sd^2; beyond w = 12/sqrt(h) it holds
/// less than exp(-72) of the mass.
Computed density(const P& p, double c) {
    const double end = 12 / std::hypot(1 / p.weight_sd, c / p.bias_sd);
    const double scale = 1 / (std::acos(-1.0) * p.weight_sd * p.bias_sd);
    return panel(0, end, [&](double w) {
        const double z = w / p.weight_sd, y = c * w / p.bias_sd;
        return scale * w * std::exp(-(z * z + y * y) / 2);
    });
}

Computed plus(const Computed& a, const Computed& b) {
    return {a.value + b.value, a.error + b.error};
}

/// integral_0^to g(c) dc for a multiple g of the density, over panels that double in length, so that the
/// poles of the density at distance bias_sd/weight_sd from 0 stay as far from each panel as its length.
template <class F>
Computed integral(const P& p, double to, F g) {
    Computed sum{0, 0};
    const double unit = p.bias_sd / p.weight_sd;
    for (double left = 0; left < to;) {
        const double right = std::min(to, left + std::max(left, unit));
        sum = plus(sum, panel(left, right, g));
        left = right;
    }
    return sum;
}

std::uint64_t block(const P& p, random::Stream& /*stream*/, engine::Replicates /*replicates*/, T& tally) {
    const auto f = [&p](double c) { return density(p, c).value; };
    const auto mass_between = [&](double a) {  // of [-a, a]
        return plus(integral(p, a, f), integral(p, a, [&](double c) { return f(-c); }));
    };
    // The mass beyond a = bias_sd/weight_sd on either side, by c = a/t:
    //   integral_a^inf f(c) dc = integral_0^1 f(a/t) a/t^2 dt.
    const double a = p.bias_sd / p.weight_sd;
    const auto tail = [&](double sign) {
        return panel(0, 1, [&](double t) { return f(sign * a / t) * a / (t * t); });
    };
    tally.total_mass = plus(mass_between(a), plus(tail(-1), tail(1)));
    for (std::size_t i = 0; i < corners.size(); ++i) {
        tally.density[i] = density(p, corners[i]);
        tally.central_mass[i] = mass_between(corners[i]);
    }
    for (std::size_t i = 0; i < reaches.size(); ++i) {
        tally.one_sided_mean[i] = integral(p, reaches[i], [&](double c) { return c * f(c); });
        tally.truncated_mean[i] =
            plus(integral(p, p.stretch * reaches[i], [&](double c) { return c * f(c); }),
                 integral(p, reaches[i], [&](double c) { return -c * f(-c); }));
    }
    return 0;
}

template <std::size_t N>
auto computed_series(std::string name, std::string index, std::string doc,
                     const std::array<double, N>& points, std::vector<Computed> T::*part) {
    return engine::series<P, T>(
        std::move(name), std::move(index), std::move(doc),
        [&points](const P&) { return std::vector<double>(points.begin(), points.end()); },
        [part](const P&, const T& t, std::size_t point, double) { return (t.*part)[point].estimate(); });
}

}  // namespace

engine::Experiment cauchy_density() {
    using namespace engine;
    return experiment<P, T>({
        .name = "cauchy-density",
        .doc = "The law of the corner c = -b/w of independent zero-mean normals, by quadrature from its "
               "definition.",
        .parameters =
            {
                real(&P::weight_sd,
                     {.name = "weight_sd", .least = 1e-3, .greatest = 1e3, .doc = "standard deviation of w"}),
                real(&P::bias_sd,
                     {.name = "bias_sd", .least = 1e-3, .greatest = 1e3, .doc = "standard deviation of b"}),
                real(&P::stretch, {.name = "stretch",
                                   .least = 1e-3,
                                   .greatest = 1e3,
                                   .doc = "ratio of the window's right arm to its left arm"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("total_mass", "integral of the density over the line", &T::total_mass),
                computed_series("density", "x", "density of the corner at x", corners, &T::density),
                computed_series("central_mass", "x", "integral of the density from -x to x", corners,
                                &T::central_mass),
                computed_series("one_sided_mean", "reach", "integral of c f(c) from 0 to reach", reaches,
                                &T::one_sided_mean),
                computed_series("truncated_mean", "reach",
                                "integral of c f(c) from -reach to stretch * reach", reaches,
                                &T::truncated_mean),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
