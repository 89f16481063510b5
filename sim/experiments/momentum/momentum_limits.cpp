// Where momentum changes its behaviour on one coordinate, found by trying: the learning rate from which on it
// diverges, and the momentum from which on it overshoots. Documents: 000 equation 6.7; 002 equations 8.15
// and 8.16.

#include <array>
#include <cmath>

#include "lib/optim/ema_momentum.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "lib/optim/nesterov.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Method { gradient_descent, heavy_ball, filtered, nesterov };

struct Parameters {
    Method method = Method::heavy_ball;
    double momentum = 0.9, weight = 0.1, curvature = 1, learning_rate = 0.1;
};
using P = Parameters;

struct Tally {
    stats::Computed largest_rate, overshoot, modulus;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.largest_rate, self.overshoot, self.modulus);
    }
};
using T = Tally;
using Vector = optim::Vector<double>;

/// What a step makes of (theta, memory), which is linear: found by two steps of the rule itself.
using Step = std::array<double, 4>;

template <class Rule>
Step step_of(const Rule& rule, double h) {
    Step step{};
    for (const std::size_t column : {0U, 1U}) {
        Vector theta = Vector::Constant(1, column == 0 ? 1 : 0), at = theta, before = theta;
        auto state = rule.init(1);
        double* memory = nullptr;
        if constexpr (requires { state.velocity; }) memory = state.velocity.data();
        if constexpr (requires { state.average; }) memory = state.average.data();
        if (memory != nullptr && column == 1) *memory = 1;
        if constexpr (optim::LooksAhead<Rule>) rule.interim(state, theta, at);
        const Vector gradient = at * h;
        rule.step(state, gradient, theta);
        step[column] = theta[0];
        step[2 + column] = memory == nullptr ? 0 : *memory;
    }
    return step;
}
Step step_of(const P& p, double learning_rate, double momentum) {
    switch (p.method) {
        case Method::gradient_descent:
            return step_of(optim::GradientDescent<double>{learning_rate}, p.curvature);
        case Method::filtered:
            return step_of(optim::EmaMomentum<double>{learning_rate, p.weight}, p.curvature);
        case Method::nesterov:
            return step_of(optim::Nesterov<double>{learning_rate, momentum}, p.curvature);
        case Method::heavy_ball:
            break;
    }
    return step_of(optim::HeavyBall<double>{learning_rate, momentum}, p.curvature);
}

/// A trajectory from (1, 0), scaled by powers of 2 so that it neither overflows nor vanishes: the logarithm
/// of its size is kept beside it.
struct Trajectory {
    Step step;
    double theta = 1, memory = 0, scale = 0;

    void advance() {
        const double next = step[0] * theta + step[1] * memory;
        memory = step[2] * theta + step[3] * memory;
        theta = next;
        const double size = std::abs(theta) + std::abs(memory);
        if (size < 0x1p-400 || size > 0x1p400) {
            const int exponent = std::ilogb(size);
            if (exponent == FP_ILOGB0) return;
            theta = std::ldexp(theta, -exponent);
            memory = std::ldexp(memory, -exponent);
            scale += exponent * std::log(2.0);
        }
    }
    [[nodiscard]] double log_size() const { return std::log(std::hypot(theta, memory)) + scale; }
};

constexpr int many = 20000;

/// It grows over the second half of many steps.
bool diverges(const P& p, double learning_rate) {
    Trajectory trajectory{step_of(p, learning_rate, p.momentum)};
    for (int t = 0; t < many / 2; ++t) trajectory.advance();
    const double before = trajectory.log_size();
    for (int t = 0; t < many / 2; ++t) trajectory.advance();
    return trajectory.log_size() > before;
}
/// theta changes its sign within many steps.
bool overshoots(const P& p, double momentum) {
    Trajectory trajectory{step_of(p, p.learning_rate, momentum)};
    for (int t = 0; t < many; ++t) {
        trajectory.advance();
        if (trajectory.theta < 0) return true;
    }
    return false;
}

/// Between `low`, where it is not so, and `high`, where it is.
template <class IsSo>
double threshold(double low, double high, const IsSo& is_so) {
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (is_so(middle) ? high : low) = middle;
    }
    return (low + high) / 2;
}

void measure(const P& p, T& tally) {
    double high = 1 / p.curvature;
    while (!diverges(p, high) && high * p.curvature < 1e6) high *= 2;
    // At the limit a root is -1; beyond it by a factor 1 + x the second half grows by 10^4 x/2 or more, which
    // stands out of rounding errors of 10^-11. A rule that is stable at every rate would have no limit.
    if (diverges(p, high))
        tally.largest_rate = {threshold(0, high, [&](double eta) { return diverges(p, eta); }), 1e-9 * high};
    // Just above the threshold the angle of the roots is about sqrt(x), and half a turn takes pi/sqrt(x)
    // steps: seen from x = (pi/20000)^2 = 2.5e-8 on. Nothing below 1 - 1e-9 means none at all.
    if (p.method == Method::heavy_ball && overshoots(p, 1 - 1e-9))
        tally.overshoot = {overshoots(p, 0) ? 0 : threshold(0, 1, [&](double a) { return overshoots(p, a); }),
                           1e-7};
    // Where the roots are complex the size oscillates by a bounded factor, divided among the steps.
    Trajectory trajectory{step_of(p, p.learning_rate, p.momentum)};
    for (int t = 0; t < many; ++t) trajectory.advance();
    const double before = trajectory.log_size();
    for (int t = 0; t < 10 * many; ++t) trajectory.advance();
    tally.modulus = {std::exp((trajectory.log_size() - before) / (10 * many)), 1e-4};
}

}  // namespace

engine::Experiment momentum_limits() {
    using namespace engine;
    return experiment<P, T>({
        .name = "momentum-limits",
        .doc = "One coordinate of curvature h from 1 at rest: thresholds of its behaviour, by bisection over "
               "trajectories "
               "of 20,000 steps.",
        .parameters =
            {
                choice(&P::method,
                       {.name = "method",
                        .choices = {"gradient-descent", "heavy-ball", "filtered", "nesterov"},
                        .doc = "the update rule; filtered is momentum with a weight for the new gradient"}),
                real(&P::momentum, {.name = "momentum", .least = 0, .greatest = 0.999, .doc = "momentum a"}),
                real(&P::weight, {.name = "weight",
                                  .least = 0.01,
                                  .greatest = 1,
                                  .doc = "weight b of a new gradient, filtered"}),
                real(&P::curvature,
                     {.name = "curvature", .least = 1e-3, .greatest = 1e3, .doc = "curvature h"}),
                real(&P::learning_rate, {.name = "learning_rate",
                                         .least = 1e-3,
                                         .greatest = 10,
                                         .doc = "for overshoot and modulus"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("largest_rate", "learning rate from which on the trajectory grows",
                               &T::largest_rate),
                computed<P, T>(
                    "overshoot",
                    "momentum of heavy-ball from which on the parameter changes its sign at this learning "
                    "rate",
                    &T::overshoot),
                computed<P, T>("modulus",
                               "factor by which the trajectory shrinks in a step, over 200,000 of them",
                               &T::modulus),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                measure(p, tally);
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
