// What the same number of examples' gradients buys: passes of stochastic gradient descent, or as many steps
// of gradient descent with the best step each.

#include <cmath>
#include <numeric>

#include "lib/linear/least_squares.hpp"
#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/minibatch.hpp"
#include "lib/optim/objective/linear_model.hpp"
#include "lib/optim/schedule.hpp"
#include "lib/random/normal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using Eigen::Index;
using Model = optim::LeastSquares<double>;
using Vector = optim::Vector<double>;

struct Parameters {
    std::int64_t examples = 1000, dimension = 10, passes = 1;
    double noise_sd = 0.5, scale = 1, offset = 20;
};
using P = Parameters;

struct Tally {
    stats::Proportion stochastic_ahead, tenfold, batch_ahead;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.stochastic_ahead, self.tenfold, self.batch_ahead);
    }
};
using T = Tally;

void fill(random::Stream& stream, double* data, Index count) {
    random::fill_normal(stream, std::span(data, static_cast<std::size_t>(count)));
}

/// Normal inputs, weights and noise.
Model draw_model(const P& p, random::Stream& stream) {
    Model model{.inputs = Model::Inputs(p.examples, p.dimension),
                .targets = Vector(p.examples),
                .scaling = optim::Scaling::mean};
    Vector weights(p.dimension);
    fill(stream, model.inputs.data(), model.inputs.size());
    fill(stream, weights.data(), weights.size());
    fill(stream, model.targets.data(), model.targets.size());
    model.targets = model.inputs * weights + p.noise_sd * model.targets;
    return model;
}

/// Every example once a pass, in a new order; the rate counts the steps of all passes.
Vector stochastic(const P& p, const Model& model, random::Stream& stream) {
    std::vector<Index> order(static_cast<std::size_t>(p.examples));
    std::iota(order.begin(), order.end(), Index{0});
    // Half the rate: the gradient of the square has the factor 2.
    const optim::InverseRate<double> rate{p.scale / 2, p.offset};
    optim::GradientDescent<double> rule{.learning_rate = rate(1)};
    auto state = rule.init(p.dimension);
    Vector theta = Vector::Zero(p.dimension);
    optim::Workspace<double> workspace(p.dimension);
    std::uint64_t k = 0;
    for (std::int64_t pass = 0; pass < p.passes; ++pass)
        for (const Index& j : optim::draw_without_replacement(stream, order, p.examples)) {
            rule.learning_rate = rate(++k);
            optim::advance(
                rule, state,
                [&](const Vector& at, Vector& out) { model.batch_gradient(std::span(&j, 1), at, out); },
                theta, workspace);
        }
    return theta;
}

/// Steepest descent: with g the gradient, the step g'g / (g' H g), where g' H g = 2 |X g|^2/n.
Vector steepest(const P& p, const Model& model) {
    Vector theta = Vector::Zero(p.dimension), gradient(p.dimension);
    for (std::int64_t step = 0; step < p.passes; ++step) {
        model.gradient(theta, gradient);
        const double square = gradient.squaredNorm();
        if (square == 0) break;
        const double curvature =
            2 * (model.inputs * gradient).squaredNorm() / static_cast<double>(p.examples);
        theta -= gradient * (square / curvature);
    }
    return theta;
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        const Model model = draw_model(p, stream);
        const Vector minimum =
            linear::least_squares(linear::LeastSquares::normal_equations, model.inputs, model.targets);
        // |X (w - w*)|^2: proportional to the excess, without its cancellation.
        const auto excess = [&](const Vector& w) { return (model.inputs * (w - minimum)).squaredNorm(); };
        const double ours = excess(stochastic(p, model, stream)), theirs = excess(steepest(p, model));
        tally.stochastic_ahead.add(ours < theirs);
        tally.tenfold.add(10 * ours < theirs);
        tally.batch_ahead.add(theirs < ours);
    }
    return 0;
}

}  // namespace

engine::Experiment one_pass() {
    using namespace engine;
    return experiment<P, T>({
        .name = "one-pass",
        .doc = "Least squares on a drawn data set, from weights 0: stochastic gradient descent with single "
               "examples and rate scale/(k + offset) against gradient descent with exact line search, at the "
               "same number of examples' gradients.",
        .parameters =
            {
                integer(&P::examples,
                        {.name = "examples", .least = 100, .greatest = 100000, .doc = "of the data set"}),
                integer(&P::dimension, {.name = "dimension", .least = 1, .greatest = 50, .doc = "weights"}),
                integer(&P::passes, {.name = "passes",
                                     .least = 1,
                                     .greatest = 1000,
                                     .doc = "passes of the one, steps of the other"}),
                real(&P::noise_sd, {.name = "noise_sd",
                                    .least = 0,
                                    .greatest = 100,
                                    .doc = "of the labels; the inputs and true weights are standard normal"}),
                real(&P::scale,
                     {.name = "scale", .least = 1e-6, .greatest = 10, .doc = "of the learning rate"}),
                real(&P::offset,
                     {.name = "offset", .least = 0, .greatest = 1e6, .doc = "added to k in the rate"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                probability<P, T>("stochastic_ahead",
                                  "probability that the stochastic one ends with the lower training cost",
                                  &T::stochastic_ahead),
                probability<P, T>("tenfold",
                                  "probability that its excess is less than a tenth of the other's",
                                  &T::tenfold),
                probability<P, T>("batch_ahead", "probability that gradient descent ends lower",
                                  &T::batch_ahead),
            },
        .block = block,
        .replicates_per_block = [](const P& p) { return p.passes > 4 ? 64 : 128; },
        .blocks = 16,
    });
}

}  // namespace assay::experiments
