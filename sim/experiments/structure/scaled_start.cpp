// A small network trained from He's weights and from multiples of them.

#include <algorithm>
#include <array>

#include "lib/nn/statistics.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/structure/small_training.hpp"

namespace assay::experiments {
namespace {

using namespace structure;

struct Parameters {
    std::int64_t steps = 60;
    double learning_rate = 0.03, noise = 0.1;
};
using P = Parameters;

struct Tally {
    stats::Proportion half_is_better, double_is_better, tuning_helps, guide_is_right;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.half_is_better, self.double_is_better, self.tuning_helps, self.guide_is_right);
    }
};
using T = Tally;

constexpr std::array<float, 5> scales = {0.25F, 0.5F, 1, 2, 4};
constexpr std::size_t half = 1, as_given = 2, twice = 3;

/// How far the standard deviations of the pre-activations on the data are from 1, as |ln sd| summed over
/// the layers.
double deviation(const Network& network, const Sample& sample) {
    nn::Trace<float> trace;
    (void)nn::forward(network, sample.inputs, trace);
    double sum = 0;
    for (const auto& layer : nn::statistics(trace.preactivation))
        sum += std::abs(std::log(layer.variance)) / 2;
    return sum;
}

void add(const P& p, random::Stream& stream, T& tally) {
    const Network teacher = he_network(stream), start = he_network(stream);
    const auto draw = [&](nn::Index points) {
        Matrix x(inputs, points);
        nn::fill_normal(stream, x);
        return sample(teacher, x, static_cast<float>(p.noise), stream);
    };
    const Sample training = draw(training_points), validation = draw(test_points), test = draw(test_points);
    std::array<double, scales.size()> deviations{}, fitted{}, validated{}, tested{};
    for (std::size_t i = 0; i < scales.size(); ++i) {
        Network network = start;
        network.parameters *= scales[i];
        deviations[i] = deviation(network, training);
        train(network, training, p.steps, p.learning_rate);
        fitted[i] = error(network, training);
        validated[i] = error(network, validation);
        tested[i] = error(network, test);
    }
    const auto best = std::size_t(std::min_element(validated.begin(), validated.end()) - validated.begin());
    tally.half_is_better.add(tested[half] < tested[as_given]);
    tally.double_is_better.add(tested[twice] < tested[as_given]);
    tally.tuning_helps.add(tested[best] < tested[as_given]);
    const auto nearest =
        std::size_t(std::min_element(deviations.begin(), deviations.end()) - deviations.begin());
    auto ranked = fitted;
    std::sort(ranked.begin(), ranked.end());
    tally.guide_is_right.add(fitted[nearest] <= ranked[1]);
}

}  // namespace

engine::Experiment scaled_start() {
    using namespace engine;
    return experiment<P, T>({
        .name = "scaled-start",
        .doc =
            "A ReLU network 8-16-16-1 learns from 32 samples of another one, by gradient descent from He's "
            "weights times 1/4, 1/2, 1, 2 and 4.",
        .parameters =
            {
                integer(&P::steps,
                        {.name = "steps", .least = 0, .greatest = 10000, .doc = "steps of training"}),
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-12, .greatest = 10, .doc = "step size"}),
                real(&P::noise, {.name = "noise",
                                 .least = 0,
                                 .greatest = 10,
                                 .doc = "standard deviation of the targets' noise"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                probability<P, T>("half_is_better",
                                  "probability that half of He's weights end with a lower test error",
                                  &T::half_is_better),
                probability<P, T>("double_is_better", "probability that twice these do",
                                  &T::double_is_better),
                probability<P, T>("tuning_helps",
                                  "probability that the scale with the lowest validation error has a lower "
                                  "test error than He's",
                                  &T::tuning_helps),
                probability<P, T>("guide_is_right",
                                  "probability that the scale whose pre-activations start nearest to a "
                                  "standard deviation of 1 is among the two that fit best",
                                  &T::guide_is_right),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r) add(p, stream, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return 4; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
