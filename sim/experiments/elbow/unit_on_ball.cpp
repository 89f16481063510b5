// Where the corner of a random unit lies, seen from inputs that fill a ball: is the unit dead, always on, or
// does it bend among the inputs? Documents: 000 section 1.1; 004 section 1.3.

#include <algorithm>
#include <cmath>
#include <vector>

#include "lib/random/normal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t dimension = 1;
    double radius = 1, weight_sd = 1, bias_sd = 1;
};

struct Tally {
    stats::Proportion dead, always_on, corner_inside, dead_given_outside;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.dead, self.always_on, self.corner_inside, self.dead_given_outside);
    }
};

using P = Parameters;
using T = Tally;

constexpr std::size_t tile_draws = 16384;

/// The pre-activation b + w.x, with w ~ N(0, weight_sd^2 I) and b ~ N(0, bias_sd^2), takes every value of
/// [b - radius |w|, b + radius |w|] as x runs over the ball |x| <= radius.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const auto d = static_cast<std::size_t>(p.dimension);
    const std::size_t tile = std::max<std::size_t>(1, tile_draws / d);
    std::vector<double> weights(tile * d), biases(tile);
    std::uint64_t dead = 0, on = 0;
    for (std::uint64_t done = 0; done < replicates.count; done += tile) {
        const std::size_t n = std::min<std::uint64_t>(tile, replicates.count - done);
        random::fill_normal(stream, std::span(weights).first(n * d));
        random::fill_normal(stream, std::span(biases).first(n));
        for (std::size_t i = 0; i < n; ++i) {
            double square = 0;
            for (std::size_t j = i * d; j < (i + 1) * d; ++j) square += weights[j] * weights[j];
            const double reach = p.radius * p.weight_sd * std::sqrt(square);
            const double bias = p.bias_sd * biases[i];
            const bool never_positive = bias + reach <= 0;
            dead += never_positive ? 1U : 0U;
            on += !never_positive && bias - reach >= 0 ? 1U : 0U;
        }
    }
    tally.dead.merge({dead, replicates.count, 0});
    tally.always_on.merge({on, replicates.count, 0});
    tally.corner_inside.merge({replicates.count - dead - on, replicates.count, 0});
    tally.dead_given_outside.merge({dead, dead + on, 0});
    return 0;
}

}  // namespace

engine::Experiment unit_on_ball() {
    using namespace engine;
    return experiment<P, T>({
        .name = "unit-on-ball",
        .doc = "A unit relu(w.x + b) with independent normal weights and bias, over the inputs x of a ball "
               "about 0.",
        .parameters =
            {
                integer(&P::dimension,
                        {.name = "dimension", .least = 1, .greatest = 10000, .doc = "number of inputs"}),
                real(&P::radius,
                     {.name = "radius", .least = 0, .greatest = 1e6, .doc = "radius of the ball"}),
                real(&P::weight_sd, {.name = "weight_sd",
                                     .least = 0,
                                     .greatest = 1e6,
                                     .doc = "standard deviation of a weight"}),
                real(&P::bias_sd, {.name = "bias_sd",
                                   .least = 0,
                                   .greatest = 1e6,
                                   .doc = "standard deviation of the bias"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                probability<P, T>(
                    "dead", "probability that the pre-activation is positive nowhere in the ball", &T::dead),
                probability<P, T>("always_on",
                                  "probability that the pre-activation is negative nowhere in the ball and "
                                  "positive somewhere",
                                  &T::always_on),
                probability<P, T>("corner_inside",
                                  "probability that the pre-activation changes sign in the ball",
                                  &T::corner_inside),
                probability<P, T>("dead_given_outside",
                                  "probability of dead given that the sign does not change",
                                  &T::dead_given_outside),
            },
        .block = block,
        .replicates_per_block =
            [](const P& p) {
                return std::max<std::uint64_t>(1024,
                                               32768 / ((static_cast<std::uint64_t>(p.dimension) + 15) / 16));
            },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
