// The way of gradient descent and of momentum down a quadratic, coordinate by coordinate: where they are
// after each step, how often they cross the valley, how far they walk, how fast they end. Documents: 000
// section 2.2 and equation 6.7; 002 on momentum in canyons.

#include <cmath>

#include "lib/optim/advance.hpp"
#include "lib/optim/dynamics.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "lib/optim/spectrum.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Method { gradient_descent, heavy_ball, filtered };
enum class Tuning { given, best };

struct Parameters {
    Method method = Method::heavy_ball;
    Tuning tuning = Tuning::given;
    double learning_rate = 0.1, momentum = 0.9, weight = 0.1;
    double greatest = 1, condition = 100;

    [[nodiscard]] double least() const { return greatest / condition; }
    std::int64_t dimension = 2, steps = 2000;
    double accuracy = 1e-3, first_momentum = 0.5;
    std::int64_t raise_over = 0;
};
using P = Parameters;

constexpr std::size_t shown = 60;

struct Tally {
    std::vector<stats::Computed> slow, fast;
    stats::Computed steps_to_accuracy, rate, crossings, length, farthest, digits;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.slow, self.fast, self.steps_to_accuracy, self.rate, self.crossings, self.length,
                        self.farthest, self.digits);
    }
};
using T = Tally;
using Vector = optim::Vector<double>;

Vector spectrum(const P& p) {
    return p.condition == 1 ? Vector::Constant(p.dimension, p.least())
                            : optim::geometrically_spaced(p.least(), p.greatest, p.dimension);
}

/// The points from (1, ..., 1) at rest: a column each, the start first. `adapt(rule, k)` comes before step k
/// = 0, 1, ...
template <class Rule, class Adapt>
Eigen::MatrixXd walk(const P& p, Rule rule, const Adapt& adapt) {
    const optim::Quadratic<double> quadratic{spectrum(p)};
    Vector theta = Vector::Ones(p.dimension);
    auto state = rule.init(p.dimension);
    optim::Workspace<double> workspace(p.dimension);
    Eigen::MatrixXd points(p.dimension, p.steps + 1);
    points.col(0) = theta;
    for (std::int64_t k = 0; k < p.steps; ++k) {
        adapt(rule, static_cast<double>(k));
        optim::advance(
            rule, state, [&](const Vector& at, Vector& out) { quadratic.gradient(at, out); }, theta,
            workspace);
        points.col(k + 1) = theta;
    }
    return points;
}

Eigen::MatrixXd points(const P& p) {
    const bool best = p.tuning == Tuning::best;
    const auto as_it_is = [](const auto&, double) {};
    switch (p.method) {
        case Method::gradient_descent:
            return walk(p,
                        best ? optim::best_gradient_descent(p.least(), p.greatest).rule
                             : optim::GradientDescent<double>{p.learning_rate},
                        as_it_is);
        case Method::filtered:
            return walk(p,
                        best ? optim::best_ema_momentum(p.least(), p.greatest).rule
                             : optim::EmaMomentum<double>{p.learning_rate, p.weight},
                        as_it_is);
        case Method::heavy_ball:
            break;
    }
    const auto rule = best ? optim::best_heavy_ball(p.least(), p.greatest).rule
                           : optim::HeavyBall<double>{p.learning_rate, p.momentum};
    if (p.raise_over == 0) return walk(p, rule, as_it_is);
    const double over = static_cast<double>(p.raise_over), first = p.first_momentum, last = rule.momentum;
    return walk(p, rule, [=](auto& raised, double k) {
        raised.momentum = first + (last - first) * std::min(1.0, k / over);
    });
}

/// The first step from which on no distance is above the limit; NaN when the last one is.
double arrived(const Vector& distances, double limit) {
    for (Eigen::Index k = distances.size(); k-- > 0;)
        if (!(distances[k] <= limit))
            return k + 1 == distances.size() ? std::numeric_limits<double>::quiet_NaN()
                                             : static_cast<double>(k + 1);
    return 0;
}

/// A step rounds to some 2^-51 of the largest parameter so far, and a transient multiplies errors by the
/// steps at most, where the roots are double.
double relative_error(const P& p) {
    const double n = static_cast<double>(p.steps);
    return 1e-15 * n * std::min(n, 100.0);
}

void measure(const P& p, const Eigen::MatrixXd& at, T& tally) {
    const Eigen::Index last = at.cols() - 1, fast = p.dimension - 1;
    const Vector distances = at.colwise().stableNorm().transpose() / at.col(0).stableNorm();
    for (std::size_t k = 0; k < shown; ++k) {
        const auto column = std::min<Eigen::Index>(static_cast<Eigen::Index>(k) + 1, last);
        const double error =
            1e-14 * static_cast<double>(k + 1) * (1 + at.leftCols(column + 1).cwiseAbs().maxCoeff());
        tally.slow[k] = {at(0, column), error};
        tally.fast[k] = {at(fast, column), error};
    }
    const double error = relative_error(p);
    const double steps = arrived(distances, p.accuracy);
    const double spread = std::max(arrived(distances, p.accuracy * (1 - error)) - steps,
                                   steps - arrived(distances, p.accuracy * (1 + error)));
    tally.steps_to_accuracy = {steps, spread + 1e-9};
    // Over the second half of the steps, as far as double precision has numbers so small.
    Eigen::Index end = last;
    while (end > 1 && distances[end] < 1e-250) --end;
    const double halves = static_cast<double>(end - end / 2);
    tally.rate = {std::pow(distances[end] / distances[end / 2], 1 / halves), 4 * error / halves + 1e-14};
    double crossings = 0, length = 0;
    for (Eigen::Index k = 0; k < last; ++k) {
        if (at(fast, k) * at(fast, k + 1) < 0) ++crossings;
        length += (at.col(k + 1) - at.col(k)).stableNorm();
    }
    // Signs are those of exact arithmetic while the coordinate is beyond its errors.
    tally.crossings = {crossings, 1e-9};
    tally.length = {length / at.col(0).stableNorm(), error * (1 + length)};
    tally.farthest = {distances.maxCoeff(), error * (1 + distances.maxCoeff())};
    tally.digits = {-std::log10(distances[last]), error};
}

engine::QuantitiesOf<P, T> by_step(const std::string& name, const std::string& doc,
                                   std::vector<stats::Computed> T::*part) {
    return engine::series<P, T>(
        name, "step", doc,
        [](const P& p) {
            std::vector<double> all(std::min(shown, static_cast<std::size_t>(p.steps)));
            for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<double>(i + 1);
            return all;
        },
        [part](const P&, const T& t, std::size_t point, double) { return (t.*part)[point].estimate(); });
}

std::vector<engine::Parameter<P>> parameters() {
    using namespace engine;
    return {
        choice(&P::method,
               {.name = "method",
                .choices = {"gradient-descent", "heavy-ball", "filtered"},
                .doc = "the update rule; filtered is momentum with a weight for the new gradient"}),
        choice(&P::tuning,
               {.name = "tuning",
                .choices = {"given", "best"},
                .doc = "the learning rate, momentum and weight given, or those of the best rate"}),
        real(&P::learning_rate,
             {.name = "learning_rate", .least = 1e-6, .greatest = 1e4, .doc = "learning rate"}),
        real(&P::momentum,
             {.name = "momentum", .least = 0, .greatest = 0.999, .doc = "momentum a of heavy-ball"}),
        real(
            &P::weight,
            {.name = "weight", .least = 0.001, .greatest = 1, .doc = "weight b of a new gradient, filtered"}),
        real(&P::greatest, {.name = "greatest", .least = 1e-6, .greatest = 1e3, .doc = "largest curvature"}),
        real(
            &P::condition,
            {.name = "condition", .least = 1, .greatest = 1e6, .doc = "largest curvature over the smallest"}),
        integer(&P::dimension, {.name = "dimension",
                                .least = 2,
                                .greatest = 64,
                                .doc = "parameters; their curvatures have equal ratios"}),
        integer(&P::steps, {.name = "steps", .least = 2, .greatest = 20000, .doc = "steps"}),
        real(&P::accuracy, {.name = "accuracy",
                            .least = 1e-9,
                            .greatest = 0.9,
                            .doc = "distance from the minimum that counts as arrived, the start's being 1"}),
        real(&P::first_momentum, {.name = "first_momentum",
                                  .least = 0,
                                  .greatest = 0.999,
                                  .doc = "where a momentum that rises starts"}),
        integer(&P::raise_over, {.name = "raise_over",
                                 .least = 0,
                                 .greatest = 20000,
                                 .doc = "steps over which it rises linearly; 0 for a constant one"}),
    };
}

}  // namespace

engine::Experiment momentum_path() {
    using namespace engine;
    return experiment<P, T>({
        .name = "momentum-path",
        .doc = "Gradient descent, heavy ball and filtered gradients on sum_i h_i theta_i^2 / 2 from (1, ..., "
               "1) at rest.",
        .parameters = parameters(),
        .tally =
            [](const P&) {
                const std::vector<stats::Computed> none(shown);
                return T{none, none, {}, {}, {}, {}, {}, {}};
            },
        .quantities =
            {
                by_step("slow_coordinate", "the coordinate of the smallest curvature after each step",
                        &T::slow),
                by_step("fast_coordinate", "the coordinate of the largest curvature after each step",
                        &T::fast),
                computed<P, T>("steps_to_accuracy",
                               "first step from which on the distance is within the accuracy",
                               &T::steps_to_accuracy),
                computed<P, T>("rate",
                               "factor by which the distance shrinks in a step, over the second half of them "
                               "while it is above 1e-250",
                               &T::rate),
                computed<P, T>("crossings",
                               "steps that change the sign of the coordinate of the largest curvature",
                               &T::crossings),
                computed<P, T>("length", "length of the way, the start's distance being 1", &T::length),
                computed<P, T>("farthest", "largest distance from the minimum on the way", &T::farthest),
                computed<P, T>("digits", "decimal digits by which the distance has shrunk at the end",
                               &T::digits),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                measure(p, points(p), tally);
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
