// On which share of the data is one random unit on?
// Document: 004 section 1.2.

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "lib/random/normal.hpp"
#include "lib/random/uniform.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Inputs { uniform01, centred_uniform, normal };

struct Parameters {
    std::int64_t dimension = 8, points = 1024;
    Inputs inputs = Inputs::normal;
    double near = 0.05, far = 0.4;
};

struct Tally {
    stats::Histogram number_on;
    stats::Proportion near_half, lopsided;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.number_on, self.near_half, self.lopsided);
    }
};

using P = Parameters;
using T = Tally;

constexpr std::size_t tile_draws = 8192;  // draws that stay in the second-level cache

/// On how many of `count` fresh data points the unit w is on.
std::size_t number_on(const P& p, random::Stream& stream, std::span<const double> w, std::size_t count,
                      std::vector<double>& data) {
    const std::size_t d = w.size();
    const double shift = p.inputs == Inputs::centred_uniform ? 0.5 : 0.0;
    data.resize(count * d);
    if (p.inputs == Inputs::normal)
        random::fill_normal(stream, std::span(data));
    else
        random::fill_uniform(stream, std::span(data));
    std::size_t on = 0;
    for (std::size_t i = 0; i < count; ++i) {
        double s = 0;
        for (std::size_t j = 0; j < d; ++j) s += w[j] * (data[i * d + j] - shift);
        on += s > 0 ? 1U : 0U;
    }
    return on;
}

/// One replicate is a unit w.x without bias, w ~ N(0, I), on its own data set of independent points whose
/// coordinates are independent.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const auto d = static_cast<std::size_t>(p.dimension), points = static_cast<std::size_t>(p.points);
    const std::size_t tile = std::max<std::size_t>(1, tile_draws / d);
    std::vector<double> w(d), data, numbers(static_cast<std::size_t>(replicates.count));
    for (double& number : numbers) {
        random::fill_normal(stream, std::span(w));
        std::size_t on = 0;
        for (std::size_t done = 0; done < points; done += tile)
            on += number_on(p, stream, w, std::min(tile, points - done), data);
        number = static_cast<double>(on);
        const double from_half = std::abs(number / static_cast<double>(points) - 0.5);
        tally.near_half.add(from_half <= p.near);
        tally.lopsided.add(from_half >= p.far);
    }
    tally.number_on.add(numbers);
    return 0;
}

}  // namespace

engine::Experiment unit_over_data() {
    using namespace engine;
    return experiment<P, T>({
        .name = "unit-over-data",
        .doc = "The share of a data set on which one random unit without bias is on.",
        .parameters =
            {
                integer(&P::dimension,
                        {.name = "dimension", .least = 1, .greatest = 256, .doc = "number of inputs"}),
                integer(&P::points, {.name = "points",
                                     .least = 1,
                                     .greatest = 16384,
                                     .unit = "points",
                                     .doc = "size of the data set"}),
                choice(&P::inputs,
                       {.name = "inputs",
                        .choices = {"uniform01", "centred_uniform", "normal"},
                        .doc = "law of a coordinate: uniform on (0,1), on (-1/2,1/2), or N(0,1)"}),
                real(&P::near, {.name = "near",
                                .least = 0,
                                .greatest = 0.5,
                                .doc = "greatest distance from 1/2 that counts as about half"}),
                real(&P::far, {.name = "far",
                               .least = 0,
                               .greatest = 0.5,
                               .doc = "least distance from 1/2 that counts as lopsided"}),
            },
        .tally =
            [](const P& p) {
                const auto last = static_cast<std::size_t>(p.points);
                return T{stats::Histogram(std::make_shared<const stats::Cells>(stats::Cells::lattice(last))),
                         {},
                         {}};
            },
        .quantities =
            {
                law<P, T>("number_on", "law of the number of data points on which the unit is on",
                          &T::number_on),
                probability<P, T>("near_half", "probability that the share lies within near of 1/2",
                                  &T::near_half),
                probability<P, T>("lopsided", "probability that the share is at least far away from 1/2",
                                  &T::lopsided),
            },
        .block = block,
        // About 2^22 coordinates a block.
        .replicates_per_block =
            [](const P& p) {
                return std::clamp<std::uint64_t>(
                    (1U << 22U) / static_cast<std::uint64_t>(p.dimension * p.points), 1, 32768);
            },
        .blocks = 16,
    });
}

}  // namespace assay::experiments
