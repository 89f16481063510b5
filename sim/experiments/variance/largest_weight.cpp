// The largest of a unit's weights.
// Document: 002, slide on sparse initialization.

#include <algorithm>
#include <cmath>

#include "lib/nn/initializer/fan_in_normal.hpp"
#include "lib/stats/combine.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t fan_in = 1000;
};
using P = Parameters;

struct Tally {
    stats::Histogram largest;  ///< in thousandths of a weight's standard deviation, rounded down
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.largest);
    }
};
using T = Tally;

constexpr double steps = 1000;

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const double sd = std::sqrt(nn::FanInNormal{}.variance(p.fan_in, 1));
    nn::Matrix<float> weights(1, p.fan_in);
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        nn::FanInNormal{}(stream, weights);
        const auto largest = static_cast<double>(weights.cwiseAbs().maxCoeff()) / sd;
        const double cell = std::floor(largest * steps);
        tally.largest.add(std::span(&cell, 1));
    }
    return 0;
}

/// The median, rounding undone: it lies up to one step higher.
stats::Estimate median(const P& p, const T& t, double level) {
    auto cells = stats::quantile(t.largest, 0.5, level);
    cells.upper += 1;
    cells.lasting_above += 1;
    return stats::scaled(cells, std::sqrt(nn::FanInNormal{}.variance(p.fan_in, 1)) / steps);
}

}  // namespace

engine::Experiment largest_weight() {
    using namespace engine;
    // Float normals stay below 6.77.
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::lattice(6999));
    return experiment<P, T>({
        .name = "largest-weight",
        .doc = "The largest size among a unit's weights, which are normal with variance 1/fan_in.",
        .parameters = {integer(
            &P::fan_in, {.name = "fan_in", .least = 1, .greatest = 1000000, .doc = "weights of the unit"})},
        .tally = [cells](const P&) { return T{stats::Histogram(cells)}; },
        .quantities = {scalar<P, T>("median_largest", "median over units of the largest size of a weight",
                                    median)},
        .block = block,
        .replicates_per_block =
            [](const P& p) {
                return static_cast<std::uint64_t>(std::clamp<std::int64_t>(1000000 / p.fan_in, 4, 64));
            },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
