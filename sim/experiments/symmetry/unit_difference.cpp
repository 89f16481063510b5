// By how much do two random tanh units differ, and how does that depend on the size of their weights?
// Document: 002, slide on larger initial weights.

#include <cmath>
#include <vector>

#include "lib/random/normal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t inputs = 64;
    double weight_sd = 0.1;
};
using P = Parameters;

struct Tally {
    stats::BoundedSample square{stats::Range{0, 4}};
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.square);
    }
};
using T = Tally;

/// One replicate: an input x ~ N(0, I), two units with weights N(0, weight_sd^2), and
/// (tanh w.x - tanh v.x)^2.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const auto d = static_cast<std::size_t>(p.inputs);
    std::vector<double> x(d), w(d), v(d), squares(static_cast<std::size_t>(replicates.count));
    for (double& square : squares) {
        random::fill_normal(stream, std::span(x));
        random::fill_normal(stream, std::span(w));
        random::fill_normal(stream, std::span(v));
        double s = 0, t = 0;
        for (std::size_t j = 0; j < d; ++j) {
            s += w[j] * x[j];
            t += v[j] * x[j];
        }
        const double difference = std::tanh(p.weight_sd * s) - std::tanh(p.weight_sd * t);
        square = difference * difference;
    }
    tally.square.add(squares);
    return 0;
}

}  // namespace

engine::Experiment unit_difference() {
    using namespace engine;
    return experiment<P, T>({
        .name = "unit-difference",
        .doc = "Two tanh units without bias and with independent normal weights, on standard normal inputs.",
        .parameters =
            {
                integer(&P::inputs, {.name = "inputs", .least = 1, .greatest = 1024, .doc = "inputs"}),
                real(&P::weight_sd, {.name = "weight_sd",
                                     .least = 0,
                                     .greatest = 1e6,
                                     .doc = "standard deviation of a weight"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities = {bounded_mean<P, T>(
            "mean_square", "mean of the squared difference of the two units' values", &T::square)},
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{8192}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
