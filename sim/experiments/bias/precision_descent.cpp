// Learning the precision of a normal law by gradient descent on the negative log-likelihood.
// Document: 002, equation 8.24 and the slides around it.

#include <array>
#include <cmath>
#include <complex>
#include <numbers>

#include "lib/nn/bias.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Variable { precision, log_precision };

struct Parameters {
    double squared_residual = 1, start = nn::initial_precision, learning_rate = 0.1;
    Variable variable = Variable::precision;
};
using P = Parameters;

constexpr std::array<int, 7> shown = {1, 2, 3, 5, 10, 100, 1000};  ///< steps

struct Tally {
    stats::Computed slope, best;
    std::vector<stats::Computed> precision = std::vector<stats::Computed>(shown.size());
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.slope, self.best, self.precision);
    }
};
using T = Tally;

using Complex = std::complex<double>;

/// ln N(y; mu, 1/beta) for y - mu = residual.
Complex log_density(double residual, const Complex& beta) {
    return (std::log(beta / (2 * std::numbers::pi)) - beta * residual * residual) / 2.0;
}

/// d/dbeta of the mean log-likelihood of two points whose squared residuals have the mean squared_residual,
/// by a complex step: Im F(beta + i h) / h is F' up to h^2, without cancellation.
///   W. Squire, G. Trapp: Using complex variables to estimate derivatives of real functions. SIAM Review 40
///   (1998).
double slope(const P& p, double beta) {
    constexpr double h = 1e-100;
    double sum = 0;
    for (const double share : {0.5, 1.5})
        sum += log_density(std::sqrt(share * p.squared_residual), {beta, h}).imag() / h;
    return sum / 2;
}

/// Where the slope changes from positive to negative, by bisection in ln(beta).
double best(const P& p) {
    double low = -50, high = 50;
    for (int i = 0; i < 100; ++i) {
        const double middle = (low + high) / 2;
        (slope(p, std::exp(middle)) > 0 ? low : high) = middle;
    }
    return std::exp((low + high) / 2);
}

/// One step up the mean log-likelihood in the variable.
double step(const P& p, double beta) {
    if (p.variable == Variable::precision) return beta + p.learning_rate * slope(p, beta);
    return beta * std::exp(p.learning_rate * beta * slope(p, beta));
}

/// A precision that is not above 0 has no density: there the descent ends, and later steps have no value.
void fill(const P& p, T& tally) {
    const auto computed = [](double value) { return stats::Computed{value, 1e-12 * std::abs(value)}; };
    const double first = slope(p, p.start);
    tally.slope = {first, 1e-12 * (1 / p.start + p.squared_residual)};
    tally.best = computed(best(p));
    double beta = p.start;
    int done = 0;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        for (; done < shown[i] && beta > 0; ++done) beta = step(p, beta);
        if (done == shown[i] && std::isfinite(beta)) tally.precision[i] = {beta, 1e-9 * std::abs(beta)};
    }
}

}  // namespace

engine::Experiment precision_descent() {
    using namespace engine;
    return experiment<P, T>({
        .name = "precision-descent",
        .doc = "Gradient descent on the mean negative log-likelihood of y = w'x + b + noise in the noise's "
               "precision beta = 1/variance, w and b held.",
        .parameters =
            {
                real(&P::squared_residual, {.name = "squared_residual",
                                            .least = 1e-6,
                                            .greatest = 1e6,
                                            .doc = "mean of (y - w'x - b)^2"}),
                real(&P::start, {.name = "start", .least = 1e-6, .greatest = 1e6, .doc = "the first beta"}),
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-6, .greatest = 10, .doc = "step size"}),
                choice(&P::variable, {.name = "variable",
                                      .choices = {"precision", "log-precision"},
                                      .doc = "what the gradient is taken in: beta or ln beta"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("slope", "derivative of the mean log-likelihood in beta at the start",
                               &T::slope),
                computed<P, T>("best", "the beta of greatest likelihood", &T::best),
                series<P, T>(
                    "precision", "step", "beta after so many steps",
                    [](const P&) { return std::vector<double>(shown.begin(), shown.end()); },
                    [](const P&, const T& t, std::size_t i, double) { return t.precision[i].estimate(); }),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                fill(p, tally);
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
