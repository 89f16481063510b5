// How wide is the range of learning rates that serve a rule nearly as well as the best one, when gradients
// are noisy? Document: 002, slide on Adam.

#include <algorithm>
#include <memory>
#include <span>

#include "lib/optim/gradient_noise.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "lib/optim/spectrum.hpp"
#include "lib/stats/combine.hpp"
#include "sim/experiments/adam/rate_grid.hpp"
#include "sim/experiments/adam/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adam;

struct Parameters : Hyperparameters {
    Form form = Form::adam;
    double condition = 100, noise_sd = 1;
    std::int64_t steps = 256;
};
using P = Parameters;

constexpr Index dimension = 8, runs = 8;
constexpr int least_exponent = -12, greatest_exponent = 2;  ///< of the rates, powers of two
constexpr int rates = (greatest_exponent - least_exponent) * rates_an_octave + 1;

struct Tally {
    stats::Histogram good;  ///< number of rates whose loss is at most twice the least
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.good);
    }
};
using T = Tally;

/// The mean loss of all runs after the last step, from (1, ..., 1).
double last_loss(const P& p, const optim::Quadratic<double>& objective,
                 const std::vector<Vector<double>>& noise) {
    Vector<double> theta = Vector<double>::Ones(dimension * runs), gradient(dimension * runs), loss(runs);
    with_rule(p.form, p, [&](const auto& rule) {
        auto state = rule.init(theta.size());
        for (const auto& some : noise) {
            gradient = some;
            objective.add_gradient(theta, gradient);
            rule.step(state, gradient, theta);
        }
    });
    objective.values(theta, loss);
    return loss.mean();
}

/// One replicate: every rate on the same noise. A loss that is not finite is none of the good ones.
double good_rates(P p, const optim::Quadratic<double>& objective, random::Stream& stream) {
    std::vector<Vector<double>> noise(static_cast<std::size_t>(p.steps), Vector<double>(dimension * runs));
    for (auto& some : noise) optim::draw_normal_gradient(stream, 0.0, p.noise_sd, some);
    std::vector<double> losses;
    for (int k = 0; k < rates; ++k) {
        p.learning_rate = rate(least_exponent * rates_an_octave + k);
        const double loss = last_loss(p, objective, noise);
        if (std::isfinite(loss)) losses.push_back(loss);
    }
    const double least = *std::min_element(losses.begin(), losses.end());
    return static_cast<double>(
        std::count_if(losses.begin(), losses.end(), [&](double loss) { return loss <= 2 * least; }));
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const optim::Quadratic<double> objective{optim::geometrically_spaced(1.0 / p.condition, 1.0, dimension)};
    std::vector<double> counts;
    for (std::uint64_t r = 0; r < replicates.count; ++r) counts.push_back(good_rates(p, objective, stream));
    tally.good.add(std::span<const double>(counts));
    return 0;
}

}  // namespace

engine::Experiment adam_rate_range() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::lattice(rates));
    return experiment<P, T>({
        .name = "adam-rate-range",
        .doc =
            "A quadratic in 8 dimensions with logarithmically spaced curvatures up to 1, from (1, ..., 1), "
            "with normal noise on the gradients, at each of the learning rates 2^(k/4) from 2^-12 to 2^2; "
            "the loss is the mean of 8 runs.",
        .parameters = with_hyperparameters<P>(
            {form_parameter(&P::form),
             real(&P::condition, {.name = "condition",
                                  .least = 1,
                                  .greatest = 1e6,
                                  .doc = "largest over smallest curvature"}),
             real(&P::noise_sd, {.name = "noise_sd",
                                 .least = 0,
                                 .greatest = 1e3,
                                 .doc = "standard deviation of the noise in each coordinate"}),
             integer(&P::steps, {.name = "steps", .least = 1, .greatest = 4096, .doc = "steps"})}),
        .tally = [cells](const P&) { return T{stats::Histogram(cells)}; },
        .quantities = {scalar<P, T>(
            "good_decades",
            "decades of learning rates whose last loss is at most twice the least, in the median replicate",
            [](const P&, const T& t, double level) {
                return stats::scaled(stats::quantile(t.good, 0.5, level), std::log10(2.0) / rates_an_octave);
            })},
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{4}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
