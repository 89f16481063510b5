// The moment estimates of Adam under random gradients: what they are on average at every step, with and
// without the correction. Documents: 002 algorithm 8.7; 003, slide on Adam; 001.

#include <bit>
#include <span>

#include "lib/optim/gradient_noise.hpp"
#include "lib/stats/normal_sample.hpp"
#include "sim/experiments/adam/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adam;

struct Parameters {
    double mean = 2, sd = 1, drift = 0;
    double beta1 = 0.9, beta2 = 0.999;
    std::int64_t steps = 1000;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Moments> first, second;  ///< m_t and v_t at t = 1 ... steps
    std::vector<stats::Moments> root;           ///< of the corrected v_t, at powers of two
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.first, self.second, self.root);
    }
};
using T = Tally;

constexpr Index tile = 1024;  ///< replicates whose moments stay in the first-level cache
constexpr std::uint64_t tiles_in_block = 4;

std::span<const double> values(const Vector<double>& v) {
    return {v.data(), static_cast<std::size_t>(v.size())};
}

/// g_t ~ N(mean + drift t, sd^2), independent; m and v from 0, a tile of replicates through all steps.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const Moments moments{p.beta1, p.beta2};
    Vector<double> gradient(tile), root(tile);
    for (std::uint64_t done = 0; done < replicates.count; done += static_cast<std::uint64_t>(tile)) {
        auto state = moments.init(tile);
        for (std::size_t t = 1; t <= static_cast<std::size_t>(p.steps); ++t) {
            optim::draw_normal_gradient(stream, p.mean + p.drift * static_cast<double>(t), p.sd, gradient);
            moments.update(state, gradient);
            tally.first[t - 1].add(values(state.first));
            tally.second[t - 1].add(values(state.second));
            if (std::has_single_bit(t)) {
                root = moments.corrected_second(state).cwiseSqrt();
                tally.root[static_cast<std::size_t>(std::bit_width(t)) - 1].add(values(root));
            }
        }
    }
    return 0;
}

/// The correction multiplies by a number that does not depend on the gradients: it is that of moments of 1.
Moments::State ones(std::size_t point) {
    return {Vector<double>::Ones(1), Vector<double>::Ones(1), point + 1};
}
stats::Moments corrected_first(const P& p, const T& t, std::size_t point) {
    return t.first[point].affine(0, Moments{p.beta1, p.beta2}.corrected_first(ones(point))[0]);
}
stats::Moments corrected_second(const P& p, const T& t, std::size_t point) {
    return t.second[point].affine(0, Moments{p.beta1, p.beta2}.corrected_second(ones(point))[0]);
}

}  // namespace

engine::Experiment adam_moments() {
    using namespace engine;
    const auto over_steps = [](std::string name, std::string doc, auto estimate) {
        return series<P, T>(
            std::move(name), "step", std::move(doc), [](const P& p) { return every_step(p.steps); },
            estimate);
    };
    return experiment<P, T>({
        .name = "adam-moments",
        .doc = "Exponential averages of normal gradients and of their squares, from 0, over many runs.",
        .parameters =
            {
                real(&P::mean, {.name = "mean",
                                .least = -1e6,
                                .greatest = 1e6,
                                .doc = "mean of the gradients, at step 0 when they drift"}),
                real(&P::sd,
                     {.name = "sd", .least = 1e-6, .greatest = 1e6, .doc = "their standard deviation"}),
                real(&P::drift, {.name = "drift",
                                 .least = -1e6,
                                 .greatest = 1e6,
                                 .doc = "by how much the mean grows a step"}),
                beta1_parameter(&P::beta1),
                beta2_parameter(&P::beta2),
                integer(&P::steps, {.name = "steps", .least = 1, .greatest = 4096, .doc = "steps"}),
            },
        .tally =
            [](const P& p) {
                const auto steps = static_cast<std::size_t>(p.steps);
                return T{std::vector<stats::Moments>(steps), std::vector<stats::Moments>(steps),
                         std::vector<stats::Moments>(static_cast<std::size_t>(std::bit_width(steps)))};
            },
        .quantities =
            {
                over_steps("first", "mean of m_t",
                           [](const P&, const T& t, std::size_t k, double level) {
                               return stats::normal_mean(t.first[k], level);
                           }),
                over_steps("corrected_first", "mean of m_t / (1 - beta1^t)",
                           [](const P& p, const T& t, std::size_t k, double level) {
                               return stats::normal_mean(corrected_first(p, t, k), level);
                           }),
                over_steps("corrected_first_variance", "variance of m_t / (1 - beta1^t)",
                           [](const P& p, const T& t, std::size_t k, double level) {
                               return stats::normal_variance(corrected_first(p, t, k), level);
                           }),
                over_steps("second", "mean of v_t",
                           [](const P&, const T& t, std::size_t k, double level) {
                               return stats::student_mean(t.second[k], level);
                           }),
                over_steps("corrected_second", "mean of v_t / (1 - beta2^t)",
                           [](const P& p, const T& t, std::size_t k, double level) {
                               return stats::student_mean(corrected_second(p, t, k), level);
                           }),
                series<P, T>(
                    "corrected_root", "step", "mean of the root of v_t / (1 - beta2^t)",
                    [](const P& p) { return powers_of_two(p.steps); },
                    [](const P&, const T& t, std::size_t k, double level) {
                        return stats::student_mean(t.root[k], level);
                    }),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return tiles_in_block * static_cast<std::uint64_t>(tile); },
        .blocks = 512,
    });
}

}  // namespace assay::experiments
