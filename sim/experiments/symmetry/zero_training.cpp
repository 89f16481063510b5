// Training from all parameters 0: what moves, and where the loss ends.
// Document: 003, slide on zero initialization.

#include <cmath>

#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/symmetry/starts.hpp"
#include "sim/experiments/symmetry/training.hpp"

namespace assay::experiments {
namespace {

using namespace symmetry;
using Matrix = nn::Matrix<double>;
using Vector = nn::Vector<double>;

enum class Hidden { relu, tanh, sigmoid };
enum class Head { linear, logistic };

struct Parameters {
    Hidden hidden = Hidden::tanh;
    Head head = Head::linear;
    std::int64_t hidden_layers = 1, width = 4, points = 32, steps = 400;
    double learning_rate = 0.5;
};
using P = Parameters;

struct Tally {
    exact::Certificate only_last_bias_moves, ends_at_constant, learns, last_weights_move_first, units_equal,
        same_end;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.only_last_bias_moves, self.ends_at_constant, self.learns,
                        self.last_weights_move_first, self.units_equal, self.same_end);
    }
};
using T = Tally;

constexpr Index input_width = 2;

/// y = 1 + 2 tanh x_1 for a linear output, which one hidden unit can represent; for a logistic one y is 1
/// with probability sigmoid(x_1 + 1/2), otherwise 0.
Data<double> draw_data(const P& p, random::Stream& stream) {
    Data<double> data{Matrix(input_width, p.points), Matrix(1, p.points)};
    nn::fill_normal(stream, data.inputs);
    Vector uniform(p.points);
    random::fill_uniform(stream, std::span(uniform.data(), static_cast<std::size_t>(uniform.size())));
    for (Index i = 0; i < p.points; ++i) {
        const double x = data.inputs(0, i);
        data.targets(0, i) =
            p.head == Head::linear ? 1 + 2 * std::tanh(x) : double(uniform[i] < nn::Sigmoid{}.value(x + 0.5));
    }
    return data;
}

/// Half the mean squared error, or the mean cross-entropy ln(1 + e^z) - y z of a sigmoid of z.
double loss(Head head, const Matrix& z, const Matrix& y) {
    if (head == Head::linear) return (z - y).squaredNorm() / 2 / double(z.cols());
    double sum = 0;
    for (Index i = 0; i < z.cols(); ++i)
        sum += std::max(z(0, i), 0.0) + std::log1p(std::exp(-std::abs(z(0, i)))) - y(0, i) * z(0, i);
    return sum / double(z.cols());
}

/// The least loss of any constant output: half the variance of y, or the entropy of its mean.
double loss_of_constant(Head head, const Matrix& y) {
    const double mean = y.mean();
    if (head == Head::linear) return (y.array() - mean).square().mean() / 2;
    return mean == 0 || mean == 1 ? 0 : -mean * std::log(mean) - (1 - mean) * std::log1p(-mean);
}

template <class Network>
double train(const P& p, const Data<double>& data, std::int64_t steps, Network& network) {
    nn::Trace<double> trace;
    Vector gradient;
    Matrix error;
    const optim::GradientDescent<double> rule{.learning_rate = p.learning_rate};
    auto state = rule.init(network.layout.size());
    for (std::int64_t step = 0; step < steps; ++step) {
        error = nn::forward(network, data.inputs, trace);
        if (p.head == Head::logistic) nn::activate(nn::Sigmoid{}, error, error);
        error = (error - data.targets) / double(p.points);
        nn::backward(network, data.inputs, error, trace, gradient);
        rule.step(state, gradient, network.parameters);
    }
    return loss(p.head, nn::forward(network, data.inputs, trace), data.targets);
}

/// Do all units of each hidden layer have bit-equal parameters?
template <class Network>
bool equal(const Network& network) {
    for (std::size_t l = 0; l + 1 < network.layout.layers(); ++l)
        for (Index i = 1; i < network.layout.fan_out(l); ++i)
            if (!equal_incoming(network.layout, network.parameters, l, 0, i) ||
                !equal_outgoing(network.layout, network.parameters, l, 0, i))
                return false;
    return true;
}

template <class F>
bool replicate(const P& p, F activation, random::Stream& stream, std::uint64_t number, T& tally) {
    std::vector<Index> widths{input_width};
    widths.insert(widths.end(), static_cast<std::size_t>(p.hidden_layers), p.width);
    widths.push_back(1);
    const Data<double> data = draw_data(p, stream);
    nn::Network<double, F> zero(nn::Layout(std::move(widths)), activation), random = zero;
    start_network<double>(Start::random, stream, random);

    const std::size_t last = zero.layout.layers() - 1;
    (void)train(p, data, 1, zero);
    const Index below = zero.layout.size() - zero.weight(last).size() - 1;
    const bool last_first = (zero.parameters.head(below).array() == 0).all() && !zero.weight(last).isZero(0);
    const double end = train(p, data, p.steps - 1, zero), other = train(p, data, p.steps, random);
    if (!std::isfinite(end)) return true;

    const double constant = loss_of_constant(p.head, data.targets);
    tally.last_weights_move_first.add(number, last_first);
    tally.only_last_bias_moves.add(
        number, (zero.parameters.head(zero.layout.size() - 1).array() == 0).all() && zero.bias(last)[0] != 0);
    tally.ends_at_constant.add(number, std::abs(end - constant) <= 1e-9 * constant);
    tally.learns.add(number, end < 0.1 * constant);
    tally.units_equal.add(number, equal(zero));
    tally.same_end.add(number, std::isfinite(other) && std::abs(end - other) <= 1e-9 * std::max(end, other));
    return false;
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    std::uint64_t missing = 0;
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        const std::uint64_t number = replicates.first + r;
        bool overflow = false;
        switch (p.hidden) {
            case Hidden::relu:
                overflow = replicate(p, nn::Relu{}, stream, number, tally);
                break;
            case Hidden::tanh:
                overflow = replicate(p, nn::Tanh{}, stream, number, tally);
                break;
            case Hidden::sigmoid:
                overflow = replicate(p, nn::Sigmoid{}, stream, number, tally);
                break;
        }
        missing += overflow ? 1U : 0U;
    }
    return missing;
}

constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment zero_training() {
    using namespace engine;
    return experiment<P, T>({
        .name = "zero-training",
        .doc = "Gradient descent from all parameters 0 on random data of two inputs: y = 1 + 2 tanh x_1, or "
               "binary with log-odds x_1 + 1/2; and from a random start beside it.",
        .parameters =
            {
                choice(&P::hidden, {.name = "hidden",
                                    .choices = {"relu", "tanh", "sigmoid"},
                                    .doc = "activation of the hidden layers"}),
                choice(&P::head, {.name = "head",
                                  .choices = {"linear", "logistic"},
                                  .doc = "output and loss: half the mean squared error, or cross-entropy"}),
                integer(&P::hidden_layers,
                        {.name = "hidden_layers", .least = 0, .greatest = 8, .doc = "hidden layers"}),
                integer(&P::width,
                        {.name = "width", .least = 2, .greatest = 64, .doc = "units of each hidden layer"}),
                integer(&P::points, {.name = "points", .least = 2, .greatest = 1024, .doc = "data points"}),
                integer(
                    &P::steps,
                    {.name = "steps", .least = 1, .greatest = 100000, .doc = "steps of gradient descent"}),
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-12, .greatest = 10, .doc = "step size"}),
            },
        .tally = [](const P&) { return T{sampled, sampled, sampled, sampled, sampled, sampled}; },
        .quantities =
            {
                identity<P, T>("only_last_bias_moves",
                               "all weights and all other biases are exactly 0 at the end, the output's bias "
                               "is not",
                               &T::only_last_bias_moves),
                identity<P, T>("ends_at_constant",
                               "the loss ends, within 10^-9 of it, at the least loss of any constant output: "
                               "half the variance of y, or the entropy of its mean",
                               &T::ends_at_constant),
                identity<P, T>("learns", "the loss ends below a tenth of that", &T::learns),
                identity<P, T>("last_weights_move_first",
                               "after one step the last layer's weights are not 0, all below them still are",
                               &T::last_weights_move_first),
                identity<P, T>("units_equal",
                               "at the end all units of each hidden layer have the same weights to and from "
                               "them and the same bias, bit by bit",
                               &T::units_equal),
                identity<P, T>("same_end",
                               "from zeros and from a random start the loss ends at the same value, within "
                               "10^-9 of it",
                               &T::same_end),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{16}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
