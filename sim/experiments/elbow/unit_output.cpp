// Pre-activation and ReLU output of one unit without bias, over random weights, and random or fixed inputs.
// Document: 000 section 1.1.

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <vector>

#include "lib/random/normal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Input { fixed, gaussian };

struct Parameters {
    std::int64_t dimension = 16;
    Input input = Input::gaussian;
    double gain = 1, tail = 3;
};

struct Tally {
    stats::Histogram preactivation;
    stats::Moments preactivation_mean, preactivation_half_square, output_mean, output_square,
        output_half_square;
    stats::Proportion tail;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.preactivation, self.preactivation_mean, self.preactivation_half_square,
                        self.output_mean, self.output_square, self.output_half_square, self.tail);
    }
};

using P = Parameters;
using T = Tally;

constexpr std::size_t tile_draws = 8192;  // draws that stay in the second-level cache

/// Inputs proportional to 1, 2, ..., d, of squared length d.
std::vector<double> fixed_input(std::size_t d) {
    const auto n = static_cast<double>(d);
    const double scale = std::sqrt(6 / ((n + 1) * (2 * n + 1)));  // sum of i^2 is n (n + 1) (2 n + 1) / 6
    std::vector<double> x(d);
    for (std::size_t i = 0; i < d; ++i) x[i] = scale * static_cast<double>(i + 1);
    return x;
}

/// s = w.x for each row of d weights and d inputs.
void preactivations(std::span<const double> w, std::span<const double> x, double weight_sd,
                    std::span<double> s) {
    const std::size_t d = w.size() / s.size();
    for (std::size_t unit = 0; unit < s.size(); ++unit) {
        double sum = 0;
        for (std::size_t i = unit * d; i < (unit + 1) * d; ++i) sum += w[i] * x[i];
        s[unit] = weight_sd * sum;
    }
}

/// One replicate is a pair of units s = w.x with w ~ N(0, gain/d I), whose weights and inputs are all
/// independent. A variance is then the mean of (s_1 - s_2)^2 / 2, a mean over replicates like any other;
/// means, second moments and the tail come from the first unit, the law from both.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const auto d = static_cast<std::size_t>(p.dimension);
    const double weight_sd = std::sqrt(p.gain / static_cast<double>(p.dimension));
    const std::size_t tile = 2 * std::max<std::size_t>(1, tile_draws / (2 * d));  // units at a time
    std::vector<double> w(tile * d), x(tile * d), s(2 * static_cast<std::size_t>(replicates.count));
    const auto fixed = fixed_input(d);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = fixed[i % d];
    for (std::size_t first = 0; first < s.size(); first += tile) {
        const std::size_t n = std::min(tile, s.size() - first);
        const auto weights = std::span(w).first(n * d), inputs = std::span(x).first(n * d);
        random::fill_normal(stream, weights);
        if (p.input == Input::gaussian) random::fill_normal(stream, inputs);
        preactivations(weights, inputs, weight_sd, std::span(s).subspan(first, n));
    }
    tally.preactivation.add(s);

    std::array<std::vector<double>, 5> values;
    for (auto& value : values) value.reserve(s.size() / 2);
    for (std::size_t unit = 0; unit < s.size(); unit += 2) {
        tally.tail.add(std::abs(s[unit]) > p.tail);
        const double difference = s[unit] - s[unit + 1];
        const double output = std::max(s[unit], 0.0), output_difference = output - std::max(s[unit + 1], 0.0);
        values[0].push_back(s[unit]);
        values[1].push_back(difference * difference / 2);
        values[2].push_back(output);
        values[3].push_back(output * output);
        values[4].push_back(output_difference * output_difference / 2);
    }
    tally.preactivation_mean.add(values[0]);
    tally.preactivation_half_square.add(values[1]);
    tally.output_mean.add(values[2]);
    tally.output_square.add(values[3]);
    tally.output_half_square.add(values[4]);
    return 0;
}

}  // namespace

engine::Experiment unit_output() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::normal(4096));
    return experiment<P, T>({
        .name = "unit-output",
        .doc = "Pre-activation s = w.x and output relu(s) of a unit with independent N(0, gain/dimension) "
               "weights.",
        .parameters =
            {
                integer(&P::dimension,
                        {.name = "dimension", .least = 1, .greatest = 10000, .doc = "number of inputs d"}),
                choice(&P::input, {.name = "input",
                                   .choices = {"fixed", "gaussian"},
                                   .doc = "fixed: proportional to 1, 2, ..., d with squared length d; "
                                          "gaussian: independent standard normals"}),
                real(&P::gain, {.name = "gain",
                                .least = 0,
                                .greatest = 1e6,
                                .doc = "dimension times a weight's variance"}),
                real(&P::tail,
                     {.name = "tail", .least = 0, .greatest = 1e3, .doc = "where the tail of |s| begins"}),
            },
        .tally = [cells](const P&) { return T{stats::Histogram(cells), {}, {}, {}, {}, {}, {}}; },
        .quantities =
            {
                law<P, T>("preactivation", "law of the pre-activation", &T::preactivation),
                mean<P, T>("preactivation_mean", "mean of the pre-activation", &T::preactivation_mean),
                mean<P, T>("preactivation_variance", "variance of the pre-activation",
                           &T::preactivation_half_square),
                probability<P, T>("in_tail", "probability that the pre-activation exceeds tail in size",
                                  &T::tail),
                mean<P, T>("output_mean", "mean of the output", &T::output_mean),
                mean<P, T>("output_second_moment", "mean square of the output", &T::output_square),
                mean<P, T>("output_variance", "variance of the output", &T::output_half_square),
            },
        .block = block,
        .replicates_per_block =
            [](const P& p) {
                return std::clamp<std::uint64_t>((1U << 19U) / static_cast<std::uint64_t>(p.dimension), 64,
                                                 32768);
            },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
