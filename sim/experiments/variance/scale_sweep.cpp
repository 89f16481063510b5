// With which scale of the initial weights does training get furthest?
// Document: 002, slides on the initial scale.

#include <algorithm>
#include <array>
#include <limits>

#include "sim/experiments/variance/small_training.hpp"

namespace assay::experiments {
namespace {

using variance::Task;

struct Parameters {
    Task task = Task::sine;
    std::int64_t width = 16, hidden_layers = 4, samples = 32, steps = 100;
    double learning_rate = 0.02;
};
using P = Parameters;

/// Factors on the standard deviation of all of He's weights, which are the fourth.
constexpr std::array<double, 7> scales = {0.25, 0.5, 0.7071, 1, 1.4142, 2, 4};
constexpr std::size_t unscaled = 3;

struct Tally {
    std::vector<stats::Proportion> best = std::vector<stats::Proportion>(scales.size());
    stats::Proportion near_best;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.best, self.near_best);
    }
};
using T = Tally;

/// Every scale has the same data and the same weights but for the factor. Of a run that diverges the error is
/// infinite; missing are replicates where all do.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    nn::Trace<float> trace;
    std::uint64_t missing = 0;
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        const auto data = variance::draw_data(p.task, static_cast<nn::Index>(p.samples), stream);
        const auto network = variance::draw_network(p.width, p.hidden_layers, stream);
        std::array<double, scales.size()> errors{};
        for (std::size_t k = 0; k < scales.size(); ++k) {
            auto scaled = network;
            scaled.parameters *= static_cast<float>(scales[k]);
            const double error =
                variance::train(data, {.learning_rate = p.learning_rate, .steps = p.steps}, scaled, trace);
            errors[k] = std::isfinite(error) ? error : std::numeric_limits<double>::infinity();
        }
        const auto least = std::min_element(errors.begin(), errors.end());
        if (!std::isfinite(*least)) {
            ++missing;
            continue;
        }
        const auto winner = static_cast<std::size_t>(least - errors.begin());
        for (std::size_t k = 0; k < scales.size(); ++k) tally.best[k].add(k == winner);
        tally.near_best.add(scales[winner] >= scales[unscaled] / 2 && scales[winner] <= 2 * scales[unscaled]);
    }
    for (auto& best : tally.best) best.missing += missing;
    tally.near_best.missing += missing;
    return missing;
}

}  // namespace

engine::Experiment scale_sweep() {
    using namespace engine;
    return experiment<P, T>({
        .name = "scale-sweep",
        .doc = "Small ReLU networks trained by gradient descent from He's weights times a factor: the factor "
               "with the least training error.",
        .parameters =
            {variance::task_parameter(&P::task),
             integer(&P::width,
                     {.name = "width", .least = 1, .greatest = 256, .doc = "hidden units a layer"}),
             integer(&P::hidden_layers,
                     {.name = "hidden_layers", .least = 2, .greatest = 20, .doc = "their layers"}),
             integer(&P::samples, {.name = "samples", .least = 1, .greatest = 1024, .doc = "training data"}),
             integer(&P::steps, {.name = "steps", .least = 0, .greatest = 10000, .doc = "of descent"}),
             real(&P::learning_rate,
                  {.name = "learning_rate", .least = 1e-12, .greatest = 10, .doc = "size of a step"})},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                series<P, T>(
                    "best", "scale", "probability that this factor ends with the least training error",
                    [](const P&) { return std::vector<double>(scales.begin(), scales.end()); },
                    [](const P&, const T& t, std::size_t k, double level) {
                        return stats::clopper_pearson(t.best[k], level);
                    }),
                probability<P, T>("best_within_2", "probability that the best factor is from 1/2 to 2",
                                  &T::near_best),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 2; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
