#include "lib/nn/log_step.hpp"

#include <algorithm>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <numbers>

namespace assay::nn {
namespace {

void require(const char* function, Index fan_out, double weight_variance) {
    if (fan_out < 1)
        throw std::invalid_argument(std::string(function) + ": fan_out must be at least 1, not " +
                                    std::to_string(fan_out));
    if (!(weight_variance > 0 && std::isfinite(weight_variance)))
        throw std::invalid_argument(std::string(function) +
                                    ": weight_variance must be finite and above 0, not " +
                                    std::to_string(weight_variance));
}

template <class F>
double drift_free_gain(F f, Index fan_out) {
    return std::exp(-log_step(f, fan_out, 1).mean / 2);
}

}  // namespace

LogStep log_step(Identity, Index fan_out, double weight_variance) {
    require("log_step", fan_out, weight_variance);
    const double half = static_cast<double>(fan_out) / 2;
    return {std::log(weight_variance) + boost::math::digamma(half) - std::log(half),
            boost::math::trigamma(half)};
}

LogStep log_step(Relu, Index fan_out, double weight_variance) {
    require("log_step", fan_out, weight_variance);
    const double n = static_cast<double>(fan_out);
    // The binomial weights relative to the largest, so that they neither overflow nor all vanish.
    const double centre = std::max(1.0, std::floor(n / 2));
    const auto log_weight = [n](double k) {
        return -boost::math::lgamma(k + 1) - boost::math::lgamma(n - k + 1);
    };
    const double largest = log_weight(centre), middle = boost::math::digamma(n / 4 + 0.5);
    double mass = 0, first = 0, second = 0, spread = 0;  // moments of psi(K/2) - middle
    for (double k = 1; k <= n; ++k) {
        const double weight = std::exp(log_weight(k) - largest);
        const double psi = boost::math::digamma(k / 2) - middle;
        mass += weight;
        first += weight * psi;
        second += weight * psi * psi;
        spread += weight * boost::math::trigamma(k / 2);
    }
    const double mean = first / mass;
    return {std::log(weight_variance) + mean + middle - std::log(n / 2),
            spread / mass + second / mass - mean * mean};
}

double random_walk_gain(Identity f, Index fan_out) {
    return drift_free_gain(f, fan_out);
}
double random_walk_gain(Relu f, Index fan_out) {
    return drift_free_gain(f, fan_out);
}

double sussillo_abbott_gain(Identity, Index fan_out) {
    require("sussillo_abbott_gain", fan_out, 1);
    return std::exp(1 / (2 * static_cast<double>(fan_out)));
}
double sussillo_abbott_gain(Relu, Index fan_out) {
    require("sussillo_abbott_gain", fan_out, 1);
    return std::numbers::sqrt2 * std::exp(1.2 / (std::max(static_cast<double>(fan_out), 6.0) - 2.4));
}

}  // namespace assay::nn
