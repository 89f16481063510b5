// The probability that a random unit is dead on a ball of inputs, computed rather than drawn, so that it can
// be followed into many dimensions, where it is far too small to be seen. Document: 000 section 1.1.

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>

#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t dimension = 100;
    double radius = 1, weight_sd = 1, bias_sd = 1;
};

struct Tally {
    stats::Computed dead;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.dead);
    }
};

using P = Parameters;
using T = Tally;

/// P(b <= -radius |w|) for w ~ N(0, weight_sd^2 I_d), b ~ N(0, bias_sd^2): with |w| = weight_sd r, r ~ chi_d,
///   integral_0^inf p(r) Phi(-s r) dr,  ln p(r) = (1 - d/2) ln 2 - lgamma(d/2) + (d - 1) ln r - r^2/2,
/// s = radius weight_sd / bias_sd. Since Phi(-x) <= exp(-x^2/2)/2, the integrand lies below a multiple of the
/// density of a chi_d variable shrunk by sqrt(1 + s^2), of which less than exp(-72) lies beyond (sqrt(d) +
/// 12)/sqrt(1 + s^2). Where Phi underflows (s r > 38) the probability is below 1e-300: it has no relative
/// accuracy. Error bound: ten times the Gauss-Kronrod estimate, and the rounding of the logarithms.
stats::Computed dead_probability(const P& p) {
    const auto d = static_cast<double>(p.dimension);
    const double s = p.radius * p.weight_sd / p.bias_sd;
    const double log_scale = (1 - d / 2) * std::log(2.0) - std::lgamma(d / 2);
    const auto integrand = [&](double r) {
        const double phi = std::erfc(s * r / std::sqrt(2.0)) / 2;
        return phi > 0 ? std::exp(log_scale + (d - 1) * std::log(r) - r * r / 2 + std::log(phi)) : 0.0;
    };
    using Rule = boost::math::quadrature::gauss_kronrod<double, 61>;
    const double rounding = 1e-15 * (10 + d * std::log(d + 1));  // relative; no finer tolerance can be met
    // On (-1,1), for which Boost's error estimate is meant.
    const double half = (std::sqrt(d) + 12) / std::hypot(1, s) / 2;
    double error = 0;
    const double value = half * Rule::integrate([&](double t) { return integrand(half * (t + 1)); }, -1.0,
                                                1.0, 15, rounding, &error);
    return {value, 10 * half * error + rounding * value + 1e-300};
}

std::uint64_t block(const P& p, random::Stream& /*stream*/, engine::Replicates /*replicates*/, T& tally) {
    tally.dead = dead_probability(p);
    return 0;
}

}  // namespace

engine::Experiment dead_probability() {
    using namespace engine;
    return experiment<P, T>({
        .name = "dead-probability",
        .doc = "The probability that relu(w.x + b) with independent normal weights and bias is 0 on a whole "
               "ball of "
               "inputs, by quadrature.",
        .parameters =
            {
                integer(&P::dimension,
                        {.name = "dimension", .least = 1, .greatest = 10000, .doc = "number of inputs"}),
                real(&P::radius,
                     {.name = "radius", .least = 0, .greatest = 1e3, .doc = "radius of the ball"}),
                real(&P::weight_sd, {.name = "weight_sd",
                                     .least = 0,
                                     .greatest = 1e3,
                                     .doc = "standard deviation of a weight"}),
                real(&P::bias_sd, {.name = "bias_sd",
                                   .least = 1e-3,
                                   .greatest = 1e3,
                                   .doc = "standard deviation of the bias"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities = {computed<P, T>(
            "dead", "probability that the pre-activation is positive nowhere in the ball", &T::dead)},
        .block = block,
    });
}

}  // namespace assay::experiments
