// How fast momentum can get: the velocity after gradients of bounded length, in directions of all kinds.
// Document: 002 on the size of the step.

#include <cmath>

#include "lib/optim/heavy_ball.hpp"
#include "lib/random/normal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Directions { random, equal, alternating };

struct Parameters {
    double learning_rate = 0.1, momentum = 0.9;
    std::int64_t dimension = 3, steps = 20;
    Directions directions = Directions::random;
};
using P = Parameters;

struct Tally {
    exact::Certificate within_bound, reaches_bound, within_alternating;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.within_bound, self.reaches_bound, self.within_alternating);
    }
};
using T = Tally;
using Vector = optim::Vector<double>;

/// Of length 1.
Vector unit(const P& p, random::Stream& stream) {
    Vector z(p.dimension);
    random::fill_normal(stream, std::span(z.data(), static_cast<std::size_t>(z.size())));
    return z / z.norm();
}

/// Gradients of length 1. Rounding errors are below 1e-15 times the steps.
void add(const P& p, random::Stream& stream, std::uint64_t replicate, T& tally) {
    const optim::HeavyBall<double> rule{p.learning_rate, p.momentum};
    auto state = rule.init(p.dimension);
    Vector theta = Vector::Zero(p.dimension), gradient = unit(p, stream);
    for (std::int64_t t = 0; t < p.steps; ++t) {
        rule.step(state, gradient, theta);
        if (p.directions == Directions::random) gradient = unit(p, stream);
        if (p.directions == Directions::alternating) gradient = -gradient;
    }
    const double a = p.momentum, t = static_cast<double>(p.steps), speed = state.velocity.norm();
    const double bound = p.learning_rate * (1 - std::pow(a, t)) / (1 - a);
    const double alternating = p.learning_rate * (1 - std::pow(-a, t)) / (1 + a);
    tally.within_bound.add(replicate, speed <= bound * (1 + 1e-12));
    tally.reaches_bound.add(replicate, speed >= bound * (1 - 1e-9));
    tally.within_alternating.add(replicate, speed <= alternating * (1 + 1e-9));
}

constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment velocity_bound() {
    using namespace engine;
    return experiment<P, T>({
        .name = "velocity-bound",
        .doc = "Speed of HeavyBall after gradients of length 1, from rest.",
        .parameters =
            {
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-6, .greatest = 1e6, .doc = "learning rate e"}),
                real(&P::momentum, {.name = "momentum", .least = 0, .greatest = 0.999, .doc = "momentum a"}),
                integer(&P::dimension,
                        {.name = "dimension", .least = 1, .greatest = 100, .doc = "parameters"}),
                integer(&P::steps, {.name = "steps", .least = 1, .greatest = 1000, .doc = "gradients t"}),
                choice(&P::directions, {.name = "directions",
                                        .choices = {"random", "equal", "alternating"},
                                        .doc = "of the gradients: independent and uniform, all equal, one "
                                               "and its opposite by turns"}),
            },
        .tally =
            [](const P&) {
                return T{sampled, sampled, sampled};
            },
        .quantities =
            {
                identity<P, T>("within_bound", "the speed is at most e (1 - a^t)/(1 - a)", &T::within_bound),
                identity<P, T>("reaches_bound", "the speed is that bound, to 9 digits", &T::reaches_bound),
                identity<P, T>("within_alternating",
                               "the speed is at most e (1 - (-a)^t)/(1 + a), to 9 digits",
                               &T::within_alternating),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    add(p, stream, replicates.first + r, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{1024}; },
        .blocks = 16,
    });
}

}  // namespace assay::experiments
