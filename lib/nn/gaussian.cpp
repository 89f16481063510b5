#include "lib/nn/gaussian.hpp"

#include <algorithm>
#include <array>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace assay::nn {
namespace {

using std::numbers::pi;

double density(double z) {
    return std::exp(-z * z / 2) / std::sqrt(2 * pi);
}
double distribution(double z) {
    return std::erfc(-z / std::numbers::sqrt2) / 2;
}

void require_law(const char* function, Gaussian law) {
    if (!std::isfinite(law.mean))
        throw std::invalid_argument(std::string(function) + ": law.mean must be finite");
    if (!(std::isfinite(law.variance) && law.variance >= 0))
        throw std::invalid_argument(std::string(function) +
                                    ": law.variance must be finite and at least 0, not " +
                                    std::to_string(law.variance));
}

/// E g(m + s x), x standard normal, by Gauss's rule of 20 points on panels: of width 2 where the law decides,
/// and about the corner in geometric progression from `scale` (in units of z) on, since g is analytic at
/// either side of the corner but may be steep there. Beyond 12 standard deviations lie 4e-33 of the mass.
template <class G>
double integrate(const G& g, Gaussian law, double corner, double scale = 1) {
    const double s = std::sqrt(law.variance);
    if (s == 0) return g(law.mean);
    constexpr double end = 12;
    std::vector<double> cuts;
    for (double x = -end; x <= end; x += 2) cuts.push_back(x);
    const double at = (corner - law.mean) / s;
    cuts.push_back(at);
    for (double reach = scale / s; reach < 2 * end; reach *= 2)
        cuts.insert(cuts.end(), {at - reach, at + reach});
    for (double& cut : cuts) cut = std::clamp(cut, -end, end);
    std::sort(cuts.begin(), cuts.end());
    double sum = 0;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
        if (cuts[i] < cuts[i + 1])
            sum += boost::math::quadrature::gauss<double, 20>::integrate(
                [&](double x) { return g(law.mean + s * x) * density(x); }, cuts[i], cuts[i + 1]);
    return sum;
}

template <class F>
constexpr bool is_affine_on_sides = !std::is_same_v<F, Tanh> && !std::is_same_v<F, Sigmoid>;

/// f(z) = low z below 0 and jump + high z above.
struct Sides {
    double low, high, jump;
};
template <class F>
Sides sides(const F& f) {
    return {f.derivative(-1.0), f.derivative(1.0), std::is_same_v<F, Threshold> ? 1.0 : 0.0};
}

/// E[1; z > 0] = P,  E[z; z > 0] = m P + s d,  E[z^2; z > 0] = (m^2 + q) P + m s d,
/// with P = Phi(m/s) and d = phi(m/s).
struct Truncated {
    double mass, first, second;
};
Truncated above(Gaussian law) {
    const double m = law.mean, q = law.variance, s = std::sqrt(q);
    if (s == 0) return m > 0 ? Truncated{1, m, m * m} : Truncated{0, 0, 0};
    const double mass = distribution(m / s), d = density(m / s);
    return {mass, m * mass + s * d, (m * m + q) * mass + m * s * d};
}
Truncated below(Gaussian law) {  // 0 itself included, where activations take the derivative from below
    if (law.variance == 0 && law.mean == 0) return {1, 0, 0};
    const Truncated mirrored = above({-law.mean, law.variance});
    return {mirrored.mass, -mirrored.first, mirrored.second};
}

/// The kernel's angle, from the half-angle's tangent so that correlations near 1 keep their digits.
double angle(double c) {
    return 2 * std::atan2(std::sqrt(1 - c), std::sqrt(1 + c));
}

void require_correlation(const char* function, double c) {
    if (!(c >= -1 && c <= 1))
        throw std::invalid_argument(std::string(function) + ": correlation must be in [-1, 1], not " +
                                    std::to_string(c));
}

/// E g(t) g(sign(c) t) as the header says; mean_of(law) is E f(z) or E f'(z), z of the given law. Where f has
/// a corner, g turns within a few of its own standard deviations, sqrt(q (1 - |c|)).
template <class MeanOf>
double product(const MeanOf& mean_of, Gaussian law, double c) {
    const double shared = std::abs(c), q = law.variance;
    const double own = std::sqrt(q * (1 - shared)), scale = own > 0 ? std::min(1.0, own) : 1.0;
    const auto g = [&](double t) { return mean_of(Gaussian{t, q * (1 - shared)}); };
    const double sign = c < 0 ? -1 : 1;
    return integrate([&](double z) { return g(z) * g(law.mean + sign * (z - law.mean)); },
                     {law.mean, q * shared}, 0, scale);
}

template <class F>
double value(const F& f, Gaussian law) {
    if constexpr (is_affine_on_sides<F>) {
        const auto [low, high, jump] = sides(f);
        const Truncated b = above(law);
        return low * below(law).first + high * b.first + jump * b.mass;
    } else {
        return integrate([&](double z) { return f.value(z); }, law, 0);
    }
}

template <class F>
double square(const F& f, Gaussian law) {
    if constexpr (is_affine_on_sides<F>) {
        const auto [low, high, jump] = sides(f);
        const Truncated b = above(law);
        return low * low * below(law).second + high * high * b.second + jump * b.mass;
    } else {
        return integrate([&](double z) { return f.value(z) * f.value(z); }, law, 0);
    }
}

template <class F>
double squared_derivative(const F& f, Gaussian law) {
    if constexpr (is_affine_on_sides<F>) {
        const auto [low, high, jump] = sides(f);
        return low * low * below(law).mass + high * high * above(law).mass;
    } else {
        return integrate([&](double z) { return f.derivative(z) * f.derivative(z); }, law, 0);
    }
}

template <class F>
double product_of(const F& f, Gaussian law, double correlation) {
    if constexpr (is_affine_on_sides<F>) {
        if (law.mean == 0) {
            // f = low z + (high - low) relu(z) or the step, and E u relu(v) = c q / 2.
            const auto [low, high, jump] = sides(f);
            const double q = law.variance, bend = high - low, theta = angle(correlation);
            const double arc = (std::sin(theta) + (pi - theta) * correlation) / (2 * pi);
            const double step = q > 0 ? (pi - theta) / (2 * pi) : 0;
            return jump * step + q * (low * high * correlation + bend * bend * arc);
        }
    }
    return product([&](Gaussian z) { return value(f, z); }, law, correlation);
}

template <class F>
double derivative_product(const F& f, Gaussian law, double correlation) {
    if constexpr (is_affine_on_sides<F>) {
        const auto [low, high, jump] = sides(f);
        const double bend = high - low;
        const auto step = [&](Gaussian z) { return value(Threshold{}, z); };
        const double both = law.mean == 0 && law.variance > 0 ? (pi - angle(correlation)) / (2 * pi)
                                                              : product(step, law, correlation);
        return low * low + 2 * low * bend * step(law) + bend * bend * both;
    } else {
        return product([&](Gaussian z) { return integrate([&](double x) { return f.derivative(x); }, z, 0); },
                       law, correlation);
    }
}

}  // namespace

double expectation(const std::function<double(double)>& g, Gaussian law, double corner) {
    require_law("expectation", law);
    return integrate(g, law, corner);
}

double expected_value(const AnyActivation& f, Gaussian law) {
    require_law("expected_value", law);
    return std::visit([&](const auto& g) { return value(g, law); }, f);
}

double expected_square(const AnyActivation& f, Gaussian law) {
    require_law("expected_square", law);
    return std::visit([&](const auto& g) { return square(g, law); }, f);
}

double expected_squared_derivative(const AnyActivation& f, Gaussian law) {
    require_law("expected_squared_derivative", law);
    return std::visit([&](const auto& g) { return squared_derivative(g, law); }, f);
}

double expected_product(const AnyActivation& f, Gaussian law, double correlation) {
    require_law("expected_product", law);
    require_correlation("expected_product", correlation);
    return std::visit([&](const auto& g) { return product_of(g, law, correlation); }, f);
}

double expected_derivative_product(const AnyActivation& f, Gaussian law, double correlation) {
    require_law("expected_derivative_product", law);
    require_correlation("expected_derivative_product", correlation);
    return std::visit([&](const auto& g) { return derivative_product(g, law, correlation); }, f);
}

}  // namespace assay::nn
