// How many units of a ReLU layer are on at the start, in the first layer and deeper.
// Documents: 004 section 1.2; 000 section 1.2.1.

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "lib/random/normal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t width = 16, inputs = 4, layer = 1;
    double gain = 2, bias = 0;
};

struct Tally {
    stats::Histogram number_on;
    stats::Proportion off;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.number_on, self.off);
    }
};

using P = Parameters;
using T = Tally;

constexpr std::size_t tile_draws = 8192;  // draws that stay in the second-level cache

/// s = W h + bias with W ~ N(0, gain/fan-in), row by row; returns relu(s).
std::vector<double> layer(const P& p, random::Stream& stream, std::span<const double> h,
                          std::vector<double>& weights) {
    const std::size_t fan_in = h.size(), tile = std::max<std::size_t>(1, tile_draws / fan_in);
    const double weight_sd = std::sqrt(p.gain / static_cast<double>(fan_in));
    std::vector<double> next(static_cast<std::size_t>(p.width));
    for (std::size_t first = 0; first < next.size(); first += tile) {
        const std::size_t rows = std::min(tile, next.size() - first);
        weights.resize(rows * fan_in);
        random::fill_normal(stream, std::span(weights));
        for (std::size_t row = 0; row < rows; ++row) {
            double sum = 0;
            for (std::size_t i = 0; i < fan_in; ++i) sum += weights[row * fan_in + i] * h[i];
            next[first + row] = std::max(weight_sd * sum + p.bias, 0.0);
        }
    }
    return next;
}

/// One replicate is a network with fresh weights, seen on one input of squared length `inputs`.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const std::vector<double> input(static_cast<std::size_t>(p.inputs), 1.0);
    std::vector<double> weights, numbers(static_cast<std::size_t>(replicates.count));
    for (double& number : numbers) {
        auto h = layer(p, stream, input, weights);
        for (std::int64_t l = 1; l < p.layer; ++l) h = layer(p, stream, h, weights);
        number = static_cast<double>(std::count_if(h.begin(), h.end(), [](double y) { return y > 0; }));
        tally.off.add(!(h.front() > 0));
    }
    tally.number_on.add(numbers);
    return 0;
}

}  // namespace

engine::Experiment active_units() {
    using namespace engine;
    return experiment<P, T>({
        .name = "active-units",
        .doc = "Which units of a layer of a random ReLU network are on for a given input.",
        .parameters =
            {
                integer(&P::width, {.name = "width",
                                    .least = 1,
                                    .greatest = 4096,
                                    .unit = "units",
                                    .doc = "units in a layer"}),
                integer(&P::inputs,
                        {.name = "inputs", .least = 1, .greatest = 4096, .doc = "number of inputs, all 1"}),
                integer(&P::layer,
                        {.name = "layer", .least = 1, .greatest = 64, .doc = "the layer looked at, from 1"}),
                real(&P::gain, {.name = "gain",
                                .least = 0,
                                .greatest = 1e6,
                                .doc = "fan-in times the variance of a weight"}),
                real(&P::bias, {.name = "bias", .least = -1e6, .greatest = 1e6, .doc = "bias of every unit"}),
            },
        .tally =
            [](const P& p) {
                const auto last = static_cast<std::size_t>(p.width);
                return T{stats::Histogram(std::make_shared<const stats::Cells>(stats::Cells::lattice(last))),
                         {}};
            },
        .quantities =
            {
                law<P, T>("number_on", "law of the number of units with positive output", &T::number_on),
                probability<P, T>("off", "probability that the first unit of the layer is off", &T::off),
            },
        .block = block,
        // About 2^20 weights a block.
        .replicates_per_block =
            [](const P& p) {
                const auto weights =
                    static_cast<std::uint64_t>(p.width * (p.inputs + (p.layer - 1) * p.width));
                return std::clamp<std::uint64_t>((1U << 20U) / weights, 16, 32768);
            },
        .blocks = 128,
    });
}

}  // namespace assay::experiments
