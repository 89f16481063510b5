// The law of a single weight of an initializer.
// Documents: 001, block on initialization; 002, equation 8.23 and the slide on it.

#include <cmath>
#include <span>

#include "lib/stats/combine.hpp"
#include "lib/stats/student_variance.hpp"
#include "sim/experiments/variance/weight_schemes.hpp"

namespace assay::experiments {
namespace {

using variance::Scheme;

struct Parameters {
    Scheme scheme = Scheme::fan_in_normal;
    std::int64_t fan_in = 64, fan_out = 64;
};
using P = Parameters;

struct Tally {
    stats::VarianceMoments weight;
    stats::Moments square, fourth_power;
    stats::Histogram scaled;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.weight, self.square, self.fourth_power, self.scaled);
    }
};
using T = Tally;

constexpr std::uint64_t least_weights = 1U << 16U;  ///< a block

std::uint64_t matrices(const P& p) {
    return std::max<std::uint64_t>(1, least_weights / static_cast<std::uint64_t>(p.fan_in * p.fan_out));
}

/// A replicate is a weight: those of a matrix are independent.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const auto scheme = variance::scheme(p.scheme, 0);
    nn::Matrix<double> weights(p.fan_out, p.fan_in);
    nn::Vector<double> values;
    for (std::uint64_t done = 0; done < replicates.count;) {
        std::visit([&](const auto& init) { init(stream, weights); }, scheme);
        const auto count =
            std::min<std::uint64_t>(static_cast<std::uint64_t>(weights.size()), replicates.count - done);
        const std::span all(weights.data(), count);
        tally.weight.add(all);
        // Multiplied by sqrt(fan_in), the weights have a size near 1, and kurtosis does not mind.
        values = Eigen::Map<nn::Vector<double>>(weights.data(), static_cast<nn::Index>(count)) *
                 std::sqrt(static_cast<double>(p.fan_in));
        const std::span scaled(values.data(), count);
        tally.scaled.add(scaled);
        values = values.array().square();
        tally.square.add(scaled);
        values = values.array().square();
        tally.fourth_power.add(scaled);
        done += count;
    }
    return 0;
}

}  // namespace

engine::Experiment weight_law() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::normal(4096));
    return experiment<P, T>({
        .name = "weight-law",
        .doc = "The weights of a layer as an initializer draws them.",
        .parameters = {variance::scheme_parameter(&P::scheme),
                       integer(&P::fan_in,
                               {.name = "fan_in", .least = 1, .greatest = 1000000, .doc = "inputs"}),
                       integer(&P::fan_out,
                               {.name = "fan_out", .least = 1, .greatest = 1000, .doc = "outputs"})},
        .tally =
            [cells](const P&) {
                return T{stats::VarianceMoments(), {}, {}, stats::Histogram(cells)};
            },
        .quantities =
            {
                scalar<P, T>("weight_variance", "variance of a weight",
                             [](const P&, const T& t, double level) {
                                 return stats::student_variance(t.weight, level);
                             }),
                scalar<P, T>("kurtosis", "E w^4 / (E w^2)^2",
                             [](const P&, const T& t, double level) {
                                 const auto square = stats::student_mean(t.square, level / 2);
                                 const auto fourth = stats::student_mean(t.fourth_power, level / 2);
                                 return stats::ratio(stats::ratio(fourth, square), square);
                             }),
                law<P, T>("scaled_weight", "law of sqrt(fan_in) w", &T::scaled),
            },
        .block = block,
        .replicates_per_block =
            [](const P& p) { return matrices(p) * static_cast<std::uint64_t>(p.fan_in * p.fan_out); },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
