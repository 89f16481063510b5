#pragma once
// What gradient descent, with each kind of momentum, does to a quadratic: every eigen-coordinate of curvature
// h is a linear recursion of second order,
//   theta_{t+1} = trace theta_t - determinant theta_{t-1},
// where trace and determinant are those of the matrix that takes (theta, memory) over one step. Its
// characteristic roots solve z^2 - trace z + determinant = 0.
//   B. T. Polyak: Some methods of speeding up the convergence of iteration methods. USSR Comput. Math. Math.
//   Phys. 4 (1964).
//   L. Lessard, B. Recht, A. Packard: Analysis and design of optimization algorithms via integral quadratic
//   constraints. SIAM J. Optim. 26 (2016), section 2.2, table 1.
// The rules are those of their headers: 000 equation 6.7, 002 equations 8.15, 8.16, 8.21 and 8.22.

#include <algorithm>
#include <array>
#include <complex>

#include "lib/optim/ema_momentum.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "lib/optim/nesterov.hpp"

namespace assay::optim {

template <class S>
using Matrix2 = Eigen::Matrix<S, 2, 2>;

// ---- one step on the curvature h, of any sign

/// Takes (theta, displacement of the last step) over one step; the displacement plays no part.
template <class S>
[[nodiscard]] Matrix2<S> iteration_matrix(const GradientDescent<S>& rule, const S& h) {
    const S x = rule.learning_rate * h;
    return (Matrix2<S>() << S(1) - x, S(0), S(0) - x, S(0)).finished();
}
/// Takes (theta, velocity) over one step.
template <class S>
[[nodiscard]] Matrix2<S> iteration_matrix(const HeavyBall<S>& rule, const S& h) {
    const S x = rule.learning_rate * h;
    return (Matrix2<S>() << S(1) - x, rule.momentum, S(0) - x, rule.momentum).finished();
}
/// Takes (theta, average) over one step.
template <class S>
[[nodiscard]] Matrix2<S> iteration_matrix(const EmaMomentum<S>& rule, const S& h) {
    const S kept = S(1) - rule.weight, x = rule.weight * h;
    return (Matrix2<S>() << S(1) - rule.learning_rate * x, rule.learning_rate * kept, S(0) - x, kept)
        .finished();
}
/// Takes (theta, velocity) over one step: the gradient is h (theta + momentum velocity).
template <class S>
[[nodiscard]] Matrix2<S> iteration_matrix(const Nesterov<S>& rule, const S& h) {
    const S x = rule.learning_rate * h, kept = rule.momentum * (S(1) - x);
    return (Matrix2<S>() << S(1) - x, kept, S(0) - x, kept).finished();
}

/// z^2 - trace z + determinant.
template <class S>
struct CharacteristicPolynomial {
    S trace{}, determinant{};

    /// The roots are a complex pair: theta_t oscillates within an envelope of determinant^(t/2).
    [[nodiscard]] bool oscillates() const { return trace * trace < S(4) * determinant; }
    /// Both roots are inside the unit circle (Jury's conditions).
    [[nodiscard]] bool stable() const {
        return determinant < S(1) && trace < S(1) + determinant && S(0) - trace < S(1) + determinant;
    }
    /// The larger one in modulus first; of a complex pair, that with the positive imaginary part. Each within
    /// a few units in the last place of the moduli, except near a double root: one of trace^2 =
    /// 4 determinant is split by about sqrt(2^-52).
    [[nodiscard]] std::array<std::complex<S>, 2> roots() const requires std::floating_point<S> {
        const S half = trace / 2, discriminant = half * half - determinant;
        if (discriminant < 0) {
            const S imaginary = std::sqrt(-discriminant);
            return {std::complex<S>(half, imaginary), std::complex<S>(half, -imaginary)};
        }
        const S first = half + std::copysign(std::sqrt(discriminant), half);
        return {first, first == 0 ? S(0) : determinant / first};
    }
    /// The largest modulus: the factor by which theta shrinks in a step, in the long run.
    [[nodiscard]] S spectral_radius() const requires std::floating_point<S> {
        return oscillates() ? std::sqrt(determinant) : std::abs(roots()[0]);
    }
};

template <class S>
[[nodiscard]] CharacteristicPolynomial<S> characteristic(const GradientDescent<S>& rule, const S& h) {
    return {S(1) - rule.learning_rate * h, S(0)};
}
/// Oscillates for momentum > (1 - sqrt(learning_rate h))^2, while learning_rate h < 4.
template <class S>
[[nodiscard]] CharacteristicPolynomial<S> characteristic(const HeavyBall<S>& rule, const S& h) {
    return {S(1) + rule.momentum - rule.learning_rate * h, rule.momentum};
}
template <class S>
[[nodiscard]] CharacteristicPolynomial<S> characteristic(const EmaMomentum<S>& rule, const S& h) {
    return {S(2) - rule.weight - rule.learning_rate * rule.weight * h, S(1) - rule.weight};
}
template <class S>
[[nodiscard]] CharacteristicPolynomial<S> characteristic(const Nesterov<S>& rule, const S& h) {
    const S kept = S(1) - rule.learning_rate * h;
    return {(S(1) + rule.momentum) * kept, rule.momentum * kept};
}

/// The largest modulus of the characteristic roots on one curvature.
template <class Rule>
[[nodiscard]] typename Rule::Scalar spectral_radius(const Rule& rule, typename Rule::Scalar h) {
    return characteristic(rule, h).spectral_radius();
}
/// The largest on a spectrum: the rate of the slowest coordinate. Throws std::invalid_argument for an empty
/// spectrum and for eigenvalues that are NaN or infinite.
template <class Rule>
[[nodiscard]] typename Rule::Scalar spectral_radius(const Rule& rule,
                                                    const Vector<typename Rule::Scalar>& spectrum) {
    if (spectrum.size() == 0 || !spectrum.allFinite())
        throw std::invalid_argument(
            "spectral_radius: spectrum must have at least one eigenvalue, all finite");
    typename Rule::Scalar largest = 0;
    for (const auto h : spectrum) largest = std::max(largest, spectral_radius(rule, h));
    return largest;
}

/// theta_t for theta_0 = 1 and no memory, in closed form: with u_t = (p^(t+1) - q^(t+1)) / (p - q) of the
/// roots p and q, theta_t = u_t - (trace - theta_1) u_(t-1), where theta_1 is the first step from rest. Near
/// a double root the difference p - q cancels: relative error up to 2^-52 / |1 - q/p|; exactly there,
/// u_t = (t + 1) p^t.
template <class Rule>
[[nodiscard]] typename Rule::Scalar coordinate_after(const Rule& rule, typename Rule::Scalar h,
                                                     std::uint64_t t) {
    using S = typename Rule::Scalar;
    if (t == 0) return S(1);
    const CharacteristicPolynomial<S> polynomial = characteristic(rule, h);
    const auto [p, q] = polynomial.roots();
    const auto u = [p = p, q = q](std::uint64_t k) {
        const auto exponent = static_cast<S>(k);
        if (p.imag() != 0) {
            const S angle = std::arg(p);
            return std::pow(std::abs(p), exponent) * std::sin((exponent + 1) * angle) / std::sin(angle);
        }
        const S first = p.real(), second = q.real();
        if (first == second) return (exponent + 1) * std::pow(first, exponent);
        return (std::pow(first, exponent + 1) - std::pow(second, exponent + 1)) / (first - second);
    };
    const S first_step = iteration_matrix(rule, h)(0, 0);
    return u(t) - (polynomial.trace - first_step) * u(t - 1);
}

// ---- how large the learning rate may be

// Each throws std::invalid_argument unless the curvature h is positive, and for a momentum or weight out of
// range. The rule's own learning rate plays no part: stable below the limit, not at it.

/// 2/h.
template <class S>
[[nodiscard]] S learning_rate_limit(const GradientDescent<S>&, const S& h) {
    detail::require_positive("learning_rate_limit", "h", h);
    return S(2) / h;
}
/// 2 (1 + momentum) / h.
template <class S>
[[nodiscard]] S learning_rate_limit(const HeavyBall<S>& rule, const S& h) {
    detail::require_positive("learning_rate_limit", "h", h);
    detail::require_decay("learning_rate_limit", "momentum", rule.momentum);
    return S(2) * (S(1) + rule.momentum) / h;
}
/// 2 (2 - weight) / (weight h).
template <class S>
[[nodiscard]] S learning_rate_limit(const EmaMomentum<S>& rule, const S& h) {
    detail::require_positive("learning_rate_limit", "h", h);
    detail::require_weight("learning_rate_limit", "weight", rule.weight);
    return S(2) * (S(2) - rule.weight) / (rule.weight * h);
}
/// 2 (1 + momentum) / ((1 + 2 momentum) h).
template <class S>
[[nodiscard]] S learning_rate_limit(const Nesterov<S>& rule, const S& h) {
    detail::require_positive("learning_rate_limit", "h", h);
    detail::require_decay("learning_rate_limit", "momentum", rule.momentum);
    return S(2) * (S(1) + rule.momentum) / ((S(1) + S(2) * rule.momentum) * h);
}

// ---- the best that each can do on curvatures from mu to L

/// A rule and its spectral radius on every spectrum in [mu, L] with both ends.
template <class Rule>
struct Tuned {
    Rule rule;
    typename Rule::Scalar rate;
};

namespace detail {

/// Throws std::invalid_argument unless 0 < mu <= L, both finite.
template <class S>
void require_curvatures(const char* function, S mu, S L) {
    require_positive(function, "mu", mu);
    require_positive(function, "L", L);
    if (L < mu) throw std::invalid_argument(std::string(function) + ": L must not be below mu");
}

/// (sqrt(L) - sqrt(mu)) / (sqrt(L) + sqrt(mu)).
template <std::floating_point S>
[[nodiscard]] S root_contrast(S mu, S L) {
    const S sum = std::sqrt(L) + std::sqrt(mu);
    return (L - mu) / (sum * sum);
}

}  // namespace detail

// Each throws std::invalid_argument unless 0 < mu <= L, both finite. kappa = L/mu.

/// eta = 2/(L + mu): rate (kappa - 1)/(kappa + 1), the best of a constant learning rate.
template <std::floating_point S>
[[nodiscard]] Tuned<GradientDescent<S>> best_gradient_descent(S mu, S L) {
    detail::require_curvatures("best_gradient_descent", mu, L);
    return {{.learning_rate = 2 / (L + mu)}, (L - mu) / (L + mu)};
}
/// eta = 4/(sqrt(L) + sqrt(mu))^2, momentum = r^2 with r = (sqrt(kappa) - 1)/(sqrt(kappa) + 1): rate r, which
/// no method with one such memory beats (Polyak 1964, section 3). The roots at both ends are double.
template <std::floating_point S>
[[nodiscard]] Tuned<HeavyBall<S>> best_heavy_ball(S mu, S L) {
    detail::require_curvatures("best_heavy_ball", mu, L);
    const S sum = std::sqrt(L) + std::sqrt(mu), rate = detail::root_contrast(mu, L);
    return {{.learning_rate = 4 / (sum * sum), .momentum = rate * rate}, rate};
}
/// The same trajectory as best_heavy_ball: weight = 1 - r^2, learning rate eta / weight.
template <std::floating_point S>
[[nodiscard]] Tuned<EmaMomentum<S>> best_ema_momentum(S mu, S L) {
    detail::require_curvatures("best_ema_momentum", mu, L);
    const Tuned<HeavyBall<S>> ball = best_heavy_ball(mu, L);
    const S weight = 1 - ball.rule.momentum;
    return {{.learning_rate = ball.rule.learning_rate / weight, .weight = weight}, ball.rate};
}
/// Nesterov's scheme with constant momentum for every function with curvatures in [mu, L]: eta = 1/L,
/// momentum (sqrt(kappa) - 1)/(sqrt(kappa) + 1); on quadratics rate 1 - 1/sqrt(kappa).
///   Yu. Nesterov: Introductory lectures on convex optimization (2004), scheme 2.2.11 (constant step scheme
///   III).
template <std::floating_point S>
[[nodiscard]] Tuned<Nesterov<S>> nesterov_scheme(S mu, S L) {
    detail::require_curvatures("nesterov_scheme", mu, L);
    return {{.learning_rate = 1 / L, .momentum = detail::root_contrast(mu, L)}, 1 - std::sqrt(mu / L)};
}
/// The best of Nesterov's method on quadratics: eta = 4/(3 L + mu), momentum (s - 2)/(s + 2) with
/// s = sqrt(3 kappa + 1): rate 1 - 2/s (Lessard, Recht, Packard, table 1).
template <std::floating_point S>
[[nodiscard]] Tuned<Nesterov<S>> best_nesterov(S mu, S L) {
    detail::require_curvatures("best_nesterov", mu, L);
    const S s = std::sqrt(3 * (L / mu) + 1);
    return {{.learning_rate = 4 / (3 * L + mu), .momentum = (s - 2) / (s + 2)}, 1 - 2 / s};
}

/// The least k with rate^k <= accuracy: ln(accuracy)/ln(rate), rounded up. 0 for an accuracy of at least 1, 1
/// for a rate of 0. It leaves out what precedes the long run, which for double roots is a factor of about k.
/// Throws std::invalid_argument for a rate outside [0, 1) or an accuracy that is not positive.
template <std::floating_point S>
[[nodiscard]] S steps_to_accuracy(S rate, S accuracy) {
    detail::require_decay("steps_to_accuracy", "rate", rate);
    detail::require_positive("steps_to_accuracy", "accuracy", accuracy);
    if (accuracy >= 1) return 0;
    return rate == 0 ? S(1) : std::ceil(std::log(accuracy) / std::log(rate));
}

// ---- gradients with noise

/// Long-run variance of theta and of a step theta_{t+1} - theta_t on curvature h, when each gradient carries
/// independent noise of variance noise_variance.
template <class S>
struct Stationary {
    S variance{}, step_variance{};
};

namespace detail {

/// What the noise of one gradient does to theta at once, in units of that noise.
template <class Rule>
[[nodiscard]] typename Rule::Scalar step_of_gradient(const Rule& rule) {
    return rule.learning_rate;
}
template <class S>
[[nodiscard]] S step_of_gradient(const EmaMomentum<S>& rule) {
    return rule.learning_rate * rule.weight;
}

}  // namespace detail

/// The variance of theta_{t+1} = trace theta_t - determinant theta_{t-1} - e noise, an autoregression of
/// second order:
///   variance = (1 + det) e^2 noise_variance / ((1 - det) (1 + det - trace) (1 + det + trace)),
///   step_variance = 2 variance (1 - trace/(1 + det)).
/// For HeavyBall e s^2 (1 + a) / (h (1 - a) (2 (1 + a) - e h)). Throws std::domain_error when the rule is not
/// stable on h, and std::invalid_argument for a negative noise_variance.
///   G. E. P. Box, G. M. Jenkins: Time series analysis (1970), section 3.2.4.
template <class Rule>
[[nodiscard]] Stationary<typename Rule::Scalar> stationary(const Rule& rule, const typename Rule::Scalar& h,
                                                           const typename Rule::Scalar& noise_variance) {
    using S = typename Rule::Scalar;
    detail::require_nonnegative("stationary", "noise_variance", noise_variance);
    const auto [trace, determinant] = characteristic(rule, h);
    if (!CharacteristicPolynomial<S>{trace, determinant}.stable())
        throw std::domain_error("stationary: the rule must be stable on the curvature h");
    const S e = detail::step_of_gradient(rule), sum = S(1) + determinant;
    const S variance = sum * e * e * noise_variance / ((S(1) - determinant) * (sum - trace) * (sum + trace));
    return {variance, S(2) * variance * (sum - trace) / sum};
}

}  // namespace assay::optim
