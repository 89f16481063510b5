// The pre-activation of a unit whose weights do not have mean 0.
// Documents: 001, block on initialization; 003, slide on initialization.

#include <cmath>

#include "lib/nn/activation.hpp"
#include "lib/nn/elementwise.hpp"
#include "lib/nn/fill.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t fan_in = 100;
    double weight_mean = 0, weight_sd = 0.1;
};
using P = Parameters;

struct Tally {
    stats::Moments sum, square;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.sum, self.square);
    }
};
using T = Tally;

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    nn::Vector<double> weights(p.fan_in);
    nn::Matrix<double> inputs(p.fan_in, 1);
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        nn::fill_normal(stream, weights);
        nn::fill_normal(stream, inputs);
        nn::activate(nn::Relu{}, inputs, inputs);
        const double sum = p.weight_mean * inputs.sum() + p.weight_sd * weights.dot(inputs.col(0));
        tally.sum.add(sum);
        tally.square.add(sum * sum);
    }
    return 0;
}

}  // namespace

engine::Experiment shifted_weights() {
    using namespace engine;
    return experiment<P, T>({
        .name = "shifted-weights",
        .doc = "The sum of rectified standard normal inputs with independent normal weights of any mean.",
        .parameters =
            {integer(&P::fan_in, {.name = "fan_in", .least = 1, .greatest = 10000, .doc = "inputs"}),
             real(&P::weight_mean,
                  {.name = "weight_mean", .least = -10, .greatest = 10, .doc = "mean of a weight"}),
             real(
                 &P::weight_sd,
                 {.name = "weight_sd", .least = 0, .greatest = 10, .doc = "standard deviation of a weight"})},
        .tally = [](const P&) { return T{}; },
        .quantities = {mean<P, T>("mean_sum", "mean of the sum", &T::sum),
                       mean<P, T>("mean_square", "mean of the squared sum", &T::square)},
        .block = block,
        .replicates_per_block =
            [](const P& p) {
                return static_cast<std::uint64_t>(std::clamp<std::int64_t>(800000 / p.fan_in, 16, 8192));
            },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
