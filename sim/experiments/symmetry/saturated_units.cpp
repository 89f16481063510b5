// How often is a tanh unit saturated?
// Documents: 001; 002, slide on saturation.

#include <cmath>
#include <vector>

#include "lib/nn/activation.hpp"
#include "lib/random/normal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t inputs = 4;
    double weight_sd = 0.5, threshold = 0.99;
};
using P = Parameters;

struct Tally {
    stats::Proportion saturated;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.saturated);
    }
};
using T = Tally;

/// One replicate: a unit with independent N(0, weight_sd^2) weights on the inputs (1, -1, 1, ...).
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const auto d = static_cast<std::size_t>(p.inputs), units = static_cast<std::size_t>(replicates.count);
    std::vector<double> weights(d * units);
    random::fill_normal(stream, std::span(weights));
    for (std::size_t u = 0; u < units; ++u) {
        double s = 0;
        for (std::size_t j = 0; j < d; ++j) s += (j % 2 == 0 ? 1 : -1) * weights[u * d + j];
        tally.saturated.add(std::abs(nn::Tanh{}.value(p.weight_sd * s)) > p.threshold);
    }
    return 0;
}

}  // namespace

engine::Experiment saturated_units() {
    using namespace engine;
    return experiment<P, T>({
        .name = "saturated-units",
        .doc = "A tanh unit without bias and with normal weights, on inputs of size 1.",
        .parameters =
            {
                integer(&P::inputs, {.name = "inputs", .least = 1, .greatest = 256, .doc = "inputs"}),
                real(&P::weight_sd, {.name = "weight_sd",
                                     .least = 0,
                                     .greatest = 1e6,
                                     .doc = "standard deviation of a weight"}),
                real(&P::threshold, {.name = "threshold",
                                     .least = 0,
                                     .greatest = 1,
                                     .doc = "size of the unit's value from which it counts as saturated"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities = {probability<P, T>("saturated", "probability that |tanh s| is above the threshold",
                                         &T::saturated)},
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{16384}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
