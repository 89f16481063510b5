#include "lib/stats/betting.hpp"

#include <algorithm>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

#include "lib/stats/levels.hpp"

namespace assay::stats {
namespace {

using PerBet = std::array<double, Capital::bets>;

/// gamma_k = 2^(-14 + 2k/3).
constexpr PerBet gammas = [] {
    PerBet all{};
    double power = 0x1p-14;
    for (std::size_t k = 0; k < all.size(); k += 3, power *= 4) {
        all[k] = power;
        all[k + 1] = power * 1.5874010519681994;  // 2^(2/3)
        all[k + 2] = power * 2.5198420997897464;  // 2^(4/3)
    }
    return all;
}();

constexpr double carry = 0x1p500;
constexpr double log_carry = 500 * std::numbers::ln2;
/// As many observations as a product below `carry` takes without overflow: 2^500 (1 + 2^17.4)^24 < 2^918.
constexpr std::size_t chunk = 24;

/// ln(2/level), where 2/level itself may overflow.
double goal(double level) {
    return std::numbers::ln2 - std::log(level);
}

double log_of_sum(const PerBet& logarithms) {
    const double greatest = *std::max_element(logarithms.begin(), logarithms.end());
    double sum = 0;
    for (const double x : logarithms) sum += std::exp(x - greatest);
    return greatest + std::log(sum);
}

/// Logarithms of equal weights: the bets that serve every n.
PerBet equal_weights() {
    PerBet all{};
    all.fill(-std::log(static_cast<double>(all.size())));
    return all;
}

/// Logarithms of weights for one n >= 1, known before the data, as in the header.
PerBet weights_for(std::uint64_t n, double level) {
    const double reference = 2 * std::sqrt(2 * goal(level) / static_cast<double>(n));
    PerBet all{};
    for (std::size_t k = 0; k < all.size(); ++k) {
        const double t = std::log2(gammas[k] / reference);
        all[k] = t >= 0 ? -std::log1p(t) : 4 * std::numbers::ln2 * t;
    }
    const double total = log_of_sum(all);
    for (double& w : all) w -= total;
    return all;
}

/// The greatest m in [0, 1] with W(m) >= 2/level, or a little less; n >= 1 observations, missing ones
/// included.
double lower_end(const Capital& capital, std::uint64_t n, double level, const PerBet& log_weights) {
    const PerBet s = capital.logarithms();
    const auto count = static_cast<double>(n);
    const double target = goal(level);
    // log W(m) - target, from below.
    const auto excess = [&](double m) {
        PerBet exponent{};
        for (std::size_t k = 0; k < s.size(); ++k) {
            const double price = count * std::log1p(gammas[k] * m);
            exponent[k] = log_weights[k] + s[k] - price - 0x1p-50 * (1024 + count + s[k] + price);
        }
        return log_of_sum(exponent) - target;
    };
    // W is at least any of its terms, and at most the greatest without its weight; where these reach the goal
    // is known in closed form. `from` allows twice for rounding.
    double from = 0, to = 0;
    for (std::size_t k = 0; k < s.size(); ++k) {
        const double rounding = 0x1p-49 * (1024 + count + 2 * s[k]);
        from = std::max(from, std::expm1((s[k] + log_weights[k] - target - rounding) / count) / gammas[k]);
        to = std::max(to, std::expm1((s[k] - target) / count) / gammas[k]);
    }
    to = std::min(to, 1.0);
    const double at_from = excess(from), at_to = excess(to);
    if (at_from < 0) return 0;
    if (at_to >= 0) return to;
    // The left end of the bracket is a point at which the excess was computed and is not negative.
    std::uintmax_t iterations = 100;
    return boost::math::tools::toms748_solve(excess, from, to, at_from, at_to,
                                             boost::math::tools::eps_tolerance<double>(50), iterations)
        .first;
}

Estimate by_betting(const BoundedSample& sample, double level, std::string_view method,
                    const PerBet& log_weights) {
    const Range& range = sample.range();
    Estimate estimate = unknown_mean(sample.moments(), range, method);
    if (estimate.replicates == 0) return estimate;
    const auto end = [&](const Capital& capital) {
        return range.width() * lower_end(capital, estimate.replicates, level, log_weights);
    };
    set_ends(estimate, range, range.least + end(sample.high()), range.greatest - end(sample.low()));
    return estimate;
}

}  // namespace

void Capital::add(std::span<const double> xs) noexcept {
    for (; !xs.empty(); xs = xs.subspan(std::min(chunk, xs.size()))) {
        for (const double x : xs.first(std::min(chunk, xs.size())))
            for (std::size_t k = 0; k < bets; ++k) factor_[k] *= 1 + gammas[k] * x;
        settle();
    }
}

void Capital::merge(const Capital& other) noexcept {
    for (std::size_t k = 0; k < bets; ++k) {
        factor_[k] *= other.factor_[k];
        carried_[k] += other.carried_[k];
    }
    settle();
}

void Capital::settle() noexcept {
    for (std::size_t k = 0; k < bets; ++k) {
        const bool over = factor_[k] >= carry;
        factor_[k] *= over ? 1 / carry : 1.0;
        carried_[k] += over ? 1.0 : 0.0;
    }
}

std::array<double, Capital::bets> Capital::logarithms() const noexcept {
    PerBet all{};
    for (std::size_t k = 0; k < bets; ++k) all[k] = std::log(factor_[k]) + carried_[k] * log_carry;
    return all;
}

BoundedSample::BoundedSample(const Range& range) : range_(range) {
    require_range("BoundedSample", range);
}

void BoundedSample::add(std::span<const double> xs) {
    Moments added;
    added.add(xs);
    require_within("BoundedSample::add", added, range_);
    moments_.merge(added);
    const double width = range_.width();
    std::array<double, chunk> above{}, below{};
    for (; !xs.empty(); xs = xs.subspan(std::min(chunk, xs.size()))) {
        const std::size_t n = std::min(chunk, xs.size());
        for (std::size_t i = 0; i < n; ++i) {
            // A missing one multiplies either capital by 1. Differences of doubles and quotients are rounded
            // monotonically, so these are at most 1.
            const bool finite = std::isfinite(xs[i]);
            above[i] = finite ? (xs[i] - range_.least) / width : 0;
            below[i] = finite ? (range_.greatest - xs[i]) / width : 0;
        }
        high_.add(std::span(above).first(n));
        low_.add(std::span(below).first(n));
    }
}

void BoundedSample::merge(const BoundedSample& other) {
    if (range_.least != other.range_.least || range_.greatest != other.range_.greatest)
        throw std::invalid_argument("BoundedSample::merge: other must have the same range");
    moments_.merge(other.moments_);
    high_.merge(other.high_);
    low_.merge(other.low_);
}

Estimate betting(const BoundedSample& sample, double level) {
    require_level("betting", level);
    return by_betting(sample, level, "betting", equal_weights());
}

Estimate bounded_mean(const BoundedSample& sample, double level) {
    require_level("bounded_mean", level);
    const std::uint64_t n = sample.moments().count() + sample.moments().missing();
    return by_betting(sample, level, "betting (fixed n)", weights_for(std::max<std::uint64_t>(n, 1), level));
}

}  // namespace assay::stats
