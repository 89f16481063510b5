// How far and how soon gradient descent moves the biases of hidden units from where they start.
// Document: 000 section 1.3 (2) and (4).

#include <algorithm>
#include <cmath>
#include <memory>

#include "sim/experiments/bias/one_input.hpp"
#include "sim/experiments/geometric_median.hpp"

namespace assay::experiments {
namespace {

using namespace bias;

enum class Inputs { both_sides, positive };

struct Parameters {
    Task task = Task::kink;
    Inputs inputs = Inputs::both_sides;
    double bias_sd = 0, learning_rate = 0.1;
    std::int64_t steps = 1000;
};
using P = Parameters;

constexpr std::array<std::int64_t, 6> shown = {1, 3, 10, 30, 100, 300};  ///< steps

struct Tally {
    std::vector<stats::Histogram> log_spread;  ///< of the corners, over that at the end, at the steps shown
    stats::Histogram log_moved;
    exact::Certificate live_move_first, dead_stay, live_stay;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.log_spread, self.log_moved, self.live_move_first, self.dead_stay,
                        self.live_stay);
    }
};
using T = Tally;

/// The median distance of the hidden units' corners -b/w from 0; of an even number the upper one.
double spread(const Network& network) {
    std::array<double, width> distance{};
    for (Index u = 0; u < width; ++u)
        distance[static_cast<std::size_t>(u)] =
            std::abs(static_cast<double>(network.bias(0)[u]) / static_cast<double>(network.weight(0)(u, 0)));
    std::nth_element(distance.begin(), distance.begin() + width / 2, distance.end());
    return distance[width / 2];
}

/// Is the statement about its bias then and now true of all units that are `live`, or of all that are not?
template <class Statement>
bool all(const std::array<bool, width>& live, bool which, const Network& then, const Network& now,
         Statement statement) {
    for (Index u = 0; u < width; ++u)
        if (live[static_cast<std::size_t>(u)] == which && !statement(then.bias(0)[u], now.bias(0)[u]))
            return false;
    return true;
}

/// |b - b_0| / |b_0| over the live units.
double moved(const std::array<bool, width>& live, const Network& start, const Network& end) {
    double way = 0, size = 0;
    for (Index u = 0; u < width; ++u) {
        if (!live[static_cast<std::size_t>(u)]) continue;
        const double b = start.bias(0)[u];
        way += std::pow(end.bias(0)[u] - b, 2);
        size += b * b;
    }
    return std::sqrt(way / size);
}

/// False when training overflows.
bool replicate(const P& p, random::Stream& stream, std::uint64_t number, T& tally) {
    const Data data = draw_data(p.task, p.inputs == Inputs::positive ? 0.F : -1.F, stream);
    Network start = draw_network(stream);
    nn::NormalBias{.sd = p.bias_sd}(stream, start.bias(0));
    Descent descent(data, p.learning_rate);
    const auto live = descent.live(start);
    const auto same = [](float then, float now) { return then == now; };
    const auto differ = [](float then, float now) { return then != now; };

    Network network = start;
    std::array<double, shown.size()> spreads{};
    std::int64_t done = 0;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        descent.advance(network, shown[i] - done);
        done = shown[i];
        spreads[i] = spread(network);
        if (i == 0) tally.live_move_first.add(number, all(live, true, start, network, differ));
    }
    descent.advance(network, p.steps - done);
    const double end = spread(network);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const double logarithm = std::log(spreads[i] / end);
        tally.log_spread[i].add(std::span(&logarithm, 1));
    }
    const double logarithm = std::log(moved(live, start, network));
    tally.log_moved.add(std::span(&logarithm, 1));
    tally.dead_stay.add(number, all(live, false, start, network, same));
    tally.live_stay.add(number, all(live, true, start, network, same));
    return network.parameters.allFinite();
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    std::uint64_t missing = 0;
    for (std::uint64_t r = 0; r < replicates.count; ++r)
        missing += replicate(p, stream, replicates.first + r, tally) ? 0U : 1U;
    return missing;
}

constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment bias_motion() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096));
    return experiment<P, T>({
        .name = "bias-motion",
        .doc = "Gradient descent on the mean squared error of a network 1-16-1 of ReLU units on 32 points, "
               "and what it does to the hidden units' biases, which start at N(0, bias_sd^2).",
        .parameters =
            {
                task_parameter(&P::task),
                choice(&P::inputs, {.name = "inputs",
                                    .choices = {"both-sides", "positive"},
                                    .doc = "uniform on (-1, 1) or on (0, 1)"}),
                real(&P::bias_sd, {.name = "bias_sd",
                                   .least = 0,
                                   .greatest = 100,
                                   .doc = "standard deviation of the hidden units' biases"}),
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-6, .greatest = 1, .doc = "step size"}),
                integer(&P::steps, {.name = "steps",
                                    .least = shown.back(),
                                    .greatest = 100000,
                                    .doc = "steps until the end"}),
            },
        .tally =
            [cells](const P&) {
                return T{std::vector<stats::Histogram>(shown.size(), stats::Histogram(cells)),
                         stats::Histogram(cells), sampled, sampled, sampled};
            },
        .quantities =
            {
                series<P, T>(
                    "spread", "step",
                    "median distance of the units' corners from 0 over that at the end; of this the median "
                    "over networks",
                    [](const P&) { return std::vector<double>(shown.begin(), shown.end()); },
                    [](const P&, const T& t, std::size_t i, double level) {
                        return geometric_median(t.log_spread[i], level);
                    }),
                scalar<P, T>(
                    "moved",
                    "distance of the live units' biases from their start over their size there, "
                    "|b - b_0|/|b_0|; median over networks. Live: on for some point at the start",
                    [](const P&, const T& t, double level) { return geometric_median(t.log_moved, level); }),
                identity<P, T>("live_move_first", "the first step moves the bias of every live unit",
                               &T::live_move_first),
                identity<P, T>("dead_stay",
                               "the bias of every other unit is at the end what it was, bit by bit",
                               &T::dead_stay),
                identity<P, T>("live_stay", "the same of the live units", &T::live_stay),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{16}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
