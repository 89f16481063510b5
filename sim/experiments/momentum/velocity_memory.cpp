// How long momentum remembers, and how fast it gets under a gradient that does not change.
// Document: 002 on the momentum parameter and terminal velocity.

#include <cmath>

#include "lib/optim/heavy_ball.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double learning_rate = 0.1, momentum = 0.9, share = 0.99;
};
using P = Parameters;

constexpr std::size_t ages = 101;

struct Tally {
    std::vector<stats::Computed> weight;
    stats::Computed half_life, speed, steps_to_share;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.weight, self.half_life, self.speed, self.steps_to_share);
    }
};
using T = Tally;
using Vector = optim::Vector<double>;

/// The speeds after 1, 2, ... steps under the gradients given, -1 or 0, until `done(speed, step)`.
template <class Gradient, class Done>
void run(const P& p, const Gradient& gradient, const Done& done) {
    const optim::HeavyBall<double> rule{p.learning_rate, p.momentum};
    auto state = rule.init(1);
    Vector theta = Vector::Zero(1);
    for (std::uint64_t step = 1;; ++step) {
        rule.step(state, Vector::Constant(1, gradient(step)), theta);
        if (done(state.velocity[0], step)) return;
    }
}

/// Each step rounds twice, relative to the velocity: errors below 2^-52 times the steps that it remembers.
stats::Computed rounded(const P& p, double value, double steps) {
    return {.value = value, .error = std::abs(value) * 1e-15 * (steps + 1 / (1 - p.momentum))};
}

/// One gradient of -1, then none: weights by age, and the age, between steps by the logarithm, at which half
/// is left.
void add_impulse(const P& p, T& tally) {
    double before = p.learning_rate;
    bool halved = false;
    run(
        p, [](std::uint64_t step) { return step == 1 ? -1.0 : 0.0; },
        [&](double v, std::uint64_t step) {
            const double age = static_cast<double>(step - 1), left = v / p.learning_rate;
            if (step <= ages) tally.weight[step - 1] = rounded(p, left, age);
            if (!halved && left < 0.5) {
                halved = true;
                const double part = std::log(2 * before / p.learning_rate) / std::log(before / v);
                tally.half_life = rounded(p, age - 1 + part, 1e3 * age);
            }
            before = v;
            return halved && step >= ages;
        });
}

/// A gradient of -1 without end: 40 time constants on, all but e^-40 of the terminal speed is there.
void add_constant(const P& p, T& tally) {
    const double last = std::ceil(40 / (1 - p.momentum));
    double terminal = 0;
    const auto constant = [](std::uint64_t) { return -1.0; };
    run(p, constant, [&](double v, std::uint64_t step) {
        terminal = v;
        return static_cast<double>(step) >= last;
    });
    tally.speed = rounded(p, terminal / p.learning_rate, 0);
    run(p, constant, [&](double v, std::uint64_t step) {
        if (v < p.share * terminal) return false;
        // A count: sure unless the speed is the share's to rounding.
        tally.steps_to_share = {.value = static_cast<double>(step),
                                .error = v < p.share * terminal * (1 + 1e-12) ? 1.0 : 1e-9};
        return true;
    });
}

}  // namespace

engine::Experiment velocity_memory() {
    using namespace engine;
    return experiment<P, T>({
        .name = "velocity-memory",
        .doc = "Velocity of HeavyBall after a single gradient of -1, and under one that does not change.",
        .parameters =
            {
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-6, .greatest = 1e6, .doc = "learning rate e"}),
                real(&P::momentum,
                     {.name = "momentum", .least = 0.01, .greatest = 0.999, .doc = "momentum a"}),
                real(&P::share, {.name = "share",
                                 .least = 0.01,
                                 .greatest = 0.9999,
                                 .doc = "share of the terminal speed"}),
            },
        .tally =
            [](const P&) {
                return T{std::vector<stats::Computed>(ages), {}, {}, {}};
            },
        .quantities =
            {
                series<P, T>(
                    "weight", "age",
                    "velocity that is left of a gradient, in units of e, by its age in steps",
                    [](const P&) {
                        std::vector<double> all(ages);
                        for (std::size_t i = 0; i < ages; ++i) all[i] = static_cast<double>(i);
                        return all;
                    },
                    [](const P&, const T& t, std::size_t point, double) {
                        return t.weight[point].estimate();
                    }),
                computed<P, T>("half_life", "age at which half of a gradient's contribution is left",
                               &T::half_life),
                computed<P, T>("speed",
                               "terminal speed under a constant gradient, in steps of gradient descent",
                               &T::speed),
                computed<P, T>("steps_to_share", "steps from rest to that share of the terminal speed",
                               &T::steps_to_share),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                add_impulse(p, tally);
                add_constant(p, tally);
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
