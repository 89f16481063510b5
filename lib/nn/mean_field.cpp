#include "lib/nn/mean_field.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace assay::nn {
namespace {

void require_ensemble(const char* function, const Ensemble& ensemble) {
    const auto allowed = [](double variance) { return std::isfinite(variance) && variance >= 0; };
    if (!allowed(ensemble.weight_variance) || !allowed(ensemble.bias_variance))
        throw std::invalid_argument(std::string(function) +
                                    ": the variances of ensemble must be finite and at least 0");
}

Gaussian law(const Ensemble& ensemble, double q) {
    return {.mean = ensemble.bias_mean, .variance = q};
}

}  // namespace

double next_variance(const AnyActivation& f, const Ensemble& ensemble, double q) {
    require_ensemble("next_variance", ensemble);
    return ensemble.weight_variance * expected_square(f, law(ensemble, q)) + ensemble.bias_variance;
}

std::vector<double> variances(const AnyActivation& f, const Ensemble& ensemble, double first,
                              std::size_t layers) {
    std::vector<double> q;
    for (std::size_t l = 0; l < layers; ++l)
        q.push_back(l == 0 ? first : next_variance(f, ensemble, q.back()));
    return q;
}

std::optional<double> fixed_variance(const AnyActivation& f, const Ensemble& ensemble, double first) {
    double q = first;
    for (int layer = 0; layer < 100000; ++layer) {
        const double next = next_variance(f, ensemble, q);
        if (!std::isfinite(next)) return std::nullopt;
        if (std::abs(next - q) < 1e-13 * next) return next;
        q = next;
    }
    return std::nullopt;
}

double next_correlation(const AnyActivation& f, const Ensemble& ensemble, double q, double c) {
    const double variance = next_variance(f, ensemble, q);
    const double covariance =
        ensemble.weight_variance * expected_product(f, law(ensemble, q), c) + ensemble.bias_variance;
    return std::clamp(covariance / variance, -1.0, 1.0);  // rounding may pass 1
}

std::vector<double> correlations(const AnyActivation& f, const Ensemble& ensemble, double q, double first,
                                 std::size_t layers) {
    std::vector<double> c;
    for (std::size_t l = 0; l < layers; ++l) {
        c.push_back(l == 0 ? first : next_correlation(f, ensemble, q, c.back()));
        if (l > 0) q = next_variance(f, ensemble, q);
    }
    return c;
}

double gradient_gain(const AnyActivation& f, const Ensemble& ensemble, double q) {
    require_ensemble("gradient_gain", ensemble);
    return ensemble.weight_variance * expected_squared_derivative(f, law(ensemble, q));
}

}  // namespace assay::nn
