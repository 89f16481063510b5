// How often is a ReLU unit on whose weights have a negative mean?
// Document: 001.

#include <cmath>
#include <vector>

#include "lib/random/normal.hpp"
#include "lib/random/uniform.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Inputs { ones, uniform01, half_normal, rectified_normal, normal };

struct Parameters {
    Inputs inputs = Inputs::ones;
    std::int64_t fan_in = 100;
    double weight_mean = -0.02;
};
using P = Parameters;

struct Tally {
    stats::Proportion on;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.on);
    }
};
using T = Tally;

void draw_inputs(Inputs law, random::Stream& stream, std::span<double> x) {
    if (law == Inputs::ones) return std::fill(x.begin(), x.end(), 1.0);
    if (law == Inputs::uniform01) return random::fill_uniform(stream, x);
    random::fill_normal(stream, x);
    for (double& value : x) {
        if (law == Inputs::half_normal) value = std::abs(value);
        if (law == Inputs::rectified_normal) value = std::max(value, 0.0);
    }
}

/// One replicate: a unit with independent N(weight_mean, 1/fan_in) weights and no bias, on its own input.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const auto d = static_cast<std::size_t>(p.fan_in);
    const double sd = 1 / std::sqrt(double(p.fan_in));
    std::vector<double> x(d), z(d);
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        draw_inputs(p.inputs, stream, x);
        random::fill_normal(stream, std::span(z));
        double s = 0;
        for (std::size_t j = 0; j < d; ++j) s += (p.weight_mean + sd * z[j]) * x[j];
        tally.on.add(s > 0);
    }
    return 0;
}

}  // namespace

engine::Experiment negative_weights() {
    using namespace engine;
    return experiment<P, T>({
        .name = "negative-weights",
        .doc = "A ReLU unit without bias whose normal weights have variance 1/fan_in and a mean.",
        .parameters =
            {
                choice(&P::inputs,
                       {.name = "inputs",
                        .choices = {"ones", "uniform01", "half_normal", "rectified_normal", "normal"},
                        .doc = "all 1, or independent of one law: uniform on (0,1), |z|, max(z, 0) or z for "
                               "standard normal z"}),
                integer(&P::fan_in, {.name = "fan_in", .least = 1, .greatest = 4096, .doc = "inputs"}),
                real(&P::weight_mean,
                     {.name = "weight_mean", .least = -1e3, .greatest = 1e3, .doc = "mean of a weight"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities = {probability<P, T>("on", "probability that the unit's pre-activation is positive",
                                         &T::on)},
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{8192}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
