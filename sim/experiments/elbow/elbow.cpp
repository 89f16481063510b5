// The corner c = -b/w of a ReLU unit relu(w x + b) with jointly normal weight and bias.
// Documents: 000 section 1.1, equation 6.1; 004 section 1.3.

#include <array>
#include <cmath>
#include <memory>

#include "lib/random/normal.hpp"
#include "lib/stats/combine.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double weight_mean = 0, weight_sd = 1, bias_mean = 0, bias_sd = 1;
    double correlation = 0;
    double window_centre = 0, window_radius = 1;
};

struct Tally {
    stats::Histogram elbow;
    stats::Proportion window;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.elbow, self.window);
    }
};

using P = Parameters;
using T = Tally;

constexpr std::size_t tile = 1024;  // draws that stay in the first-level cache

/// w = weight_mean + weight_sd z1, b = bias_mean + bias_sd (r z1 + sqrt(1 - r^2) z2), c = -b/w.
/// Missing: w = 0, which has no corner.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const double along = p.bias_sd * p.correlation;
    const double across = p.bias_sd * std::sqrt(1 - p.correlation * p.correlation);
    std::array<double, tile> z1{}, z2{}, elbow{};
    std::uint64_t inside = 0;
    const std::uint64_t missing_before = tally.elbow.missing();
    for (std::uint64_t done = 0; done < replicates.count; done += tile) {
        const std::size_t n = std::min<std::uint64_t>(tile, replicates.count - done);
        random::fill_normal(stream, std::span(z1).first(n));
        random::fill_normal(stream, std::span(z2).first(n));
        for (std::size_t i = 0; i < n; ++i) {
            const double w = p.weight_mean + p.weight_sd * z1[i];
            const double b = p.bias_mean + along * z1[i] + across * z2[i];
            elbow[i] = -b / w;
            inside += std::abs(elbow[i] - p.window_centre) <= p.window_radius ? 1U : 0U;
        }
        tally.elbow.add(std::span(elbow).first(n));
    }
    const std::uint64_t missing = tally.elbow.missing() - missing_before;
    tally.window.merge({inside, replicates.count - missing, missing});
    return missing;
}

/// q_high - q_low, each quantile at half the level.
stats::Estimate spread(const stats::Histogram& sample, double low, double high, double level) {
    return stats::difference(stats::quantile(sample, high, level / 2),
                             stats::quantile(sample, low, level / 2));
}

}  // namespace

engine::Experiment elbow() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096));
    return experiment<P, T>({
        .name = "elbow",
        .doc = "The corner c = -b/w of relu(w x + b) for jointly normal weight and bias.",
        .parameters =
            {
                real(&P::weight_mean,
                     {.name = "weight_mean", .least = -1e6, .greatest = 1e6, .doc = "mean of w"}),
                real(&P::weight_sd,
                     {.name = "weight_sd", .least = 0, .greatest = 1e6, .doc = "standard deviation of w"}),
                real(&P::bias_mean,
                     {.name = "bias_mean", .least = -1e6, .greatest = 1e6, .doc = "mean of b"}),
                real(&P::bias_sd,
                     {.name = "bias_sd", .least = 0, .greatest = 1e6, .doc = "standard deviation of b"}),
                real(&P::correlation,
                     {.name = "correlation", .least = -1, .greatest = 1, .doc = "correlation of w and b"}),
                real(&P::window_centre, {.name = "window_centre",
                                         .least = -1e6,
                                         .greatest = 1e6,
                                         .doc = "centre of the window of inputs"}),
                real(&P::window_radius, {.name = "window_radius",
                                         .least = 0,
                                         .greatest = 1e6,
                                         .doc = "half the width of the window"}),
            },
        .tally =
            [cells](const P&) {
                return T{stats::Histogram(cells), {}};
            },
        .quantities =
            {
                law<P, T>("elbow", "law of the corner -b/w", &T::elbow),
                law<P, T>("mirrored_elbow", "law of b/w, from the same draws as elbow",
                          [](const P&, const T& t) { return t.elbow.mirrored(); }),
                quantile<P, T>("lower_quartile", "lower quartile of the corner", &T::elbow, 0.25),
                quantile<P, T>("median", "median of the corner", &T::elbow, 0.5),
                quantile<P, T>("upper_quartile", "upper quartile of the corner", &T::elbow, 0.75),
                scalar<P, T>("half_iqr", "half the distance of the quartiles",
                             [](const P&, const T& t, double level) {
                                 return stats::scaled(spread(t.elbow, 0.25, 0.75, level), 0.5);
                             }),
                scalar<P, T>("spread_ratio",
                             "(q(3/4) - q(1/4)) / (q(5/8) - q(3/8)) of the corner's quantiles q; "
                             "depends on the shape of the law, not on its location or scale",
                             [](const P&, const T& t, double level) {
                                 return stats::ratio(spread(t.elbow, 0.25, 0.75, level / 2),
                                                     spread(t.elbow, 0.375, 0.625, level / 2));
                             }),
                probability<P, T>("in_window", "probability that the corner lies in the window", &T::window),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{1} << 17U; },
        .blocks = 256,
    });
}

}  // namespace assay::experiments
