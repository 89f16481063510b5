// What a rectifier leaves of random numbers of various laws, and of their weighted sum.
// Documents: 000 section 1.2.1; 001, block on initialization; 003, slide on Kaiming initialization; 004
// section 1.2.

#include <boost/random/exponential_distribution.hpp>
#include <cmath>
#include <memory>
#include <vector>

#include "lib/nn/activation.hpp"
#include "lib/random/normal.hpp"
#include "lib/random/uniform.hpp"
#include "lib/stats/student_variance.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Law { normal, uniform, exponential };

struct Parameters {
    Law law = Law::normal;
    double mean = 0, sd = 1, slope = 0;
    std::int64_t inputs = 8;
};
using P = Parameters;

/// z of all inputs, and y = f(z). Of the d inputs of a replicate the first stands for all where a quantity
/// concerns one number.
struct Tally {
    explicit Tally(std::shared_ptr<const stats::Cells> counts) : on_count(std::move(counts)) {}

    stats::Proportion on;
    stats::Moments output, square, sum_square;
    stats::JointMoments<2> squares;  ///< y^2, z^2
    stats::VarianceMoments spread;
    stats::Histogram on_count;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.on, self.output, self.square, self.sum_square, self.squares, self.spread,
                        self.on_count);
    }
};
using T = Tally;

/// Fills z with independent draws of the law.
void draw(const P& p, random::Stream& stream, std::span<double> z) {
    switch (p.law) {
        case Law::normal:
            random::fill_normal(stream, z);
            break;
        case Law::uniform:
            random::fill_uniform(stream, z);
            for (double& x : z) x = std::sqrt(12.0) * (x - 0.5);
            break;
        case Law::exponential:
            for (double& x : z) x = boost::random::exponential_distribution<double>(1)(stream) - 1;
            break;
    }
    for (double& x : z) x = p.mean + p.sd * x;
}

/// Replicate: d inputs z, and the sum s of w_j f(z_j) with independent N(0, 1/d) weights.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const auto d = static_cast<std::size_t>(p.inputs);
    const nn::LeakyRelu f{.slope = p.slope};
    const std::size_t tile = std::max<std::size_t>(1, 4096 / d);
    std::vector<double> z(tile * d), w(tile * d), y(tile), y_square(tile), z_square(tile), s_square(tile),
        count(tile);
    for (std::uint64_t done = 0; done < replicates.count; done += tile) {
        const std::size_t n = std::min<std::uint64_t>(tile, replicates.count - done);
        draw(p, stream, std::span(z).first(n * d));
        random::fill_normal(stream, std::span(w).first(n * d));
        for (std::size_t i = 0; i < n; ++i) {
            double s = 0;
            std::uint64_t on = 0;
            for (std::size_t j = i * d; j < (i + 1) * d; ++j) {
                s += w[j] * f.value(z[j]);
                on += z[j] > 0 ? 1U : 0U;
            }
            y[i] = f.value(z[i * d]);
            y_square[i] = y[i] * y[i];
            z_square[i] = z[i * d] * z[i * d];
            s_square[i] = s * s / static_cast<double>(d);
            count[i] = static_cast<double>(on);
            tally.on.add(z[i * d] > 0);
        }
        tally.output.add(std::span(y).first(n));
        tally.square.add(std::span(y_square).first(n));
        tally.sum_square.add(std::span(s_square).first(n));
        tally.squares.add(
            {std::span<const double>(y_square).first(n), std::span<const double>(z_square).first(n)});
        tally.spread.add(std::span(y).first(n));
        tally.on_count.add(std::span(count).first(n));
    }
    return 0;
}

}  // namespace

engine::Experiment rectified_moments() {
    using namespace engine;
    return experiment<P, T>({
        .name = "rectified-moments",
        .doc = "Random numbers z, what a (leaky) rectifier f makes of them, and sums of d of these with "
               "independent weights of mean 0 and variance 1/d.",
        .parameters =
            {
                choice(&P::law, {.name = "law",
                                 .choices = {"normal", "uniform", "exponential"},
                                 .doc = "of (z - mean) / sd, each with mean 0 and variance 1"}),
                real(&P::mean, {.name = "mean", .least = -10, .greatest = 10, .doc = "mean of z"}),
                real(&P::sd, {.name = "sd", .least = 0, .greatest = 10, .doc = "standard deviation of z"}),
                real(&P::slope,
                     {.name = "slope", .least = 0, .greatest = 1, .doc = "of f below 0; ReLU has 0"}),
                integer(&P::inputs, {.name = "inputs", .least = 1, .greatest = 1024, .doc = "d"}),
            },
        .tally =
            [](const P& p) {
                return T(std::make_shared<const stats::Cells>(
                    stats::Cells::lattice(static_cast<std::size_t>(p.inputs))));
            },
        .quantities =
            {
                probability<P, T>("on", "P(z > 0)", &T::on),
                mean<P, T>("output_mean", "E f(z)", &T::output),
                mean<P, T>("output_second_moment", "E f(z)^2", &T::square),
                scalar<P, T>("output_variance", "Var f(z)",
                             [](const P&, const T& t, double level) {
                                 return stats::student_variance(t.spread, level);
                             }),
                scalar<P, T>("gain", "E f(z)^2 / E z^2",
                             [](const P&, const T& t, double level) {
                                 return stats::student_ratio(t.squares, level);
                             }),
                mean<P, T>("sum_second_moment", "E s^2 of the weighted sum s of d values f(z)",
                           &T::sum_square),
                law<P, T>("on_count", "law of the number of positive z among d", &T::on_count),
            },
        .block = block,
        .replicates_per_block =
            [](const P& p) { return (std::uint64_t{1} << 21U) / static_cast<std::uint64_t>(p.inputs); },
        .blocks = 16,
    });
}

}  // namespace assay::experiments
