// RMSProp's accumulator as document 001 prints it, with u on both sides, and as it should be.
// Document: 001, "running average".

#include <array>
#include <cmath>

#include "sim/engine/experiment.hpp"
#include "sim/experiments/adaptive/variants.hpp"

namespace assay::experiments {
namespace {

using namespace adaptive;

struct Parameters {
    Accumulation accumulator = Accumulation::printed;
    double decay = 0.9, epsilon = 1e-8;
};
using P = Parameters;

constexpr std::array<double, 4> sizes = {1, 10, 100, 1000};
constexpr int steps = 1000;

struct Tally {
    std::vector<stats::Computed> average = std::vector<stats::Computed>(sizes.size()),
                                 step = std::vector<stats::Computed>(sizes.size());
    exact::Certificate takes_negative_gradients;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.average, self.step, self.takes_negative_gradients);
    }
};
using T = Tally;

/// u after many steps of one positive gradient.
double average(const P& p, double gradient) {
    double u = 0;
    for (int t = 0; t < steps; ++t)
        u = accumulate(p.accumulator, p.decay, u, gradient, p.epsilon)
                .value_or(std::numeric_limits<double>::quiet_NaN());
    return u;
}

/// Does the equation have a solution, with a real root to divide by, for three gradients of which one is
/// negative?
bool takes_negative_gradients(const P& p, random::Stream& stream) {
    const auto size = [&] { return 1e-3 + (stream() >> 8U) * 0x1p-24; };
    double u = 0;
    for (const double gradient : {-size(), size(), -size()}) {
        const auto next = accumulate(p.accumulator, p.decay, u, gradient, p.epsilon);
        if (!next || !(*next + p.epsilon > 0)) return false;
        u = *next;
    }
    return true;
}

}  // namespace

engine::Experiment printed_rmsprop() {
    using namespace engine;
    const auto points = [](const P&) { return std::vector<double>(sizes.begin(), sizes.end()); };
    return experiment<P, T>({
        .name = "printed-rmsprop",
        .doc =
            "The running average u that RMSProp divides by the root of, in three forms, under gradients g.",
        .parameters = {choice(
                           &P::accumulator,
                           {.name = "accumulator",
                            .choices = {"printed", "previous-root", "squares"},
                            .doc = "what is averaged: g|g|/sqrt(u + epsilon) with the new u, the same with "
                                   "the old u, or g^2"}),
                       real(&P::decay, {.name = "decay",
                                        .least = 0.5,
                                        .greatest = 0.95,
                                        .doc = "share of the old average that is kept"}),
                       real(&P::epsilon,
                            {.name = "epsilon", .least = 1e-12, .greatest = 1e-2, .doc = "under the root"})},
        .tally = [](const P&) { return T{.takes_negative_gradients = {.proof = exact::Proof::sampled}}; },
        .quantities =
            {
                series<P, T>(
                    "average", "gradient", "u after 1000 steps of this gradient", points,
                    [](const P&, const T& t, std::size_t i, double) { return t.average[i].estimate(); }),
                series<P, T>(
                    "step", "gradient", "gradient over sqrt(u + epsilon), then: the step for rate 1", points,
                    [](const P&, const T& t, std::size_t i, double) { return t.step[i].estimate(); }),
                identity<P, T>("takes_negative_gradients",
                               "u exists and is no less than -epsilon after random gradients of the signs "
                               "-, +, -, of sizes from 0.001 to 1",
                               &T::takes_negative_gradients),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::size_t i = 0; i < sizes.size(); ++i) {
                    // The recursion contracts, by 0.95 at least: 1000 steps leave 1e-22 of the start, and
                    // rounding does not add up.
                    const double u = average(p, sizes[i]), step = sizes[i] / std::sqrt(u + p.epsilon);
                    tally.average[i] = {u, 1e-10 * u};
                    tally.step[i] = {step, 1e-10 * step};
                }
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    tally.takes_negative_gradients.add(replicates.first + r,
                                                       takes_negative_gradients(p, stream));
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{4096}; },
    });
}

}  // namespace assay::experiments
