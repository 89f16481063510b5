// Do the units of a layer stay equal under gradient descent? In a finite field, for all parameters and data
// at once, where the activation is a polynomial; bit by bit in double where it is not. Documents: 003, slides
// on initialization; 001; 002, slides on breaking symmetry.

#include <cmath>
#include <vector>

#include "lib/nn/activations.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/symmetry/starts.hpp"
#include "sim/experiments/symmetry/training.hpp"

namespace assay::experiments {
namespace {

using namespace symmetry;

enum class Activation { identity, square, relu, tanh, sigmoid };
enum class Noise { none, minibatch, dropout };

struct Parameters {
    Activation activation = Activation::tanh;
    Start start = Start::ones;
    Noise noise = Noise::none;
    std::int64_t hidden_layers = 2, width = 4, points = 4, steps = 5;
    double learning_rate = 0.01;
};
using P = Parameters;

struct Tally {
    exact::Certificate values_equal, gradients_equal, stay_equal, twins_equal;
    exact::Certificate all_differ, non_zero_gradients, non_zero_outputs;
    stats::Proportion unit_off;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.values_equal, self.gradients_equal, self.stay_equal, self.twins_equal,
                        self.all_differ, self.non_zero_gradients, self.non_zero_outputs, self.unit_off);
    }
};
using T = Tally;

constexpr Index input_width = 3, output_width = 2, batch = 2;

template <class Network>
[[nodiscard]] bool for_all_pairs(const Network& network, auto holds) {
    for (std::size_t l = 0; l + 1 < network.layout.layers(); ++l)
        for (Index j = 1; j < network.layout.fan_out(l); ++j)
            for (Index i = 0; i < j; ++i)
                if (!holds(l, i, j)) return false;
    return true;
}

/// One step's gradient: on all data, or on `batch` points at random.
template <class S, class Network>
void gradient_of_step(const P& p, random::Stream& stream, const Network& network, const Data<S>& data,
                      nn::Trace<S>& trace, nn::Vector<S>& gradient) {
    if (p.noise == Noise::none) return loss_gradient(network, data, trace, gradient);
    Data<S> some{nn::Matrix<S>(input_width, batch), nn::Matrix<S>(output_width, batch)};
    for (Index i = 0; i < batch; ++i) {
        const auto point = static_cast<Index>(stream() % static_cast<std::uint64_t>(p.points));
        some.inputs.col(i) = data.inputs.col(point);
        some.targets.col(i) = data.targets.col(point);
    }
    if (p.noise == Noise::minibatch) return loss_gradient(network, some, trace, gradient);
    // Dropout with one mask for the batch: a unit that is dropped sends nothing, W <- W diag(mask), and by
    // the chain rule its outgoing weights get no gradient.
    Network thinned = network;
    std::vector<nn::Vector<S>> masks;
    for (std::size_t l = 1; l < network.layout.layers(); ++l) {
        nn::Vector<S>& mask = masks.emplace_back(network.layout.fan_in(l));
        for (Index j = 0; j < mask.size(); ++j) {
            mask[j] = S(static_cast<int>(stream() >> 31U));
            thinned.weight(l).col(j) *= mask[j];
        }
    }
    loss_gradient(thinned, some, trace, gradient);
    for (std::size_t l = 1; l < network.layout.layers(); ++l)
        for (Index j = 0; j < masks[l - 1].size(); ++j)
            network.layout.weight(gradient, l).col(j) *= masks[l - 1][j];
}

/// What holds at the start, and whether units 0 and 1 of the first layer agree.
template <class S, class Network>
void look_at_start(const Network& network, const nn::Trace<S>& trace, const nn::Vector<S>& gradient,
                   std::uint64_t number, T& tally) {
    const auto equal_values = [&](std::size_t l, Index i, Index j) {
        return trace.activation[l].row(i) == trace.activation[l].row(j);
    };
    const auto equal_gradients = [&](std::size_t l, Index i, Index j) {
        return equal_incoming(network.layout, gradient, l, i, j) &&
               equal_outgoing(network.layout, gradient, l, i, j);
    };
    tally.values_equal.add(number, for_all_pairs(network, equal_values));
    tally.gradients_equal.add(number, for_all_pairs(network, equal_gradients));
    tally.non_zero_gradients.add(number, (gradient.array() != S(0)).all());
    tally.non_zero_outputs.add(number, (trace.activation.back().array() != S(0)).all());
    tally.unit_off.add(trace.activation[0](0, 0) == S(0));
}

template <class S>
[[nodiscard]] bool finite(const nn::Vector<S>& parameters) {
    if constexpr (std::is_floating_point_v<S>)
        return parameters.allFinite();
    else
        return true;
}

/// Returns whether the training overflowed: equality says nothing then.
template <class S, class F>
bool replicate(const P& p, F activation, random::Stream& stream, std::uint64_t number, T& tally) {
    std::vector<Index> widths{input_width};
    widths.insert(widths.end(), static_cast<std::size_t>(p.hidden_layers), p.width);
    widths.push_back(output_width);
    nn::Network<S, F> network(nn::Layout(std::move(widths)), activation);
    Data<S> data{nn::Matrix<S>(input_width, p.points), nn::Matrix<S>(output_width, p.points)};
    draw(stream, data.inputs);
    draw(stream, data.targets);
    start_network<S>(p.start, stream, network);

    nn::Trace<S> trace;
    nn::Vector<S> gradient;
    loss_gradient(network, data, trace, gradient);
    look_at_start(network, trace, gradient, number, tally);
    S learning_rate(0);
    if constexpr (std::is_floating_point_v<S>)
        learning_rate = p.learning_rate;
    else
        learning_rate = draw<S>(stream);
    const optim::GradientDescent<S> rule{.learning_rate = learning_rate};
    auto state = rule.init(network.layout.size());
    for (std::int64_t step = 0; step < p.steps; ++step) {
        gradient_of_step(p, stream, network, data, trace, gradient);
        rule.step(state, gradient, network.parameters);
    }
    if (!finite(network.parameters)) return true;
    const auto equal = [&](std::size_t l, Index i, Index j) {
        return equal_incoming(network.layout, network.parameters, l, i, j) &&
               equal_outgoing(network.layout, network.parameters, l, i, j);
    };
    tally.stay_equal.add(number, for_all_pairs(network, equal));
    tally.twins_equal.add(number, equal(0, 0, 1));
    tally.all_differ.add(number, for_all_pairs(network, [&](std::size_t l, Index i, Index j) {
                             return !equal_incoming(network.layout, network.parameters, l, i, j);
                         }));
    return false;
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    std::uint64_t missing = 0;
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        const std::uint64_t number = replicates.first + r;
        switch (p.activation) {
            case Activation::identity:
                missing += replicate<Mod61>(p, nn::Identity{}, stream, number, tally) ? 1U : 0U;
                break;
            case Activation::square:
                missing += replicate<Mod61>(p, Square{}, stream, number, tally) ? 1U : 0U;
                break;
            case Activation::relu:
                missing += replicate<double>(p, nn::Relu{}, stream, number, tally) ? 1U : 0U;
                break;
            case Activation::tanh:
                missing += replicate<double>(p, nn::Tanh{}, stream, number, tally) ? 1U : 0U;
                break;
            case Activation::sigmoid:
                missing += replicate<double>(p, nn::Sigmoid{}, stream, number, tally) ? 1U : 0U;
                break;
        }
    }
    return missing;
}

bool in_field(const P& p) {
    return p.activation == Activation::identity || p.activation == Activation::square;
}

/// In a finite field the equalities are identities of polynomials in parameters, data and learning rate. If
/// the parameters have degree D, a layer of k-th powers makes k (D + a) of a, the outputs have D more than
/// the last of these, and a gradient less than twice as much: D <- 1 + 2 f in each step.
exact::Certificate equality(const P& p) {
    if (!in_field(p)) return {.proof = exact::Proof::sampled};
    double degree = 1;
    for (std::int64_t step = 0; step <= p.steps; ++step) {
        double of_layer = 1;
        for (std::int64_t l = 0; l < p.hidden_layers; ++l)
            of_layer = (p.activation == Activation::square ? 2 : 1) * (degree + of_layer);
        degree = 1 + 2 * (degree + of_layer);
    }
    return {.proof = exact::Proof::polynomial, .degree = degree, .values = exact::field_size};
}

}  // namespace

engine::Experiment equal_units() {
    using namespace engine;
    return experiment<P, T>({
        .name = "equal-units",
        .doc = "Gradient descent on half the mean squared error of a network of 3 inputs and 2 outputs with "
               "random data, from starts with and without symmetry. Identity and square run in the field of "
               "2^61 - 1 elements, where the learning rate is random; the others in double.",
        .parameters =
            {
                choice(&P::activation, {.name = "activation",
                                        .choices = {"identity", "square", "relu", "tanh", "sigmoid"},
                                        .doc = "activation of the hidden layers"}),
                choice(&P::start,
                       {.name = "start", .choices = start_names, .doc = "how the parameters start"}),
                choice(&P::noise, {.name = "noise",
                                   .choices = {"none", "minibatch", "dropout"},
                                   .doc = "gradients of all data, of 2 random points, or of 2 random points "
                                          "with each hidden unit dropped with probability 1/2"}),
                integer(&P::hidden_layers,
                        {.name = "hidden_layers", .least = 1, .greatest = 8, .doc = "hidden layers"}),
                integer(&P::width,
                        {.name = "width", .least = 2, .greatest = 64, .doc = "units of each hidden layer"}),
                integer(&P::points, {.name = "points", .least = 1, .greatest = 64, .doc = "data points"}),
                integer(&P::steps,
                        {.name = "steps", .least = 0, .greatest = 10000, .doc = "steps of gradient descent"}),
                real(&P::learning_rate, {.name = "learning_rate",
                                         .least = 1e-12,
                                         .greatest = 10,
                                         .doc = "step size, where the arithmetic is double"}),
            },
        .tally =
            [](const P& p) {
                const exact::Certificate same = equality(p), differ{.proof = exact::Proof::sampled};
                return T{same, same, same, same, differ, differ, differ, {}};
            },
        .quantities =
            {
                identity<P, T>(
                    "values_equal",
                    "at the start, all units of each hidden layer have the same value on each point",
                    &T::values_equal),
                identity<P, T>("gradients_equal",
                               "at the start, all units of each hidden layer have the same gradients: of the "
                               "weights to and from them and of their biases",
                               &T::gradients_equal),
                identity<P, T>("stay_equal",
                               "after the steps, all units of each hidden layer have the same weights to and "
                               "from them, and the same bias",
                               &T::stay_equal),
                identity<P, T>("twins_equal", "the same for the first two units of the first hidden layer",
                               &T::twins_equal),
                identity<P, T>("all_differ",
                               "after the steps, no two units of a hidden layer have the same bias and the "
                               "same weights to them",
                               &T::all_differ),
                identity<P, T>("non_zero_gradients", "at the start, no element of the gradient is 0",
                               &T::non_zero_gradients),
                identity<P, T>("non_zero_outputs", "at the start, no output is 0", &T::non_zero_outputs),
                probability<P, T>("unit_off",
                                  "probability that at the start the first unit of the first hidden layer "
                                  "has the value 0 on the first point",
                                  &T::unit_off),
            },
        .block = block,
        // A proof needs a few trials, a bound on a probability thousands; without training they are cheap.
        .replicates_per_block =
            [](const P& p) {
                return std::uint64_t{in_field(p) ? 1U : p.steps == 0 ? 1024U : 64U};
            },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
