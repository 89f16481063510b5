// The excess of gradient descent and of momentum methods on a quadratic whose curvatures reach down to 0.
// Document: 002 on Nesterov momentum.

#include <cmath>

#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "lib/optim/nesterov.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "lib/optim/spectrum.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Method { gradient_descent, heavy_ball, nesterov, scheduled_nesterov };

struct Parameters {
    Method method = Method::scheduled_nesterov;
    double exponent = 0.1, momentum = 0.9, learning_rate = 1;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Computed> excess, first_order, second_order, third_order;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.excess, self.first_order, self.second_order, self.third_order);
    }
};
using T = Tally;

constexpr Eigen::Index nodes = 512;
constexpr int powers = 15;  ///< steps 1, 2, 4, ..., 2^14

std::vector<double> steps(const P&) {
    std::vector<double> all;
    for (int i = 0; i < powers; ++i) all.push_back(std::ldexp(1.0, i));
    return all;
}

/// Linear recursions of 2^14 steps lose at most some 10^-11 of each coordinate's scale to rounding.
stats::Computed rounded(double value) {
    if (!std::isfinite(value)) return {};
    return {.value = value, .error = 1e-9 * std::abs(value)};
}

template <optim::UpdateRule Rule>
void descend(const P& p, const Rule& rule, T& tally) {
    const auto spectrum = optim::power_law_spectrum(p.exponent, 1.0, nodes);
    const optim::Quadratic<double> objective{spectrum.eigenvalues};
    auto state = rule.init(nodes);
    optim::Workspace<double> workspace(nodes);
    optim::Vector<double> at = spectrum.start;
    const double distance = at.squaredNorm();
    std::size_t next = 0;
    const auto record = steps(p);
    for (double k = 1; next < record.size(); ++k) {
        optim::advance(
            rule, state,
            [&](const optim::Vector<double>& here, optim::Vector<double>& out) {
                objective.gradient(here, out);
            },
            at, workspace);
        if (k != record[next]) continue;
        const double excess = optim::value(objective, at), scaled = excess * p.learning_rate / distance;
        tally.excess[next] = rounded(excess);
        tally.first_order[next] = rounded(scaled * 2 * k);
        tally.second_order[next] = rounded(scaled * (k + 1) * (k + 1) / 2);
        tally.third_order[next] = rounded(scaled * (k + 1) * (k + 1) * (k + 1) / 2);
        ++next;
    }
}

std::uint64_t block(const P& p, random::Stream&, engine::Replicates, T& tally) {
    const double rate = p.learning_rate, alpha = p.momentum;
    if (p.method == Method::gradient_descent)
        descend(p, optim::GradientDescent<double>{.learning_rate = rate}, tally);
    else if (p.method == Method::heavy_ball)
        descend(p, optim::HeavyBall<double>{.learning_rate = rate, .momentum = alpha}, tally);
    else if (p.method == Method::nesterov)
        descend(p, optim::Nesterov<double>{.learning_rate = rate, .momentum = alpha}, tally);
    else
        descend(p, optim::ScheduledNesterov<double>{.learning_rate = rate}, tally);
    return 0;
}

engine::QuantitiesOf<P, T> by_step(std::string name, std::string doc, std::vector<stats::Computed> T::*part) {
    return engine::series<P, T>(
        std::move(name), "step", std::move(doc), steps,
        [part](const P&, const T& t, std::size_t i, double) { return (t.*part)[i].estimate(); });
}

}  // namespace

engine::Experiment convex_rate() {
    using namespace engine;
    return experiment<P, T>({
        .name = "convex-rate",
        .doc = "Descent on a quadratic with curvatures h from 0 to 1 and squared distances of density "
               "h^(exponent - 1), by a quadrature with 512 nodes: convex, hardly curved in most directions.",
        .parameters =
            {choice(&P::method,
                    {.name = "method",
                     .choices = {"gradient-descent", "heavy-ball", "nesterov", "scheduled-nesterov"},
                     .doc = "update rule; the scheduled one has momentum (k - 1)/(k + 2) after k steps"}),
             real(&P::exponent, {.name = "exponent",
                                 .least = 0.05,
                                 .greatest = 4,
                                 .doc = "of the spectrum; the smaller, the farther the flat directions"}),
             real(&P::momentum,
                  {.name = "momentum", .least = 0, .greatest = 0.999, .doc = "where it is constant"}),
             real(&P::learning_rate, {.name = "learning_rate",
                                      .least = 1e-3,
                                      .greatest = 1,
                                      .unit = "1/largest curvature",
                                      .doc = "step size e"})},
        .tally =
            [](const P& p) {
                const std::vector<stats::Computed> empty(steps(p).size());
                return T{empty, empty, empty, empty};
            },
        .quantities =
            {
                by_step("excess", "cost above its minimum", &T::excess),
                by_step("first_order_share", "excess over |theta_0 - theta*|^2 / (2 e k)", &T::first_order),
                by_step("second_order_share", "excess over 2 |theta_0 - theta*|^2 / (e (k + 1)^2)",
                        &T::second_order),
                by_step("third_order_share", "excess over 2 |theta_0 - theta*|^2 / (e (k + 1)^3)",
                        &T::third_order),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
