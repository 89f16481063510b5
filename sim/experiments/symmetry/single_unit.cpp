// A hidden layer of m equal units beside a single unit, trained by gradient descent: in the field of 2^61 - 1
// elements, so that what holds there holds for all parameters, data and learning rates.
// Document: 003, slide on constant initialization.

#include "sim/experiments/expressions.hpp"
#include "sim/experiments/symmetry/starts.hpp"
#include "sim/experiments/symmetry/training.hpp"

namespace assay::experiments {
namespace {

using namespace symmetry;

enum class Activation { identity, square };

struct Parameters {
    Activation activation = Activation::square;
    std::int64_t width = 4, inputs = 2, steps = 3;
};
using P = Parameters;
using Elements = std::vector<Mod61>;

constexpr Index points = 3;

/// Step sizes of a network with one hidden layer: of the weights to the hidden units and their biases, of the
/// weights from them, and of the output's bias.
struct Rates {
    Mod61 incoming, outgoing, bias;
};

/// One hidden unit's parameters, and the output's bias.
struct Unit {
    nn::Matrix<Mod61> weights;  ///< 1 x inputs
    Mod61 bias, outgoing, output_bias;
};

struct Instance {
    P p;
    Data<Mod61> data;
    nn::Matrix<Mod61> at;  ///< where the trained networks are evaluated
    Unit unit;
    Mod61 rate;
};

/// The outputs at new points of `width` equal units after the steps.
template <class F>
Elements trained(const Instance& i, F activation, Index width, const Mod61& outgoing, const Rates& rates) {
    nn::Network<Mod61, F> network(nn::Layout({i.p.inputs, width, 1}), activation);
    for (Index unit = 0; unit < width; ++unit) network.weight(0).row(unit) = i.unit.weights;
    network.bias(0).setConstant(i.unit.bias);
    network.weight(1).setConstant(outgoing);
    network.bias(1).setConstant(i.unit.output_bias);
    nn::Trace<Mod61> trace;
    nn::Vector<Mod61> gradient;
    const nn::Layout& layout = network.layout;
    for (std::int64_t step = 0; step < i.p.steps; ++step) {
        loss_gradient(network, i.data, trace, gradient);
        network.weight(0) -= layout.weight(gradient, 0) * rates.incoming;
        network.bias(0) -= layout.bias(gradient, 0) * rates.incoming;
        network.weight(1) -= layout.weight(gradient, 1) * rates.outgoing;
        network.bias(1) -= layout.bias(gradient, 1) * rates.bias;
    }
    const auto& outputs = nn::forward(network, i.at, trace);
    return {outputs.data(), outputs.data() + outputs.size()};
}
Elements trained(const Instance& i, Index width, const Mod61& outgoing, const Rates& rates) {
    return i.p.activation == Activation::square ? trained(i, Square{}, width, outgoing, rates)
                                                : trained(i, nn::Identity{}, width, outgoing, rates);
}

Rates equal_rates(const Mod61& rate) {
    return {rate, rate, rate};
}

Expressions<Instance, Elements> expressions() {
    using I = Instance;
    return {
        {"m equal units", "each with the outgoing weight a, learning rate eta",
         [](const I& i) { return trained(i, i.p.width, i.unit.outgoing, equal_rates(i.rate)); }},
        {"one unit with outgoing weight m a, rates eta/m and m eta",
         "for the weights to it and from it; eta for the output's bias",
         [](const I& i) {
             const Mod61 m(i.p.width);
             return trained(i, 1, m * i.unit.outgoing, {i.rate / m, m * i.rate, i.rate});
         }},
        {"one unit with outgoing weight m a, rate eta", "with one rate for all parameters",
         [](const I& i) { return trained(i, 1, Mod61(i.p.width) * i.unit.outgoing, equal_rates(i.rate)); }},
        {"one unit with outgoing weight a", "without the factor m",
         [](const I& i) { return trained(i, 1, i.unit.outgoing, equal_rates(i.rate)); }},
        {"two equal units", "each with the outgoing weight a, learning rate eta",
         [](const I& i) { return trained(i, 2, i.unit.outgoing, equal_rates(i.rate)); }},
    };
}

Instance instance(const P& p, random::Stream& stream) {
    Instance i{.p = p,
               .data = {nn::Matrix<Mod61>(p.inputs, points), nn::Matrix<Mod61>(1, points)},
               .at = nn::Matrix<Mod61>(p.inputs, points),
               .unit = {nn::Matrix<Mod61>(1, p.inputs), draw<Mod61>(stream), draw<Mod61>(stream),
                        draw<Mod61>(stream)},
               .rate = draw<Mod61>(stream)};
    draw(stream, i.data.inputs);
    draw(stream, i.data.targets);
    draw(stream, i.at);
    draw(stream, i.unit.weights);
    return i;
}

/// Parameters of degree D give an output of degree D + 2 (D + max(D, 1)) <= 5 D, and gradients of less than
/// twice that; each step adds a factor eta: D <- 1 + 10 D. The outputs after the steps have 5 D.
exact::Certificate polynomial(const P& p) {
    double degree = 1;
    for (std::int64_t step = 0; step < p.steps; ++step) degree = 1 + 10 * degree;
    return {.proof = exact::Proof::polynomial, .degree = 5 * degree, .values = exact::field_size};
}

}  // namespace

engine::Experiment single_unit() {
    using namespace engine;
    return identities<P>({
        .name = "single-unit",
        .doc =
            "Outputs at new points of networks with one hidden layer of equal units after gradient descent "
            "on half the mean squared error of 3 random points, exactly.",
        .parameters =
            {
                choice(&P::activation, {.name = "activation",
                                        .choices = {"identity", "square"},
                                        .doc = "activation of the hidden units"}),
                integer(&P::width, {.name = "width", .least = 1, .greatest = 64, .doc = "equal units m"}),
                integer(&P::inputs, {.name = "inputs", .least = 1, .greatest = 16, .doc = "inputs"}),
                integer(&P::steps,
                        {.name = "steps", .least = 0, .greatest = 12, .doc = "steps of gradient descent"}),
            },
        .sides = drawn<P>(expressions(), instance),
        .proof = polynomial,
    });
}

}  // namespace assay::experiments
