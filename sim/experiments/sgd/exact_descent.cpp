// Gradient descent without noise, in rational arithmetic: what a schedule of rates does by itself.

#include <cmath>

#include "lib/exact/rational.hpp"
#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "lib/optim/objective/separable.hpp"
#include "lib/optim/schedule.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;
using Vector = optim::Vector<Rational>;

enum class Objective { quadratic, absolute, quartic };
enum class Schedule { constant, inverse, inverse_square };

struct Parameters {
    Objective objective = Objective::quadratic;
    Schedule schedule = Schedule::constant;
    double curvature = 1, start = 1, scale = 0.5;
    std::int64_t first = 1, last = 64;
};
using P = Parameters;

constexpr double cap = 0x1p1000;  // what a double still holds

/// A rational number as a double, at most `cap`.
stats::Computed rounded(const Rational& x) {
    if (x > Rational(cap)) return {cap, 0};
    const auto value = x.convert_to<double>();
    return {value, Rational(value) == x ? 0 : value * 0x1p-52};
}

struct Tally {
    std::vector<stats::Computed> distance, gradient, excess;
    stats::Computed late_gradient, late_least, late_greatest, late_pair, escape;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.distance, self.gradient, self.excess, self.late_gradient, self.late_least,
                        self.late_greatest, self.late_pair, self.escape);
    }
};
using T = Tally;

/// The numbers k of the schedule, powers of two, after whose steps is looked.
std::vector<double> stops(const P& p) {
    std::vector<double> all;
    for (std::int64_t k = 1; k <= p.last; k *= 2)
        if (k >= p.first) all.push_back(static_cast<double>(k));
    return all;
}

Rational rate(const P& p, std::uint64_t k) {
    const optim::InverseRate<Rational> inverse{Rational(p.scale), Rational(0)};
    if (p.schedule == Schedule::inverse) return inverse(k);
    if (p.schedule == Schedule::inverse_square) return inverse(k) / Rational(k);
    return optim::ConstantRate<Rational>{Rational(p.scale)}(k);
}

Rational absolute(const Rational& x) {
    return x < 0 ? Rational(-x) : x;
}

/// The steps k = first ... last. Far outside, beyond 2^1000, the parameter is left where it is: the digits
/// would triple with every further step on x^4.
template <class Model>
void run(const P& p, const Model& model, T& tally) {
    optim::GradientDescent<Rational> rule;
    auto state = rule.init(1);
    Vector theta(1), value(1), gradient(1);
    theta[0] = Rational(p.start);
    optim::Workspace<Rational> workspace(1);
    Rational before = absolute(theta[0]);
    Rational late_gradient(cap), late_least(cap), late_greatest(0), late_pair(0);
    std::size_t stop = 0;
    std::int64_t escape = 0;
    for (std::int64_t k = p.first; k <= p.last; ++k) {
        if (escape == 0) {
            rule.learning_rate = rate(p, static_cast<std::uint64_t>(k));
            optim::advance(
                rule, state, [&](const Vector& at, Vector& out) { model.gradient(at, out); }, theta,
                workspace);
            if (absolute(theta[0]) > Rational(cap)) escape = k;
        }
        const Rational distance = absolute(theta[0]);
        model.gradient(theta, gradient);
        const Rational slope = absolute(gradient[0]);
        if (k > p.last / 2) {
            late_gradient = std::min(late_gradient, slope);
            late_least = std::min(late_least, distance);
            late_greatest = std::max(late_greatest, distance);
            late_pair = std::max(late_pair, Rational(distance + before));
        }
        before = distance;
        if (stop < tally.distance.size() && static_cast<double>(k) == stops(p)[stop]) {
            model.values(theta, value);
            tally.distance[stop] = rounded(distance);
            tally.gradient[stop] = rounded(slope);
            tally.excess[stop] = rounded(value[0]);
            ++stop;
        }
    }
    tally.late_gradient = rounded(late_gradient);
    tally.late_least = rounded(late_least);
    tally.late_greatest = rounded(late_greatest);
    tally.late_pair = rounded(late_pair);
    tally.escape = {static_cast<double>(escape), 0};
}

std::uint64_t block(const P& p, random::Stream&, engine::Replicates, T& tally) {
    if (p.objective == Objective::absolute)
        run(p, optim::Separable<optim::AbsoluteValue<Rational>>{}, tally);
    else if (p.objective == Objective::quartic)
        run(p, optim::Separable<optim::Quartic<Rational>>{}, tally);
    else
        run(p, optim::Quadratic<Rational>{Vector::Constant(1, Rational(p.curvature))}, tally);
    return 0;
}

auto of(std::vector<stats::Computed> T::*part) {
    return [part](const P&, const T& t, std::size_t i, double) { return (t.*part)[i].estimate(); };
}

}  // namespace

engine::Experiment exact_descent() {
    using namespace engine;
    return experiment<P, T>({
        .name = "exact-descent",
        .doc = "Gradient descent without noise on curvature x^2/2, |x| or x^4, with steps k = first ... last "
               "of a schedule, in exact arithmetic.",
        .parameters =
            {
                choice(&P::objective, {.name = "objective",
                                       .choices = {"quadratic", "absolute", "quartic"},
                                       .doc = "curvature x^2/2, |x|, x^4"}),
                choice(&P::schedule, {.name = "schedule",
                                      .choices = {"constant", "inverse", "inverse-square"},
                                      .doc = "rate: scale, scale/k, scale/k^2"}),
                real(&P::curvature,
                     {.name = "curvature", .least = 1e-3, .greatest = 1e3, .doc = "of the parabola"}),
                real(&P::start, {.name = "start", .least = -1e3, .greatest = 1e3, .doc = "first x"}),
                real(&P::scale,
                     {.name = "scale", .least = 1e-6, .greatest = 1e3, .doc = "of the learning rate"}),
                integer(&P::first, {.name = "first", .least = 1, .greatest = 1000, .doc = "first k"}),
                integer(&P::last, {.name = "last",
                                   .least = 1,
                                   .greatest = 1024,
                                   .doc = "last k, at least the first; no steps otherwise"}),
            },
        .tally =
            [](const P& p) {
                const std::vector<stats::Computed> empty(stops(p).size());
                return T{empty, empty, empty, {}, {}, {}, {}, {}};
            },
        .quantities =
            {
                series<P, T>("distance", "step", "|x| after step k, at most 2^1000", stops, of(&T::distance)),
                series<P, T>("gradient", "step", "the gradient's size there, at most 2^1000", stops,
                             of(&T::gradient)),
                series<P, T>("excess", "step", "the objective there, at most 2^1000", stops, of(&T::excess)),
                computed<P, T>("late_gradient", "least size of the gradient in the second half of the steps",
                               &T::late_gradient),
                computed<P, T>("late_least", "least |x| in the second half", &T::late_least),
                computed<P, T>("late_greatest", "greatest |x| in the second half", &T::late_greatest),
                computed<P, T>("late_pair", "greatest sum of |x| before and after a step of the second half",
                               &T::late_pair),
                computed<P, T>("escape", "the step after which |x| is beyond 2^1000; 0 if none is",
                               &T::escape),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
