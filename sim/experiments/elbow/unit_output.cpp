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

/// Inputs proportional to 1, 2, ..., d, of squared length d.
std::vector<double> fixed_input(std::size_t d) {
    const auto n = static_cast<double>(d);
    const double scale = std::sqrt(6 / ((n + 1) * (2 * n + 1)));  // sum of i^2 is n (n + 1) (2 n + 1) / 6
    std::vector<double> x(d);
    for (std::size_t i = 0; i < d; ++i) x[i] = scale * static_cast<double>(i + 1);
    return x;
}

/// One replicate is a pair of units s = w.x with w ~ N(0, gain/d I), whose weights and inputs are all
/// independent. A variance is then the mean of (s_1 - s_2)^2 / 2, a mean over replicates like any other;
/// means and second moments come from the first unit, the law from both.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const auto d = static_cast<std::size_t>(p.dimension);
    const double weight_sd = std::sqrt(p.gain / static_cast<double>(p.dimension));
    std::vector<double> w(2 * d), x(2 * d);
    const auto fixed = fixed_input(d);
    for (std::size_t i = 0; i < 2 * d; ++i) x[i] = fixed[i % d];
    std::vector<double> s(2 * static_cast<std::size_t>(replicates.count));
    for (std::size_t unit = 0; unit < s.size(); unit += 2) {
        random::fill_normal(stream, std::span(w));
        if (p.input == Input::gaussian) random::fill_normal(stream, std::span(x));
        for (std::size_t k = 0; k < 2; ++k) {
            double sum = 0;
            for (std::size_t i = k * d; i < (k + 1) * d; ++i) sum += w[i] * x[i];
            s[unit + k] = weight_sd * sum;
        }
        tally.tail.add(std::abs(s[unit]) > p.tail);
    }
    tally.preactivation.add(s);

    std::array<std::vector<double>, 5> values;
    for (auto& value : values) value.reserve(s.size() / 2);
    for (std::size_t unit = 0; unit < s.size(); unit += 2) {
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
