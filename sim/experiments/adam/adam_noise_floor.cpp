// Adam under noisy gradients: how near to a minimum does it stay, and does that depend on the schedule of the
// learning rate? Document: 001.

#include <bit>
#include <memory>
#include <span>

#include "lib/optim/gradient_noise.hpp"
#include "lib/optim/schedule.hpp"
#include "lib/stats/combine.hpp"
#include "sim/experiments/adam/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adam;

enum class Schedule { constant, inverse_root };

struct Parameters : Hyperparameters {
    Schedule schedule = Schedule::constant;
    double noise_sd = 1, start = 1;
    std::int64_t steps = 1024;
    Parameters() { learning_rate = 0.02; }
};
using P = Parameters;

struct Tally {
    std::vector<stats::Histogram> distance;  ///< |theta| over the reference length, at powers of two
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.distance);
    }
};
using T = Tally;

constexpr Index tile = 1024;

/// Unit of the histograms, whose cells are finest, relative to the observation, from 0.3 to 3 units.
double reference(const P& p) {
    return p.noise_sd * std::sqrt(p.learning_rate);
}

double rate(const P& p, std::uint64_t t) {
    if (p.schedule == Schedule::constant) return optim::ConstantRate<double>{p.learning_rate}(t);
    return optim::InverseRootRate<double>{.scale = p.learning_rate, .offset = 0}(t);
}

/// f(theta) = theta^2 / 2 with N(0, noise_sd^2) on its gradient.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    auto rule = textbook(p);
    Vector<double> theta(tile), gradient(tile), distance(tile);
    std::uint64_t missing = 0;
    for (std::uint64_t done = 0; done < replicates.count; done += static_cast<std::uint64_t>(tile)) {
        auto state = rule.init(tile);
        theta.setConstant(p.start);
        for (std::uint64_t t = 1; t <= static_cast<std::uint64_t>(p.steps); ++t) {
            rule.learning_rate = rate(p, t);
            optim::draw_normal_gradient(stream, 0.0, p.noise_sd, gradient);
            gradient += theta;
            rule.step(state, gradient, theta);
            if (!std::has_single_bit(t)) continue;
            distance = theta.cwiseAbs() / reference(p);
            tally.distance[static_cast<std::size_t>(std::bit_width(t)) - 1].add(
                std::span(distance.data(), static_cast<std::size_t>(tile)));
        }
        missing += static_cast<std::uint64_t>((!theta.array().isFinite()).count());
    }
    return missing;
}

}  // namespace

engine::Experiment adam_noise_floor() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::normal(4096));
    return experiment<P, T>({
        .name = "adam-noise-floor",
        .doc = "Adam on theta^2/2 with normal noise on the gradient.",
        .parameters = with_hyperparameters<P>(
            {choice(&P::schedule, {.name = "schedule",
                                   .choices = {"constant", "inverse-root"},
                                   .doc = "learning rate eta, or eta/sqrt(t)"}),
             real(&P::noise_sd, {.name = "noise_sd",
                                 .least = 1e-3,
                                 .greatest = 1e3,
                                 .doc = "standard deviation of the noise"}),
             real(&P::start, {.name = "start", .least = -10, .greatest = 10, .doc = "theta at first"}),
             integer(&P::steps, {.name = "steps", .least = 1, .greatest = 16384, .doc = "steps"})}),
        .tally =
            [cells](const P& p) {
                return T{
                    std::vector<stats::Histogram>(powers_of_two(p.steps).size(), stats::Histogram(cells))};
            },
        .quantities = {series<P, T>(
            "median_distance", "step", "median of |theta| after t steps",
            [](const P& p) { return powers_of_two(p.steps); },
            [](const P& p, const T& t, std::size_t k, double level) {
                return stats::scaled(stats::quantile(t.distance[k], 0.5, level), reference(p));
            })},
        .block = block,
        .replicates_per_block = [](const P&) { return static_cast<std::uint64_t>(tile); },
        .blocks = 128,
    });
}

}  // namespace assay::experiments
